using System.Globalization;
using Sirekap.Elections;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// A time as a source writes it, by ISO 8601 alone: <c>2024-02-20T14:00:00+07:00</c>, <c>2024-02-20T07:00:00Z</c>, with a blank for the T,
/// without seconds, with parts of a second, which are cut. Without a zone it is Jakarta's (WIB, UTC+7, no summer time), as KPU writes
/// <c>2024-02-20 14:00:00</c>. Where day and month could be exchanged (<c>01/03/2024</c>), or the day is missing, it is no time.
/// </summary>
public static class SourceTime
{
    /// <summary>What is expected, for messages.</summary>
    public const string Rule = "2024-02-20T14:00:00+07:00, or 2024-02-20 14:00:00 for Jakarta's time (WIB)";

    /// <summary>Jakarta is seven hours before UTC all year.</summary>
    private static readonly TimeSpan Jakarta = TimeSpan.FromHours(7);

    private static readonly string[] Days = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    /// <summary>"Z" or a sign, two digits of hours, and of minutes with a colon or none.</summary>
    private const int LongestZone = 6;

    /// <summary>Whether this is a time from 1970 to 2106, the span that the record can hold.</summary>
    /// <param name="text">The time as written.</param>
    /// <param name="time">The moment.</param>
    /// <param name="isUtc">Whether a time without a zone is UTC, as the column says that it stands in; else it is Jakarta's.</param>
    public static bool TryParse(string text, out Timestamp time, bool isUtc = false) => TryParse(text, isUtc, out time, out _);

    /// <inheritdoc cref="TryParse(string, out Timestamp, bool)"/>
    /// <param name="text">The time as written.</param>
    /// <param name="time">The moment.</param>
    /// <param name="hasZone">Whether it names its zone.</param>
    public static bool TryParse(string text, out Timestamp time, out bool hasZone) => TryParse(text, isUtc: false, out time, out hasZone);

    private static bool TryParse(string text, bool isUtc, out Timestamp time, out bool hasZone)
    {
        (time, hasZone) = (default, false);
        var local = text.AsSpan();
        if (local.Length < 16 || local[10] is not (' ' or 'T' or 't'))
        {
            return false;
        }

        var offset = isUtc ? TimeSpan.Zero : Jakarta;
        var zone = local[11..].IndexOfAny("Zz+-");
        if (zone >= 0)
        {
            hasZone = true;
            if (!Zone(local[(11 + zone)..], out offset))
            {
                return false;
            }

            local = local[..(11 + zone)].TrimEnd(' ');
        }

        if (
            !DateTime.TryParseExact($"{local[..10]} {local[11..]}", Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        )
        {
            return false;
        }

        time = new Timestamp(new DateTimeOffset(moment, TimeSpan.Zero).ToUnixTimeSeconds() - (long)offset.TotalSeconds);
        return time.UnixSeconds is > 0 and <= uint.MaxValue;
    }

    private static bool Zone(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length is not (3 or 5 or LongestZone) || (text.Length == LongestZone && text[3] != ':'))
        {
            return false;
        }

        var digits = string.Concat(text[1..3], text.Length == 3 ? "00" : text[^2..]);
        if (!digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var (hours, minutes) = (
            int.Parse(digits.AsSpan(0, 2), CultureInfo.InvariantCulture),
            int.Parse(digits.AsSpan(2), CultureInfo.InvariantCulture)
        );
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);

        // No place on earth is further from Greenwich.
        return minutes < 60 && offset.Duration() <= TimeSpan.FromHours(14);
    }
}
