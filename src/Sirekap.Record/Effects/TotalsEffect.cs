using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A plenary certifies.</summary>
internal sealed class TotalsEffect : Effect<Totals>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Totals statement) =>
        Authority.ToCertify(signer, record.Definition.Kind, statement.Region);

    protected override Rejection? Apply(ElectionRecord record, in Said<Totals> said)
    {
        var totals = said.Statement;
        if (record.Contest(totals.Contest) is not { } contest)
        {
            return StationPlace.UnknownContest(record, totals.Contest);
        }

        // The signer's own scope, which was there when the key was enrolled.
        var region = record.Tree.FindRegion(totals.Region);
        return AboveTier(contest.Contest, totals.Region)
            ?? Flaw(contest.Tally.BallotOf(region), totals)
            ?? StationPlace.Rows(contest.Contest, contest.Contest.Form.Beyond(totals.Figures))
            ?? contest.Certify(said.Index, said.Signer.Ordinal, region, totals);
    }

    /// <summary>
    /// What a regency's or a province's plenary sets nobody sets again above it (UU 7/2017 Art. 412, verify): its word would stand beside
    /// one that is final.
    /// </summary>
    private static Rejection? AboveTier(Contest contest, RegionCode region) =>
        region.Level >= contest.Tier
            ? null
            : new Rejection(
                RejectionCode.AboveTier,
                $"the result of {contest.Code} is set by the plenary of a {Name(contest.Tier)}, {region} is a {Name(region.Level)}"
            );

    private static string Name(Level level) => level.ToString().ToLowerInvariant();

    private static Rejection? Flaw(Ballot ballot, Totals totals)
    {
        var (votes, parties) = (totals.Figures.Votes.Length, totals.Figures.PartyTotals.Length);
        return votes != ballot.Columns.Count
                ? new Rejection(RejectionCode.WrongChoices, $"{votes} votes where {totals.Region} has {ballot.Columns.Count}")
            : parties > 0 && parties != ballot.Parties
                ? new Rejection(RejectionCode.WrongChoices, $"{parties} parties' sums where {totals.Region} has {ballot.Parties}")
            : null;
    }
}
