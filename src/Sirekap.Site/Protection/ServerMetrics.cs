using System.Diagnostics.Metrics;
using Sirekap.Ledger.Storage;
using Sirekap.Node;

namespace Sirekap.Site.Protection;

/// <summary>What this server measures of itself. No measurement knows who asked.</summary>
internal sealed class ServerMetrics
{
    public const string MeterName = "Sirekap.Site";

    private readonly Counter<long> _statements;
    private readonly Histogram<double> _intake;
    private readonly Counter<long> _blobs;
    private readonly Counter<long> _readings;
    private long _listeners;

    public ServerMetrics(IMeterFactory factory, LedgerNode node, TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        var meter = factory.Create(MeterName);
        _statements = meter.CreateCounter<long>("sirekap.intake.statements", description: "Statements by what became of them.");
        _intake = meter.CreateHistogram<double>("sirekap.intake.duration", "s", "From a statement's last byte to its outcome.");
        _blobs = meter.CreateCounter<long>("sirekap.intake.blob.bytes", "By", "Bytes of blobs that were taken in.");
        _readings = meter.CreateCounter<long>("sirekap.readings", description: "Forms whose photos were read here, by what came of it.");
        meter.CreateObservableGauge(
            "sirekap.readings.waiting",
            () => Unread(),
            description: "Forms whose photos are here and wait to be read."
        );
        meter.CreateObservableGauge("sirekap.ledger.size", () => node.Size, description: "Entries that are shown.");
        meter.CreateObservableGauge(
            "sirekap.checkpoint.size",
            () => node.Checkpoint?.Checkpoint.Size ?? 0,
            description: "Entries of the newest published checkpoint."
        );
        meter.CreateObservableGauge(
            "sirekap.checkpoint.lag",
            () => Lag(node, clock),
            "s",
            "Age of the oldest entry that no published checkpoint reaches; 0 when all are reached."
        );
        meter.CreateObservableGauge("sirekap.live.listeners", () => Volatile.Read(ref _listeners), description: "Listeners to changes.");
        meter.CreateObservableGauge(
            "sirekap.node.warning",
            () =>
                node.Warnings.Select(warning => new Measurement<long>(
                    1,
                    KeyValuePair.Create<string, object?>("code", PrometheusText.Kebab(warning.Code.ToString()))
                )),
            description: "What is not as it should be."
        );
        meter.CreateObservableGauge("process.memory.resident", () => Environment.WorkingSet, "By", "Resident size of the process.");
        meter.CreateObservableGauge(
            "process.memory.managed",
            () => GC.GetTotalMemory(forceFullCollection: false),
            "By",
            "Managed memory in use."
        );
    }

    /// <summary>How many forms wait to be read; set by who reads.</summary>
    public Func<long> Unread { get; set; } = () => 0;

    /// <summary>Photos of a form have been dealt with.</summary>
    /// <param name="outcome">clear, unclear, contradictory; refused by the record, not-here, or failed.</param>
    public void Read(string outcome) => _readings.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));

    /// <summary>Listeners to changes, now.</summary>
    public long Listeners => Volatile.Read(ref _listeners);

    /// <summary>Listeners have come or gone.</summary>
    /// <returns>How many there are now.</returns>
    public long Listening(int change) => Interlocked.Add(ref _listeners, change);

    /// <summary>A statement has been dealt with.</summary>
    /// <param name="outcome">accepted, already-said, a rejection's or a problem's name.</param>
    public void Taken(string outcome) => _statements.Add(1, KeyValuePair.Create<string, object?>("outcome", outcome));

    public void TookSeconds(double seconds) => _intake.Record(seconds);

    public void TookBlob(long bytes) => _blobs.Add(bytes);

    private static double Lag(LedgerNode node, TimeProvider clock)
    {
        try
        {
            var reached = node.Checkpoint?.Checkpoint.Size ?? 0;
            return reached >= node.Size ? 0
                : node.Read((record, _) => record.Times.At((int)reached)) is { } time
                    ? Math.Max(0, (clock.GetUtcNow() - time.ToDateTimeOffset()).TotalSeconds)
                : 0;
        }
        catch (LedgerStoppedException)
        {
            return 0;
        }
    }
}
