using Sirekap.Ledger.Notes;

namespace Sirekap.Node.Readers;

/// <summary>Who reads photos here, and how many at once.</summary>
/// <param name="Key">Signs the readings; enrolled with the role of a reader, sooner or later.</param>
public sealed record ReaderOptions(SignerKey Key)
{
    /// <summary>
    /// One core is left to the intake and the pages. A worker decodes one photo at a time, so this bounds the pages in memory, too.
    /// </summary>
    public const int MostWorkers = 8;

    private readonly int _workers = Math.Clamp(Environment.ProcessorCount - 1, 1, MostWorkers);

    /// <summary>Forms that are read at once, 1 to <see cref="MostWorkers"/>.</summary>
    public int Workers
    {
        get => _workers;
        init =>
            _workers = value is >= 1 and <= MostWorkers
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, $"1 to {MostWorkers}");
    }

    /// <summary>Forms that have their photos and wait for a worker. More are left where they are, in the ledger, and found again.</summary>
    public int Queue { get; init; } = 256;

    /// <summary>Bytes of all photos of one form; a form of twenty pages has some ten million.</summary>
    public long BytesOfForm { get; init; } = 64 << 20;

    /// <summary>
    /// The program, with its arguments, that is <see cref="ReadingChild"/>: photos are decoded and read there, and what they do to a
    /// decoder
    /// ends that process and not this one. Null: they are read in this process.
    /// </summary>
    public IReadOnlyList<string>? Child { get; init; }

    /// <summary>Is told, a line at a time, what could not be read and why.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
