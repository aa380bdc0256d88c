using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A supervisor's dice draw some of what was in place when their size was told and no dice covered before.</summary>
internal sealed class DiceEffect : Effect<Dice>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Dice statement) => Authority.ToRoll(signer, statement.Region);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Dice> said)
    {
        var dice = said.Statement;
        if (record.Contest(dice.Contest) is not { } contest)
        {
            return StationPlace.UnknownContest(record, dice.Contest);
        }

        if (record.Tree.FindRegion(dice.Region) < 0)
        {
            return new Rejection(RejectionCode.UnknownRegion, $"{dice.Region} is no region of this election");
        }

        if (dice.Size > said.Index)
        {
            return new Rejection(RejectionCode.OutOfPlace, $"the ledger had {said.Index} entries, not {dice.Size}, before these dice");
        }

        var most = record.Rules.Limits.Dice;
        if (record.Dice.Of(dice.Contest, dice.Region).Count >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"dice were rolled {most} times for {dice.Region}");
        }

        return Uncovered(record, contest, dice).Any()
            ? null
            : new Rejection(RejectionCode.NothingNew, $"nothing stood in {dice.Region} that no dice have covered");
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Dice> said)
    {
        var dice = said.Statement;
        var contest = record.Contest(dice.Contest)!;
        DrawnForm[] covered = [.. Uncovered(record, contest, dice)];
        var drawn = DiceRolls.Draw(dice, covered, record.Ids, record.Rules.Limits.DrawnOneIn);
        record.Dice.Add(new DiceRoll(said.Index, said.Signer.Ordinal, dice, covered.Length, drawn), covered);
        foreach (var (station, _) in drawn)
        {
            StationPlace.Touched(record, dice.Contest, station, said.Index);
        }

        contest.RegionTouched(record.Tree.FindRegion(dice.Region), said.Index);
        return null;
    }

    /// <summary>What was in place when the size was told: whoever heard the roll may have put something else there since.</summary>
    private static int StoodAt(ContestRecord contest, int station, int size) =>
        contest.LastChange(station) < size ? contest.InPlace(station) : contest.Past.StateAt(station, size).InPlace;

    private static IEnumerable<DrawnForm> Uncovered(ElectionRecord record, ContestRecord contest, Dice dice)
    {
        var (first, end) = record.Tree.StationsOf(record.Tree.FindRegion(dice.Region));
        for (var station = first; station < end; station++)
        {
            if (StoodAt(contest, station, dice.Size) is >= 0 and var on && !record.Dice.Covers(on))
            {
                yield return new DrawnForm(record.Tree.Station(station), on);
            }
        }
    }
}
