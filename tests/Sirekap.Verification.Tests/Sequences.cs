namespace Sirekap.Verification.Tests;

internal static class Sequences
{
    /// <summary>Neighbours of the same key together, in order.</summary>
    public static IEnumerable<List<T>> ChunkBy<T>(this IEnumerable<T> items, Func<T, long> keyOf)
    {
        var chunk = new List<T>();
        foreach (var item in items)
        {
            if (chunk.Count > 0 && keyOf(chunk[0]) != keyOf(item))
            {
                yield return chunk;
                chunk = [];
            }

            chunk.Add(item);
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
