using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A newer picture of the feed that is copied.</summary>
internal sealed class SnapshotEffect : Effect<Snapshot>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Snapshot statement) =>
        Authority.ToCopy(signer, record.Definition.Kind);

    protected override Rejection? Apply(ElectionRecord record, in Said<Snapshot> said)
    {
        var snapshot = said.Statement;
        if (record.Contest(snapshot.Contest) is not { } contest)
        {
            return StationPlace.UnknownContest(record, snapshot.Contest);
        }

        return LoadedRegions.Read(record, snapshot.Stations, "stations of the snapshot", out var stations)
            ?? (stations!.IsUsual ? null : new Rejection(RejectionCode.BadBlob, "a snapshot's list says which stations, not how they vote"))
            ?? contest.Begin(said.Index, snapshot, stations);
    }
}
