using Sirekap.Ledger.Policies;

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

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
