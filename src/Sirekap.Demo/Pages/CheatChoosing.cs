using Sirekap.Demo.Tricks;
using Sirekap.Elections.Regions;
using Sirekap.Site.Views;

namespace Sirekap.Demo.Pages;

/// <summary>A place that a search found, to cheat in.</summary>
/// <param name="Found">The place.</param>
/// <param name="Chosen">What is chosen by it; null for a station without a form.</param>
public sealed record FoundTarget(Found Found, CheatInput? Chosen);

/// <summary>Where a visitor is in choosing.</summary>
/// <param name="Input">What has been chosen and typed.</param>
/// <param name="Contest">The contest's code.</param>
/// <param name="Target">The station: the one asked for, else a suggestion; null where there is none to cheat on.</param>
/// <param name="IsSuggested">Whether nobody asked for this one.</param>
/// <param name="Found">What was found; null when nothing was searched for.</param>
/// <param name="Published">Entries of the published ledger.</param>
/// <param name="Errors">What is wrong with what was typed.</param>
/// <param name="Refusal">Why it was not begun.</param>
public sealed record CheatChoosing(
    CheatInput Input,
    string Contest,
    CheatTarget? Target,
    bool IsSuggested,
    IReadOnlyList<FoundTarget>? Found,
    long Published,
    IReadOnlyList<FieldError> Errors,
    TrickRefusal? Refusal
)
{
    /// <summary>What is chosen to be cut off: the fewest entries, of those offered, without which a number is another.</summary>
    public string Cut { get; private init; } = CheatInput.Half;

    /// <param name="asOf">The record.</param>
    /// <param name="input">What has been chosen and typed.</param>
    /// <param name="found">What a search found; null when nothing was searched for.</param>
    /// <param name="published">Entries of the published ledger.</param>
    public static CheatChoosing Of(RecordAsOf asOf, CheatInput input, IReadOnlyList<Found>? found, long published)
    {
        var first = asOf.Record.Structure.Contests[0].Code;
        var contest = input.Contest is { } code && asOf.Contest(code) is not null ? code : first;
        var asked =
            found is [{ Place.Code: { Level: Level.Station } only }] ? only
            : RegionCode.TryParse(input.Station ?? "", out var typed) ? typed
            : (RegionCode?)null;
        var target = asked is { } station ? CheatTarget.Of(asOf, contest, station, published) : null;
        var isSuggested = target is null;
        target ??= CheatTarget.Suggest(
            asOf,
            contest,
            RegionCode.TryParse(input.Region ?? "", out var region) ? region : RegionCode.Nation,
            published
        );
        var isWrong = isSuggested && (input.Station is not null || asked is not null);
        return new CheatChoosing(
            input,
            contest,
            target,
            isSuggested,
            found is null || !isSuggested ? null : [.. found.Select(one => new FoundTarget(one, Choose(one.Place.Code)))],
            published,
            isWrong ? [new FieldError(CheatInput.StationField, "curang.error.station")] : [],
            null
        )
        {
            Cut = input.Kind == CheatKind.Cut ? CutOf(asOf, contest, published) : CheatInput.Half,
        };

        CheatInput? Choose(RegionCode place)
        {
            var rest = input with { Query = null, Region = null, Station = null, Choice = null, Votes = null };
            return place.Level != Level.Station ? rest with { Region = place.ToString() }
                : CheatTarget.Of(asOf, contest, place, published) is not null ? rest with { Station = place.ToString() }
                : null;
        }
    }

    private static string CutOf(RecordAsOf asOf, string contestCode, long published)
    {
        var contest = asOf.Contest(contestCode)!;
        var now = VotesAt(published);
        foreach (var cut in CheatPlanning.Cuts(published))
        {
            if (!VotesAt(published - cut).SequenceEqual(now))
            {
                return cut.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return CheatInput.Half;

        IEnumerable<long> VotesAt(long size) => [.. contest.Past.TotalsAt(0, size).Accepted.Votes];
    }

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public FieldError? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field);
}
