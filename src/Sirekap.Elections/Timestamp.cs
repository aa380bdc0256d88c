namespace Sirekap.Elections;

/// <summary>
/// A point in time in whole seconds, always written in UTC as <c>2024-02-14T11:00:00Z</c>. What a station's clock claims, or what the
/// sequencer says.
/// </summary>
/// <remarks>
/// Immutable; any number of threads may read it. <c>default</c> is 1970-01-01T00:00:00Z, not an absent time: where there may be none, it is
/// <c>Timestamp?</c>.
/// </remarks>
public readonly record struct Timestamp(long UnixSeconds) : IComparable<Timestamp>
{
    /// <summary>Characters of the form above, always.</summary>
    public const int Length = 20;

    /// <summary>Years 1970 to 9999.</summary>
    private const long Largest = 253402300799;

    public static bool operator <(Timestamp left, Timestamp right) => left.UnixSeconds < right.UnixSeconds;

    public static bool operator >(Timestamp left, Timestamp right) => left.UnixSeconds > right.UnixSeconds;

    public static bool operator <=(Timestamp left, Timestamp right) => left.UnixSeconds <= right.UnixSeconds;

    public static bool operator >=(Timestamp left, Timestamp right) => left.UnixSeconds >= right.UnixSeconds;

    public static Timestamp From(DateTimeOffset time) => new(time.ToUnixTimeSeconds());

    /// <summary>Reads exactly the form this type writes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out Timestamp time)
    {
        time = default;
        if (
            ascii.Length != Length
            || ascii[4] != '-'
            || ascii[7] != '-'
            || ascii[10] != 'T'
            || ascii[13] != ':'
            || ascii[16] != ':'
            || ascii[19] != 'Z'
        )
        {
            return false;
        }

        if (
            !Digits(ascii[..4], out var year)
            || !Digits(ascii[5..7], out var month)
            || !Digits(ascii[8..10], out var day)
            || !Digits(ascii[11..13], out var hour)
            || !Digits(ascii[14..16], out var minute)
            || !Digits(ascii[17..19], out var second)
        )
        {
            return false;
        }

        if (
            year < 1970
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        )
        {
            return false;
        }

        time = new Timestamp(
            (new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks)
                / TimeSpan.TicksPerSecond
        );
        return true;
    }

    public bool IsInRange => UnixSeconds is >= 0 and <= Largest;

    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.FromUnixTimeSeconds(UnixSeconds);

    public int CompareTo(Timestamp other) => UnixSeconds.CompareTo(other.UnixSeconds);

    /// <summary>Writes the 20 characters in ASCII.</summary>
    public void Format(Span<byte> destination)
    {
        var time = DateTime.UnixEpoch.AddSeconds(UnixSeconds);
        "0000-00-00T00:00:00Z"u8.CopyTo(destination);
        Write(destination[..4], time.Year);
        Write(destination[5..7], time.Month);
        Write(destination[8..10], time.Day);
        Write(destination[11..13], time.Hour);
        Write(destination[14..16], time.Minute);
        Write(destination[17..19], time.Second);
    }

    public override string ToString()
    {
        Span<byte> ascii = stackalloc byte[Length];
        Format(ascii);
        return System.Text.Encoding.ASCII.GetString(ascii);
    }

    private static void Write(Span<byte> digits, int value)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private static bool Digits(ReadOnlySpan<byte> ascii, out int value)
    {
        value = 0;
        foreach (var c in ascii)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (10 * value) + (c - '0');
        }

        return true;
    }
}
