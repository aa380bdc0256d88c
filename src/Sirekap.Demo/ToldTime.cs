namespace Sirekap.Demo;

/// <summary>
/// The clock of a night that is told faster than it was: set forward by whoever tells it, and running with the true clock in between.
/// </summary>
public sealed class ToldTime(TimeProvider real) : TimeProvider
{
    private readonly Lock _setting = new();
    private DateTimeOffset _told = DateTimeOffset.UnixEpoch;
    private long _since = real.GetTimestamp();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_setting)
        {
            return _told + real.GetElapsedTime(_since);
        }
    }

    /// <summary>It is now this late, unless it is later already.</summary>
    public void Reach(DateTimeOffset time)
    {
        lock (_setting)
        {
            if (time > _told + real.GetElapsedTime(_since))
            {
                (_told, _since) = (time, real.GetTimestamp());
            }
        }
    }
}
