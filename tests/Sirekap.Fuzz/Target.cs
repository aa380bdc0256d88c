namespace Sirekap.Fuzz;

/// <summary>A parser under test, with what must hold of it for any bytes at all.</summary>
/// <param name="Name">As given to <c>--target</c>.</param>
/// <param name="Seeds">Inputs to begin from: at least one that is accepted.</param>
/// <param name="Check">Reads the input and returns what came of it, <see cref="Accepted"/> or a reason; throws where an invariant is
/// broken.</param>
internal sealed record Target(string Name, IReadOnlyList<byte[]> Seeds, Func<byte[], string> Check)
{
    public const string Accepted = "accepted";

    /// <summary>Words of the grammar.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Longest input, in bytes.</summary>
    public int Longest { get; init; } = 1 << 16;

    /// <summary>Bytes that one input may make the parser allocate, all in all.</summary>
    public long MostAllocated { get; init; } = 64L << 20;

    /// <summary>How many times the processor time of a simple target this one gets.</summary>
    public int Share { get; init; } = 1;

    /// <summary>
    /// Makes checksums right again after a mutation, so that half of the inputs come past them; null where there are none.
    /// </summary>
    public Func<byte[], byte[]>? Repair { get; init; }

    public override string ToString() => Name;
}

/// <summary>An invariant that does not hold.</summary>
internal sealed class BrokenInvariantException(string what) : Exception(what)
{
    public static void Unless(bool holds, string what)
    {
        if (!holds)
        {
            throw new BrokenInvariantException(what);
        }
    }
}
