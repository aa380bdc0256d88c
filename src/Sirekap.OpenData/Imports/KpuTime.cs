using Sirekap.Elections;

namespace Sirekap.OpenData.Imports;

/// <summary>KPU's time stamp, <c>2024-02-20 14:00:00</c>: Jakarta time (WIB, UTC+7, no summer time) without a zone.</summary>
public static class KpuTime
{
    /// <summary>Characters, always.</summary>
    private const int Length = 19;

    /// <summary>Jakarta is seven hours before UTC all year.</summary>
    private const int SecondsEast = 7 * 3600;

    public static bool TryParse(ReadOnlySpan<byte> text, out Timestamp time)
    {
        time = default;
        if (text.Length != Length || text[10] != ' ')
        {
            return false;
        }

        Span<byte> utc = stackalloc byte[Timestamp.Length];
        text.CopyTo(utc);
        utc[10] = (byte)'T';
        utc[^1] = (byte)'Z';
        if (!Timestamp.TryParse(utc, out var local))
        {
            return false;
        }

        time = new Timestamp(local.UnixSeconds - SecondsEast);
        return time.UnixSeconds is > 0 and <= uint.MaxValue;
    }
}
