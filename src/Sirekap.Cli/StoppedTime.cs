namespace Sirekap.Cli;

/// <summary>A clock that stands still but where somebody sets it: that of a simulated night.</summary>
internal sealed class StoppedTime : TimeProvider
{
    private long _ticks = DateTimeOffset.UnixEpoch.Ticks;

    /// <summary>What it shows; any thread may set and read it.</summary>
    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _ticks), TimeSpan.Zero);
        set => Volatile.Write(ref _ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
