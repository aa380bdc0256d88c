using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.Simulation.Nights;

/// <summary>What a form says where a community votes as one: everybody on the roll, for whom most would have voted.</summary>
internal static class Noken
{
    /// <param name="truth">What it would say if each decided alone.</param>
    /// <param name="ballot">What is voted on.</param>
    public static FormFields Of(FormFields truth, Ballot ballot)
    {
        int[] counts = [.. truth.Counts];
        for (var column = 0; column < 3; column++)
        {
            var roll = counts[(int)Field.RollMen.After(column)];
            counts[(int)Field.FromRollMen.After(column)] = counts[(int)Field.VotersMen.After(column)] = roll;
            counts[(int)Field.TransferredMen.After(column)] = counts[(int)Field.SameDayMen.After(column)] = 0;
        }

        var voted = counts[(int)Field.Roll];
        counts[(int)Field.BallotsUsed] = counts[(int)Field.Valid] = counts[(int)Field.AllVotes] = voted;
        counts[(int)Field.BallotsReturned] = counts[(int)Field.Invalid] = 0;
        counts[(int)Field.BallotsUnused] = counts[(int)Field.BallotsReceived] - voted;
        int[] votes = new int[truth.Votes.Length];
        votes[truth.Votes.IndexOf(MostOf(truth.Votes))] = voted;
        int[] parties = [.. truth.PartyTotals.IsEmpty ? [] : ballot.Lines.Select(line => line.Columns.Sum(column => votes[column]))];
        return new FormFields(votes, counts, parties);
    }

    private static int MostOf(ReadOnlySpan<int> votes)
    {
        var most = 0;
        foreach (var one in votes)
        {
            most = Math.Max(most, one);
        }

        return most;
    }
}
