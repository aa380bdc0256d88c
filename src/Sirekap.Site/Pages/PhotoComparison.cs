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
public sealed record ComparedNumber(string Where, int? Signed, int? Read, int? Millionths, EvidenceNumber? Number)
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

        var (fields, sure) = (reading.Statement.Fields, reading.Statement.Probabilities);
        var numbers = new List<ComparedNumber>();
        Counts(Field.RollMen, Field.Disabled);
        for (var i = 0; i < view.Contest.Choices.Count; i++)
        {
            Add(
                PaperWords.Place(view.Contest, i),
                NameOf(view.Contest, view.Contest.Choices[i]),
                Vote(view.State.Fields, i),
                Vote(fields, i),
                Vote(sure, i)
            );
        }

        for (var i = 0; i < (view.Contest.Kind == ContestKind.Parties ? view.Contest.Lines.Count : 0); i++)
        {
            var party = view.Contest.Ballot.Lines[i].Number;
            Add(PaperPlace.OfTotal(party), $"P{party}.S", Total(view.State.Fields, i), Total(fields, i), Total(sure, i));
        }

        Counts(Field.Valid, Field.AllVotes);
        return numbers;

        void Counts(Field first, Field last)
        {
            for (var field = first; field <= last; field++)
            {
                Add(field.Paper(), field.Paper(), view.State.Fields?[field], fields[field], sure[field]);
            }
        }

        void Add(string where, string name, int? signed, int? read, int? millionths)
        {
            if (signed is not null || read is not null || found.ContainsKey(name))
            {
                numbers.Add(new ComparedNumber(where, signed, read, millionths, found.GetValueOrDefault(name)));
            }
        }
    }

    /// <summary>
    /// A choice's number on the paper: <c>IV.2</c> of a ticket, <c>P3</c> of a party, <c>P3.7</c> of its seventh candidate.
    /// </summary>
    private static string NameOf(ContestView contest, ChoiceView choice) =>
        contest.Kind == ContestKind.Parties ? $"P{choice.Number}" : $"IV.{choice.Number}";

    private static int? Total(FormFields? fields, int i) =>
        fields is null || i >= fields.PartyTotals.Length || fields.PartyTotals[i] == FormFields.Missing ? null : fields.PartyTotals[i];

    private static int? Vote(FormFields? fields, int i) => fields is null || fields.Votes[i] == FormFields.Missing ? null : fields.Votes[i];
}
