using System.Globalization;
using System.Text.RegularExpressions;
using Sirekap.Demo.Tricks;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Demo.Pages;

/// <summary>What a visitor wants to do: a trick with all that it needs.</summary>
/// <param name="Kind">Which of those offered.</param>
/// <param name="Contest">The contest's code.</param>
/// <param name="Station">The station; null for the whole ledger.</param>
/// <param name="Trick">The trick.</param>
public sealed record CheatPlan(CheatKind Kind, string Contest, RegionCode? Station, Trick Trick);

/// <summary>A field that cannot be taken as it is.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Text">Key of what is wrong.</param>
public sealed record FieldError(string Field, string Text);

/// <summary>Reads what was typed.</summary>
public static partial class CheatPlanning
{
    /// <summary>The ways to say how much earlier, in seconds: an hour, a day, a week.</summary>
    public static IReadOnlyList<int> Earlier { get; } = [3_600, 86_400, 604_800];

    private static readonly int[] Rounds = [100, 1_000, 10_000];

    /// <summary>How many entries may be cut off, of those offered: two round numbers; half is offered besides.</summary>
    public static IReadOnlyList<int> Cuts(long size) => [.. Rounds.Where(cut => cut < size / 2).TakeLast(2)];

    /// <summary>The plan, or what hinders it.</summary>
    /// <param name="input">What was typed.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="target">The station; null where there is none such.</param>
    /// <param name="size">Entries of the published ledger.</param>
    /// <param name="errors">One for each field at fault.</param>
    public static CheatPlan? Read(CheatInput input, string contest, CheatTarget? target, long size, out IReadOnlyList<FieldError> errors)
    {
        var found = new List<FieldError>();
        var trick = input.Kind switch
        {
            null => Fault(CheatInput.KindField, "curang.error.kind"),
            CheatKind.Cut => Cut(input.Cut, size) is { } left ? new Trick.CutBack(left) : Fault(CheatInput.CutField, "curang.error.cut"),
            _ when target is null => Fault(CheatInput.StationField, "curang.error.station"),
            CheatKind.Drop => new Trick.DropForm(contest, target.Place.Code),
            CheatKind.Backdate => Backdate(),
            { } kind => ChangeVote(kind),
        };
        errors = found;
        return trick is null
            ? null
            : new CheatPlan(input.Kind!.Value, contest, input.Kind.Value.IsOfStation() ? target!.Place.Code : null, trick);

        Trick? Fault(string field, string text)
        {
            found.Add(new FieldError(field, text));
            return null;
        }

        Trick? ChangeVote(CheatKind kind)
        {
            var choice =
                int.TryParse(input.Choice, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < target!.Votes.Count
                    ? place
                    : -1;
            var votes = Count(input.Votes);
            if (choice < 0)
            {
                Fault(CheatInput.ChoiceField, "curang.error.choice");
            }

            if (votes is null)
            {
                Fault(CheatInput.VotesField, "curang.error.votes");
            }
            else if (choice >= 0 && target!.Votes[choice] == votes)
            {
                Fault(CheatInput.VotesField, "curang.error.same");
            }

            return found.Count == 0 ? new Trick.ChangeVote(CoverOf(kind), contest, target!.Place.Code, choice, votes!.Value) : null;
        }

        Trick? Backdate() =>
            int.TryParse(input.Earlier, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Earlier.Contains(seconds)
            && target!.Came is { } came
                ? new Trick.Backdate(contest, target.Place.Code, new Timestamp(came.UnixSeconds - seconds))
                : Fault(CheatInput.EarlierField, "curang.error.earlier");
    }

    /// <summary>A number as people write it: 1234, 1.234, 1,234. Null where it is none, or none that a form can have.</summary>
    internal static int? Count(string? text) =>
        text is not null
        && Written().IsMatch(text)
        && int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture) is var votes and <= Fields.Largest
            ? votes
            : null;

    [GeneratedRegex(
        "^([0-9]{1,6}|[0-9]{1,3}[., ][0-9]{3})$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Written();

    /// <summary>How many entries stay.</summary>
    private static long? Cut(string? text, long size)
    {
        var left =
            text == CheatInput.Half ? size / 2
            : Count(text) is { } cut ? size - cut
            : 0;
        return left >= 2 && left < size ? left : null;
    }

    private static Cover CoverOf(CheatKind kind) =>
        kind switch
        {
            CheatKind.Number => Cover.Documents,
            CheatKind.Form => Cover.Entry,
            CheatKind.OwnKey => Cover.UnknownKey,
            _ => Cover.ForgedEnrolment,
        };
}
