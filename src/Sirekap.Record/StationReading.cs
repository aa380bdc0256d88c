using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>A reading as it stands in the ledger, beside its station's history and no part of it.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the reader's key.</param>
/// <param name="Statement">What it says.</param>
public sealed record StationReading(int Index, int Key, PhotoReading Statement)
{
    /// <summary>
    /// The figures that were read otherwise than these say, in the order of the paper. A figure that either side lacks is no difference.
    /// </summary>
    /// <param name="fields">Figures of the same ballot, such as those in place.</param>
    public IReadOnlyList<ReadingDifference> Differences(FormFields fields)
    {
        var differences = new List<ReadingDifference>();
        CompareCounts(Field.RollMen, Field.Disabled);
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            Compare(null, Statement.Fields.Votes[i], fields.Votes[i], i);
        }

        CompareCounts(Field.Valid, Field.AllVotes);
        return differences;

        void CompareCounts(Field first, Field last)
        {
            for (var field = first; field <= last; field++)
            {
                Compare(field.Paper(), Statement.Fields.Counts[(int)field], fields.Counts[(int)field]);
            }
        }

        void Compare(string? paper, int read, int signed, int choice = -1)
        {
            if (read != FormFields.Missing && signed != FormFields.Missing && read != signed)
            {
                differences.Add(new ReadingDifference(paper, choice, read, signed));
            }
        }
    }
}

/// <summary>A figure that a reader read otherwise than the statement in place says.</summary>
/// <param name="Paper">Its place on the paper, e.g. <c>V.A</c>; null for a choice's votes.</param>
/// <param name="Choice">Which choice in ballot order, from 0; -1 where it is no choice's.</param>
/// <param name="Read">What was read.</param>
/// <param name="Signed">What is in place.</param>
public sealed record ReadingDifference(string? Paper, int Choice, int Read, int Signed);
