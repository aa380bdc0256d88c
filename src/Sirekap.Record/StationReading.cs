using Sirekap.Elections;
using Sirekap.Elections.Contests;
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
    /// <param name="ballot">The ballot.</param>
    public IReadOnlyList<ReadingDifference> Differences(FormFields fields, Ballot ballot)
    {
        var differences = new List<ReadingDifference>();
        var read = Statement.Fields;
        CompareCounts(Field.RollMen, Field.Disabled);
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            Compare(PaperPlace.Of(ballot.Columns[i]), read.Votes[i], fields.Votes[i]);
        }

        for (var i = 0; i < Math.Min(read.PartyTotals.Length, fields.PartyTotals.Length); i++)
        {
            Compare(PaperPlace.OfTotal(ballot.Lines[i].Number), read.PartyTotals[i], fields.PartyTotals[i]);
        }

        CompareCounts(Field.Valid, Field.AllVotes);
        return differences;

        void CompareCounts(Field first, Field last)
        {
            for (var field = first; field <= last; field++)
            {
                Compare(field.Paper(), read.Counts[(int)field], fields.Counts[(int)field]);
            }
        }

        void Compare(string paper, int was, int signed)
        {
            if (was != FormFields.Missing && signed != FormFields.Missing && was != signed)
            {
                differences.Add(new ReadingDifference(paper, was, signed));
            }
        }
    }
}

/// <summary>A figure that a reader read otherwise than the statement in place says.</summary>
/// <param name="Paper">Its place on the paper, e.g. <c>V.A</c> or <c>IV.2</c> for the votes of choice 2.</param>
/// <param name="Read">What was read.</param>
/// <param name="Signed">What is in place.</param>
public sealed record ReadingDifference(string Paper, int Read, int Signed);
