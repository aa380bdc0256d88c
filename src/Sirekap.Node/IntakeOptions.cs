using Sirekap.Ledger.Policies;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>How an intake node keeps its public in step.</summary>
public sealed record IntakeOptions
{
    /// <summary>
    /// Whose cosignatures a checkpoint needs before it is published; its log witnesses with a URL are asked. Null: the log's own signature
    /// is enough.
    /// </summary>
    public TlogPolicy? Policy { get; init; }

    /// <summary>How often a checkpoint is signed when there are new entries.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often everything is published when there are new entries; zero or less: never.</summary>
    public TimeSpan PublishEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a log witness may take.</summary>
    public TimeSpan WitnessPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Bytes of the disk below which photos and documents are not taken any more, and no whole publication is made: statements, a
    /// thousandth of their size, go on. A gigabyte is all forms of a nation's contest.
    /// </summary>
    public long DiskReserve { get; init; } = 1L << 30;

    /// <summary>Bytes of the disk below which nothing is written: the largest batch of entries and what is beside it fit twice.</summary>
    public long DiskFloor { get; init; } = 64 << 20;

    /// <summary>
    /// The clock that the ledger's time is told by, where it is bounded by what is known; it learns from log witnesses, and nothing is
    /// taken
    /// while it knows nothing. Null: whatever the sequencer's clock says is told.
    /// </summary>
    public BoundedClock? Told { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
