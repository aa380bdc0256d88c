using Sirekap.Elections.Statements;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// How much each key has said in this minute. It is counted when it comes, and given back unless the key has surely signed it: names of
/// keys are public, and nobody's limit is to be used up by strangers who claim to be it. A table of fixed size: where two keys share a
/// place they share a limit, which costs neither anything on a usual night.
/// </summary>
internal sealed class KeyMeter(int mostPerMinute, TimeProvider clock)
{
    /// <summary>
    /// Half a megabyte. A national night has a key a station, so a dozen share a place; each says a few things in the whole night.
    /// </summary>
    private const int Places = 1 << 16;

    // The minute in the upper half, the count in the lower.
    private readonly long[] _places = new long[Places];

    /// <summary>
    /// Counts one thing more that the key says, in one step and before anything is done for it: however many come at once, no more pass
    /// than the key may say.
    /// </summary>
    /// <returns>The minute in which it was counted, to be given back; null where the key has said all that it may.</returns>
    public long? TryCount(KeyName key)
    {
        ref var place = ref _places[PlaceOf(key)];
        while (true)
        {
            var (seen, minute) = (Volatile.Read(ref place), Minute());
            var count = seen >> 32 == minute ? seen & int.MaxValue : 0;
            if (count >= mostPerMinute)
            {
                return null;
            }

            if (Interlocked.CompareExchange(ref place, (minute << 32) + count + 1, seen) == seen)
            {
                return minute;
            }
        }
    }

    /// <summary>It was not the key that spoke: what was counted in that minute is given back.</summary>
    public void GiveBack(KeyName key, long minute)
    {
        ref var place = ref _places[PlaceOf(key)];
        for (var seen = Volatile.Read(ref place); seen >> 32 == minute; seen = Volatile.Read(ref place))
        {
            if (Interlocked.CompareExchange(ref place, seen - 1, seen) == seen)
            {
                return;
            }
        }
    }

    /// <summary>Seconds until the next minute.</summary>
    public int Wait => 60 - (int)(clock.GetUtcNow().ToUnixTimeSeconds() % 60);

    /// <summary>Differs from process to process, so that nobody can choose a key for its place.</summary>
    private static int PlaceOf(KeyName key) => HashCode.Combine(key) & (Places - 1);

    private long Minute() => clock.GetUtcNow().ToUnixTimeSeconds() / 60;
}
