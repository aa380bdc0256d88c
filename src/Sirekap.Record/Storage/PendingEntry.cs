namespace Sirekap.Record.Storage;

/// <summary>What became of a submitted entry.</summary>
/// <param name="Index">Where it stands; for <see cref="RejectionCode.AlreadySaid"/> where the same text stands already; else -1.</param>
/// <param name="Rejection">Why it was refused, or null.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> would be entry 0, the definition, which nobody submits.</remarks>
public readonly record struct Outcome(long Index, Rejection? Rejection);

/// <summary>An entry that waits for its batch.</summary>
internal sealed class PendingEntry(Arrival arrival)
{
    public Arrival Arrival { get; } = arrival;

    /// <summary>Which of its blobs are not here.</summary>
    public IReadOnlyList<MissingBlob> Missing { get; set; } = [];

    /// <summary>What became of it, once its batch is durable.</summary>
    public Outcome Outcome { get; set; }

    /// <summary>Completes for whoever submitted it.</summary>
    public TaskCompletionSource<Outcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
