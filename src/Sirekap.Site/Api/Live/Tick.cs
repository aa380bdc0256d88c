using System.Text;

namespace Sirekap.Site.Api.Live;

/// <summary>
/// One moment that listeners are told of, and the promise of the next. All who wait hold the same one: a change costs one object, whoever
/// listens, and whoever has fallen behind sees the newest by following the chain.
/// </summary>
internal sealed class Tick
{
    private readonly TaskCompletionSource<Tick> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="size">N.</param>
    /// <param name="root">Root of the tree of N entries, base64.</param>
    /// <param name="time">The ledger's time.</param>
    public Tick(long size, string root, string? time)
    {
        Size = size;
        var said = time is null ? "null" : $"\"{time}\"";
        Event = Encoding.ASCII.GetBytes($"id: {size}\nevent: changed\ndata: {{\"size\":{size},\"root\":\"{root}\",\"time\":{said}}}\n\n");
    }

    private Tick(Tick same)
    {
        (Size, Event, IsAgain) = (same.Size, same.Event, true);
    }

    public long Size { get; }

    /// <summary>Whether nothing has happened since the one before.</summary>
    public bool IsAgain { get; }

    /// <summary>The event as it is sent, the same bytes to all.</summary>
    public ReadOnlyMemory<byte> Event { get; }

    /// <summary>The one after this.</summary>
    public Task<Tick> Next => _next.Task;

    /// <summary>Tells all who wait, and returns the new one.</summary>
    public Tick Follow(Tick next)
    {
        _next.SetResult(next);
        return next;
    }

    /// <summary>The same moment again: time for a heartbeat.</summary>
    public Tick Again() => new(this);
}
