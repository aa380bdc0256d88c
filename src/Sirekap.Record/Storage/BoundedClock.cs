using Sirekap.Elections;

namespace Sirekap.Record.Storage;

/// <summary>
/// The clock by which a ledger's time is told. A time once told can never be taken back, and what comes after bears no earlier one: so the
/// wall clock is believed only as far as the last time told, the steady clock since then, and log witnesses' cosignatures agree with it.
/// Where it runs ahead of them, time goes on by the steady clock; where nothing is known of how long nobody told it, a person has to say
/// that the clock is right. Safe for several threads.
/// </summary>
/// <param name="clock">The machine's.</param>
public sealed class BoundedClock(TimeProvider clock) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _known = DateTimeOffset.UnixEpoch;
    private long _since;
    private bool _isKnown;

    /// <summary>
    /// By how much the wall clock may be ahead: clocks of machines that are kept at all differ by seconds, and a restart takes a minute.
    /// </summary>
    public static TimeSpan Slack { get; } = TimeSpan.FromMinutes(5);

    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <summary>Whether time can be told: there is something that the clock agrees with.</summary>
    public bool IsKnown
    {
        get
        {
            lock (_lock)
            {
                return _isKnown;
            }
        }
    }

    /// <summary>What is wrong with the machine's clock; null while it agrees.</summary>
    public string? Doubt
    {
        get
        {
            lock (_lock)
            {
                var (wall, steady) = (clock.GetUtcNow(), Steady());
                var (here, known) = (Timestamp.From(wall), Timestamp.From(steady));
                return !_isKnown
                        ? $"the clock says {here}, the last time known is {known}: it is not told until somebody says which is right"
                    : wall > steady + Slack ? $"the clock says {here}, by what was told and how long ago it is {known}, which is told"
                    : wall < steady - Slack
                        ? $"the clock says {here}, by what was told it is {known}: time stands still until the clock is there"
                    : null;
            }
        }
    }

    /// <summary>Begins with a ledger. Called before anything is told.</summary>
    /// <param name="last">The last time that is known to have been; null where none was told yet: then the wall clock is all there
    /// is.</param>
    /// <param name="isRight">Whether a person has said that the wall clock is right.</param>
    public void Begin(Timestamp? last, bool isRight)
    {
        lock (_lock)
        {
            var wall = clock.GetUtcNow();
            var told = last?.ToDateTimeOffset();
            _isKnown = isRight || told is null || wall <= told + Slack;
            Know(told is null || (_isKnown && wall > told) ? wall : told.Value);
        }
    }

    /// <summary>Enough log witnesses have said that it is at least this late.</summary>
    public void Witnessed(DateTimeOffset time)
    {
        lock (_lock)
        {
            // A witness that is behind tells nothing; one that is ahead does, once there is nothing else.
            if (!_isKnown || time > Steady())
            {
                Know(time > Steady() ? time : Steady());
                _isKnown = true;
            }
        }
    }

    /// <summary>The wall clock's time, or what it can be at most.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var (wall, steady) = (clock.GetUtcNow(), Steady());
            return wall > steady + Slack ? steady : wall;
        }
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);

    private DateTimeOffset Steady() => _known + clock.GetElapsedTime(_since);

    private void Know(DateTimeOffset time) => (_known, _since) = (time, clock.GetTimestamp());
}
