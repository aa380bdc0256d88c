using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A quorum of the roots adds stations to the election that runs (<see cref="Additions"/>).</summary>
internal sealed class ExtendEffect : SeveralEffect<Extend>
{
    private const string What = "stations that are added";

    protected override Rejection? May(ElectionRecord record, Key signer, Extend statement) => Authority.ToRule(signer, "add places");

    protected override Rejection? Flaw(ElectionRecord record, Extend statement) =>
        LoadedRegions.Read(record, statement.Stations, What, out var stations) ?? Additions.Flaw(record, stations!);

    protected override void Carry(ElectionRecord record, Extend statement, Proposal proposal, int index)
    {
        if (LoadedRegions.Read(record, statement.Stations, What, out var stations) is { } gone)
        {
            // They were there a moment ago.
            throw new InvalidDataException(gone.ToString());
        }

        record.Grow(stations!, proposal, statement.Ground, statement.Names, index);
    }
}
