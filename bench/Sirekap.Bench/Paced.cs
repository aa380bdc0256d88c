using System.Diagnostics;

namespace Sirekap.Bench;

/// <summary>
/// Work that comes at a rate, whether or not what came before is done, as it comes from people: how long each had to wait since it was due.
/// </summary>
internal static class Paced
{
    /// <summary>
    /// Runs items on so many workers; none waits for another, and an item that finds no worker free waits, and that counts.
    /// </summary>
    /// <param name="count">How many items.</param>
    /// <param name="perSecond">How many a second; 0 for as many as there can be.</param>
    /// <param name="workers">How many at once.</param>
    /// <param name="act">Does an item on a worker.</param>
    /// <returns>Seconds in all, and milliseconds of each item in ascending order.</returns>
    public static async Task<(double Seconds, double[] Waits)> RunAsync(int count, double perSecond, int workers, Func<int, int, Task> act)
    {
        var waits = new double[count];
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, workers)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                        {
                            var due = perSecond > 0 ? i / perSecond : Stopwatch.GetElapsedTime(began).TotalSeconds;
                            while (due - Stopwatch.GetElapsedTime(began).TotalSeconds is > 0 and var early)
                            {
                                await Task.Delay(TimeSpan.FromSeconds(early));
                            }

                            await act(worker, i);
                            waits[i] = (Stopwatch.GetElapsedTime(began).TotalSeconds - due) * 1000;
                        }
                    })
                )
        );
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.Sort(waits);
        return (seconds, waits);
    }

    /// <summary>The figure that this share of the sorted waits does not exceed.</summary>
    public static double Share(double[] waits, double share) => waits[(int)(share * (waits.Length - 1))];
}
