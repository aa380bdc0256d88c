using Sirekap.Elections.Forms;

namespace Sirekap.Site.Views;

/// <summary>What a correction did to the figures that stood.</summary>
public enum CorrectionPart : byte
{
    /// <summary>Whatever it did.</summary>
    All,

    /// <summary>At least one figure was replaced or taken away.</summary>
    Changed,

    /// <summary>Only fields that were empty were filled in: most corrections of a feed; no figure moved.</summary>
    Filled,
}

/// <summary>How far figures have moved from one form to the next.</summary>
public static class MovedVotes
{
    /// <summary>Votes of choices that stood and are others now, added up whatever their direction; what was empty counts nothing.</summary>
    public static long Between(FormFields before, FormFields? after)
    {
        var moved = 0L;
        for (var i = 0; i < before.Votes.Length; i++)
        {
            if (before.Votes[i] is var was && was != FormFields.Missing)
            {
                moved += Math.Abs(was - (after is null || after.Votes[i] == FormFields.Missing ? 0L : after.Votes[i]));
            }
        }

        return moved;
    }

    /// <summary>Whether every figure that stood still stands.</summary>
    public static bool OnlyFills(FormFields before, FormFields? after) =>
        after is not null
        && Stands(before.Votes, after.Votes)
        && Stands(before.Counts, after.Counts)
        && Stands(before.PartyTotals, after.PartyTotals);

    private static bool Stands(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] != FormFields.Missing && (i >= after.Length || after[i] != before[i]))
            {
                return false;
            }
        }

        return true;
    }
}
