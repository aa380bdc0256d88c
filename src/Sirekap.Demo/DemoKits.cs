using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Officers;
using Sirekap.Officers.Kits;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo;

/// <summary>
/// Kits for visitors who want to be polling staff: of the stations whose own forms come last, so that what a visitor sends stands there for
/// a while; then two keys of one station say two things, and everybody sees it. Whoever sees the start page has such a kit, which no
/// election may do.
/// </summary>
/// <param name="node">Takes their enrolments.</param>
/// <param name="night">The night.</param>
public sealed class DemoKits(LedgerNode node, NightSimulation night)
{
    /// <summary>A kit enrols two or three phones, and a demo has some dozens of visitors.</summary>
    private const int Most = 40;

    /// <summary>Forms looked through for the last: the whole of a small night, a moment's work of a large one.</summary>
    private const int Looked = 2_000;

    private readonly StationKit[] _all =
    [
        .. night.Forms(Looked).TakeLast(Most).Select(form => StationKit.Of(form.Station, night.VisitorKit(form.Station))),
    ];

    private volatile IReadOnlyList<StationKit> _kits = [];

    /// <summary>Has those enrolled whose districts have keys already: all of them, where a night goes on.</summary>
    public Task EnrolKnownAsync(CancellationToken cancellation) =>
        EnrolAsync([.. _all.Where(kit => node.Read((record, _) => HasKey(record, kit.Station.At(Level.District))))], cancellation);

    /// <summary>Has the others enrolled, each as soon as its district has a key.</summary>
    public Task EnrolRestAsync(CancellationToken cancellation) => EnrolAsync([.. _all.Except(_kits)], cancellation);

    private async Task EnrolAsync(StationKit[] kits, CancellationToken cancellation)
    {
        foreach (var kit in kits)
        {
            await HasKeyAsync(kit.Station.At(Level.District), cancellation);
            if (!node.Read((record, _) => record.Keys.TryFind(kit.Name, out var there)))
            {
                await node.SubmitAsync(night.EnrolVisitorKit(kit.Station, kit.Spki), cancellation);
            }

            _kits = [.. _kits, kit];
        }
    }

    /// <summary>The address of the capture app with a kit that can still enrol a phone; null where there is none.</summary>
    /// <param name="record">The record as it is read now.</param>
    public string? Address(ElectionRecord record)
    {
        var most = record.Rules.Limits.Phones;
        var kit = _kits.FirstOrDefault(kit => record.StationKeys.Phones(record.Tree.FindStation(kit.Station)) < most);
        return kit is null ? null : CaptureRoom.Path + kit.Fragment(record.Definition.Log);
    }

    private async Task HasKeyAsync(RegionCode district, CancellationToken cancellation)
    {
        var size = node.Size;
        while (!node.Read((record, _) => HasKey(record, district)))
        {
            size = await node.ChangedAsync(size, cancellation);
        }
    }

    private bool HasKey(ElectionRecord record, RegionCode district) =>
        record.Keys.TryFind(night.CommitteeKey(district), out var key) && !key.IsRevoked;
}
