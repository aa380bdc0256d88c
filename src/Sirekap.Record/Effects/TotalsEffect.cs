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
        if (contest.Tally.BallotOf(region).Columns.Count is var columns && totals.Votes.Count != columns)
        {
            return new Rejection(RejectionCode.WrongChoices, $"{totals.Votes.Count} votes where {totals.Region} has {columns}");
        }

        return contest.Certify(said.Index, said.Signer.Ordinal, region, totals);
    }
}
