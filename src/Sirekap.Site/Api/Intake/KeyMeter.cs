using Sirekap.Elections.Statements;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// How much each key has said in this minute. Only what a key has surely signed is counted: names of keys are public, and nobody's limit is
/// to be used up by strangers who claim to be it. A table of fixed size: where two keys share a place they share a limit, which costs
/// neither anything on a usual night.
/// </summary>
internal sealed class KeyMeter(int mostPerMinute, TimeProvider clock)
{
    /// <summary>
    /// Half a megabyte. A national night has a key a station, so a dozen share a place; each says a few things in the whole night.
    /// </summary>
    private const int Places = 1 << 16;

    // The minute in the upper half, the count in the lower.
    private readonly long[] _places = new long[Places];

    /// <summary>Whether the key has said all that it may in this minute.</summary>
    public bool IsFull(KeyName key)
    {
        var place = Volatile.Read(ref _places[PlaceOf(key)]);
        return place >> 32 == Minute() && (place & int.MaxValue) >= mostPerMinute;
    }

    /// <summary>The key has said something.</summary>
    public void Count(KeyName key)
    {
        ref var place = ref _places[PlaceOf(key)];
        while (true)
        {
            var seen = Volatile.Read(ref place);
            var minute = Minute();
            var next = seen >> 32 == minute ? seen + 1 : (minute << 32) + 1;
            if (Interlocked.CompareExchange(ref place, next, seen) == seen)
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
