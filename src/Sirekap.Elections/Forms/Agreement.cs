using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms;

/// <summary>
/// What several people read alike on one paper. A figure is agreed on as soon as two of them say the same of it, that it is not there
/// included; what a third says of it then changes nothing.
/// </summary>
public static class Agreement
{
    /// <summary>The figures of a part of a form.</summary>
    private delegate ReadOnlySpan<int> Part(FormFields entry);

    /// <summary>The figures, each agreed on; null while any is not, or where they agree on nothing but that nothing is there.</summary>
    /// <param name="entries">One a person, in the order in which they were opened; of one ballot.</param>
    public static FormFields? Of(IReadOnlyList<FormFields> entries)
    {
        if (entries.Count < 2)
        {
            return null;
        }

        var votes = new int[entries[0].Votes.Length];
        var counts = new int[Fields.Count];
        var parties = new int[entries.Max(entry => entry.PartyTotals.Length)];
        return
            Agree(entries, entry => entry.Votes, votes)
            && Agree(entries, entry => entry.Counts, counts)
            && Agree(entries, entry => entry.PartyTotals, parties)
            && new FormFields(votes, counts, parties) is { IsEmpty: false } agreed
            ? agreed
            : null;
    }

    /// <summary>The places of which no two say the same, in the order of the paper: what the next person is asked.</summary>
    /// <param name="entries">One a person.</param>
    /// <param name="ballot">The ballot that they are of.</param>
    public static IReadOnlyList<PaperPlace> Open(IReadOnlyList<FormFields> entries, Ballot ballot)
    {
        var figures = entries.Select(entry => entry.On(ballot).ToArray()).ToArray();
        return figures.Length == 0
            ? []
            :
            [
                .. Enumerable
                    .Range(0, figures[0].Length)
                    .Where(i => figures.Select(its => its[i].Figure).Distinct().Count() == figures.Length)
                    .Select(i => figures[0][i].Place),
            ];
    }

    private static bool Agree(IReadOnlyList<FormFields> entries, Part part, Span<int> agreed)
    {
        for (var i = 0; i < agreed.Length; i++)
        {
            if (FirstTwice(entries, part, i) is not { } figure)
            {
                return false;
            }

            agreed[i] = figure;
        }

        return true;
    }

    /// <summary>The figure that was said a second time before any other was; null where none was.</summary>
    private static int? FirstTwice(IReadOnlyList<FormFields> entries, Part part, int i)
    {
        for (var later = 1; later < entries.Count; later++)
        {
            var figure = At(part(entries[later]), i);
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (At(part(entries[earlier]), i) == figure)
                {
                    return figure;
                }
            }
        }

        return null;
    }

    /// <summary>A form that gives no party a sum has none of them.</summary>
    private static int At(ReadOnlySpan<int> figures, int i) => i < figures.Length ? figures[i] : FormFields.Missing;
}
