using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>A number of the form: signed, and as a program read it.</summary>
/// <param name="Where">Its place on the paper.</param>
/// <param name="Signed">What is in place; null where nothing is.</param>
/// <param name="Read">What was read; null where it was not.</param>
/// <param name="Millionths">How sure the reader was, or null.</param>
/// <param name="Number">Where and how it was found on the photo; null where the evidence is not here.</param>
public sealed record ComparedNumber(PaperPlace Where, int? Signed, int? Read, int? Millionths, EvidenceNumber? Number)
{
    /// <summary>Whether it was read otherwise than it was signed.</summary>
    public bool Differs => Signed is not null && Read is not null && Signed != Read;

    /// <summary>How sure the reader was of it.</summary>
    public NumberState State => Number?.State ?? (Read is null ? NumberState.Uncertain : NumberState.Read);

    /// <summary>Whether nothing need be said of it.</summary>
    public bool IsPlain => State == NumberState.Read && !Differs && Signed == Read;
}

/// <summary>A reading beside the figures in place, in the order of the paper.</summary>
public static class PhotoComparison
{
    /// <summary>All numbers of which either side says something.</summary>
    public static IReadOnlyList<ComparedNumber> Of(StationView view, ReadingView reading)
    {
        var found = new Dictionary<string, EvidenceNumber>(StringComparer.Ordinal);
        foreach (var number in reading.Evidence?.Pages.SelectMany(page => page.Numbers) ?? [])
        {
            found.TryAdd(number.Name, number);
        }

        var (ballot, statement) = (view.Contest.Ballot, reading.Statement);
        IEnumerable<int?> signed = view.State.Fields is { } fields
            ? fields.On(ballot).Select(line => line.Figure)
            : Enumerable.Repeat<int?>(null, int.MaxValue);
        var numbers = new List<ComparedNumber>();
        foreach (
            var (((place, read), (_, millionths)), its) in statement.Fields.On(ballot).Zip(statement.Probabilities.On(ballot)).Zip(signed)
        )
        {
            var name = NameOf(view.Contest, place);
            if (its is not null || read is not null || found.ContainsKey(name))
            {
                numbers.Add(new ComparedNumber(place, its, read, millionths, found.GetValueOrDefault(name)));
            }
        }

        return numbers;
    }

    /// <summary>
    /// A number's name in a layout: of a form of parties <c>P3</c> of a party's votes, <c>P3.7</c> of its seventh candidate's, <c>P3.S</c>
    /// of its sum; else its place.
    /// </summary>
    private static string NameOf(ContestView contest, PaperPlace place) =>
        contest.Kind == ContestKind.Parties && place.IsOfVotes
            ? place.Part == PaperPart.PartyTotal
                ? $"P{place.Choice}.S"
                : $"P{place.Choice}"
            : place.ToString();
}
