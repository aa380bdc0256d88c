namespace Sirekap.Verification;

/// <summary>One line on a terminal that says how far a long job is; nothing where standard error is a pipe or a file.</summary>
public sealed class ProgressLine : IDisposable
{
    private readonly Lock _gate = new();
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private long _nextTick;
    private int _shown;

    /// <summary>Shows a step; at most ten times a second.</summary>
    public void Report(string step, long done, long total)
    {
        if (!_terminal || Environment.TickCount64 < Volatile.Read(ref _nextTick))
        {
            return;
        }

        lock (_gate)
        {
            _nextTick = Environment.TickCount64 + 100;
            var text = total > 0 ? $"{step} {done:N0} / {total:N0}" : $"{step} {done:N0}";
            Console.Error.Write("\r" + text.PadRight(_shown));
            _shown = text.Length;
        }
    }

    public void Dispose()
    {
        if (_shown > 0)
        {
            Console.Error.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }
}
