using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>The copied feed has no figures of a station any more.</summary>
internal sealed class WithdrawEffect : Effect<Withdraw>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Withdraw statement) =>
        Authority.ToCopy(signer, record.Definition.Kind);

    protected override Rejection? Apply(ElectionRecord record, in Said<Withdraw> said) =>
        StationPlace.Find(record, said.Statement.Contest, said.Statement.Station, out var contest, out var station)
        ?? contest.Withdraw(said.Index, said.Signer.Ordinal, station, said.Statement);
}
