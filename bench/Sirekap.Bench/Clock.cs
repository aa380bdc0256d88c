using System.Diagnostics;

namespace Sirekap.Bench;

/// <summary>Wall time of an action.</summary>
internal static class Clock
{
    public static double Seconds(Action action)
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
