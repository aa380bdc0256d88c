using Sirekap.Elections;
using Sirekap.Ledger.Notes;

namespace Sirekap.Simulation.Nights;

/// <summary>What is to become of an entry.</summary>
public enum Intent : byte
{
    /// <summary>The record accepts it.</summary>
    Stands,

    /// <summary>The same text as an earlier entry; the record refuses it as already said.</summary>
    Repeats,

    /// <summary>Signed by a revoked key; the record refuses it.</summary>
    Intrudes,
}

/// <summary>An entry of a simulated night.</summary>
/// <param name="At">When it reaches the ledger. It never goes back; the caller writes the ledger's time statements from it.</param>
/// <param name="Entry">A signed note.</param>
/// <param name="Intent">What is to become of it.</param>
public sealed record SimulatedEntry(Timestamp At, byte[] Entry, Intent Intent)
{
    /// <summary>Words that it names, to be put among the election's blobs before it; null where it has none.</summary>
    public byte[]? Words { get; init; }

    /// <summary>Whose key signed what has words, or may have; null elsewhere. It stays the night's.</summary>
    internal SignerKey? By { get; init; }
}
