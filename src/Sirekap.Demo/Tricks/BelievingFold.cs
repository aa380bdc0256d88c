using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>The record as an operator folds it who looks at no signature and passes over what the record refuses.</summary>
internal static class BelievingFold
{
    /// <summary>
    /// Entries read at once by all processors, before one thread folds them: enough to be worth the waking, few megabytes.
    /// </summary>
    private const int Chunk = 4096;

    public static ElectionRecord Of(IReadOnlyList<ReadOnlyMemory<byte>> entries, BlobSource blobs, CancellationToken cancellation)
    {
        var record =
            ElectionRecord.Begin(entries[0], blobs, out var rejection) ?? throw new InvalidOperationException($"entry 0: {rejection}");
        var read = new Entry?[Math.Min(Chunk, entries.Count)];
        for (var first = 1; first < entries.Count; first += Chunk)
        {
            var begin = first;
            var count = Math.Min(Chunk, entries.Count - begin);
            Parallel.For(
                0,
                count,
                new ParallelOptions { CancellationToken = cancellation },
                i => read[i] = record.Read(entries[begin + i], out _)
            );
            foreach (var entry in read.AsSpan(0, count))
            {
                if (entry is not null && record.Claims(entry, out var claims) is null)
                {
                    record.Apply(entry, claims);
                }
            }
        }

        return record;
    }
}
