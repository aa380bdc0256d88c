using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Checks;

/// <summary>
/// Which checks a form fails, by rules version 1. A check whose fields are not all given is not evaluated: a missing figure contradicts
/// nothing. Those about men, women and both are evaluated for each that can be.
/// </summary>
public static class Evaluation
{
    private static readonly Field[] NeededCounts = [Field.Valid, Field.Invalid, Field.AllVotes, Field.Voters];

    /// <summary>Evaluates all checks; allocates nothing.</summary>
    public static CheckResult Evaluate(FormFields fields, StationPaper paper)
    {
        var limits = paper.Limits;
        var counts = fields.Counts;
        var (votes, missing) = Sum(fields.Votes);
        uint failing = 0;
        Fail(CheckIndex.ChoiceMissing, missing);
        Fail(CheckIndex.ValidSum, !missing && Given(counts, Field.Valid) && votes != At(counts, Field.Valid));
        Fail(
            CheckIndex.VotesSum,
            Given(counts, Field.Valid)
                && Given(counts, Field.Invalid)
                && Given(counts, Field.AllVotes)
                && At(counts, Field.Valid) + At(counts, Field.Invalid) != At(counts, Field.AllVotes)
        );
        Fail(CheckIndex.TurnoutVotes, Differ(counts, Field.Voters, Field.AllVotes));
        Fail(CheckIndex.VotesOverBallots, Exceeds(counts, Field.AllVotes, Field.BallotsReceived));
        Fail(CheckIndex.PartySum, AnyPartyDiffers(fields, paper.Ballot));
        Fail(CheckIndex.RollSum, SumDiffers(counts, Field.RollMen));
        Fail(CheckIndex.FromRollSum, SumDiffers(counts, Field.FromRollMen));
        Fail(CheckIndex.TransferredSum, SumDiffers(counts, Field.TransferredMen));
        Fail(CheckIndex.SameDaySum, SumDiffers(counts, Field.SameDayMen));
        Fail(CheckIndex.VotersSum, SumDiffers(counts, Field.VotersMen));
        Fail(CheckIndex.DisabledSum, SumDiffers(counts, Field.DisabledMen));
        Fail(CheckIndex.TurnoutParts, PartsDiffer(counts, 0) || PartsDiffer(counts, 1) || PartsDiffer(counts, 2));
        Fail(CheckIndex.FromRollOverRoll, AnyExceeds(counts, Field.FromRollMen, Field.RollMen));
        Fail(CheckIndex.DisabledOverVoters, AnyExceeds(counts, Field.DisabledMen, Field.VotersMen));
        Fail(CheckIndex.BallotsSum, BallotsDiffer(counts));
        Fail(CheckIndex.BallotsUsed, Differ(counts, Field.BallotsUsed, Field.AllVotes));
        Fail(
            CheckIndex.BallotsRoll,
            Given(counts, Field.BallotsReceived)
                && Given(counts, Field.Roll)
                && At(counts, Field.BallotsReceived) != At(counts, Field.Roll) + Reserve(At(counts, Field.Roll), limits)
        );
        if (!paper.Station.IsOverseas)
        {
            var most = Math.Max(votes, At(counts, Field.AllVotes));
            Fail(CheckIndex.VotesOverLaw, most > limits.Law);
            Fail(CheckIndex.StationSize, Math.Max(most, At(counts, Field.Roll)) > limits.Voters);
        }

        return new CheckResult(
            failing,
            !missing
                && Given(counts, Field.Valid)
                && Given(counts, Field.Invalid)
                && Given(counts, Field.AllVotes)
                && Given(counts, Field.Voters)
        );

        void Fail(CheckIndex check, bool fails) => failing |= fails ? 1u << (int)check : 0;
    }

    /// <summary>The fields by their place on the paper without which a form is unchecked; empty for a complete one.</summary>
    public static IReadOnlyList<string> MissingFrom(FormFields fields, StationPaper paper)
    {
        var missing = new List<string>();
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            if (fields.Votes[i] == FormFields.Missing)
            {
                missing.Add(PaperPlace.Of(paper.Ballot.Columns[i]));
            }
        }

        missing.AddRange(NeededCounts.Where(field => fields[field] is null).Select(field => field.Paper()));
        return missing;
    }

    /// <summary>Reserve ballots for a roll: the percentage, rounded up.</summary>
    internal static long Reserve(long roll, Limits limits) => ((roll * limits.ReservePercent) + 99) / 100;

    /// <summary>Whether a party's sum on the form is not its own votes and its candidates', all of which are given.</summary>
    /// <param name="party">Its place on the ballot.</param>
    internal static bool PartyDiffers(FormFields fields, BallotLine line, int party)
    {
        if (fields.PartyTotals.IsEmpty || fields.PartyTotals[party] == FormFields.Missing)
        {
            return false;
        }

        var sum = 0L;
        for (var i = 0; i < line.Columns.Count; i++)
        {
            if (fields.Votes[line.Columns[i]] == FormFields.Missing)
            {
                return false;
            }

            sum += fields.Votes[line.Columns[i]];
        }

        return sum != fields.PartyTotals[party];
    }

    internal static bool Given(ReadOnlySpan<int> counts, Field field) => counts[(int)field] != FormFields.Missing;

    internal static bool SumDiffers(ReadOnlySpan<int> counts, Field men)
    {
        var group = counts.Slice((int)men, 3);
        return !group.Contains(FormFields.Missing) && group[0] + group[1] != group[2];
    }

    /// <summary>I.B.4 against I.B.1 + 2 + 3 in one of its columns.</summary>
    /// <param name="column">0 men, 1 women, 2 both.</param>
    internal static bool PartsDiffer(ReadOnlySpan<int> counts, int column)
    {
        var (a, b, c, sum) = (
            counts[(int)Field.FromRollMen + column],
            counts[(int)Field.TransferredMen + column],
            counts[(int)Field.SameDayMen + column],
            counts[(int)Field.VotersMen + column]
        );
        return a >= 0 && b >= 0 && c >= 0 && sum >= 0 && a + b + c != sum;
    }

    internal static bool Exceeds(ReadOnlySpan<int> counts, Field left, Field right) =>
        Given(counts, left) && Given(counts, right) && At(counts, left) > At(counts, right);

    private static bool AnyPartyDiffers(FormFields fields, Ballot ballot)
    {
        for (var party = 0; party < fields.PartyTotals.Length; party++)
        {
            if (PartyDiffers(fields, ballot.Lines[party], party))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyExceeds(ReadOnlySpan<int> counts, Field left, Field right) =>
        Exceeds(counts, left, right) || Exceeds(counts, left + 1, right + 1) || Exceeds(counts, left + 2, right + 2);

    private static bool Differ(ReadOnlySpan<int> counts, Field left, Field right) =>
        Given(counts, left) && Given(counts, right) && At(counts, left) != At(counts, right);

    private static bool BallotsDiffer(ReadOnlySpan<int> counts)
    {
        var group = counts.Slice((int)Field.BallotsReceived, 4);
        return !group.Contains(FormFields.Missing) && group[0] != group[1] + group[2] + group[3];
    }

    private static long At(ReadOnlySpan<int> counts, Field field) => counts[(int)field];

    private static (long Sum, bool Missing) Sum(ReadOnlySpan<int> votes)
    {
        long sum = 0;
        var missing = false;
        foreach (var vote in votes)
        {
            missing |= vote == FormFields.Missing;
            sum += Math.Max(vote, 0);
        }

        return (sum, missing);
    }
}
