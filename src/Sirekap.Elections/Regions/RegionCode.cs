using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Sirekap.Elections.Regions;

/// <summary>
/// The code of a region or station (kode wilayah, kode TPS): 2, 4, 6, 10 or 13 characters, or "0" for the nation. A code's parent is its
/// prefix. It is <b>not a number</b>: overseas codes carry letters in places 3–4 (99AA … 99BF), and leading characters count.
/// </summary>
/// <remarks>
/// Packed left-aligned into 56 bits, 4 a place (6 in places 3–4), absent places being zero, so that the order of the values is the order of
/// the strings with a prefix before its extensions, and everything within a region is one contiguous range of values.
/// Immutable; any number of threads may read it. <c>default</c> is <see cref="Nation"/>.
/// </remarks>
public readonly struct RegionCode : IEquatable<RegionCode>, IComparable<RegionCode>
{
    /// <summary>A station's: village 10, number 3.</summary>
    private const int Places = 13;
    private readonly long _packed;

    private RegionCode(long packed) => _packed = packed;

    /// <summary>The whole nation, written "0".</summary>
    public static RegionCode Nation => default;

    /// <summary>The packed value; orders as the code does. Stable within a process, not a published format.</summary>
    public long Value => _packed;

    /// <summary>The highest value that a code within this one can have.</summary>
    public long LastValue => _packed | ((1L << Shift(Length - 1)) - 1);

    /// <summary>Number of characters; 0 for the nation.</summary>
    /// <remarks>A symbol that is there is never zero, so the lowest bit set lies in the last one.</remarks>
    public int Length =>
        BitOperations.TrailingZeroCount(_packed) switch
        {
            < 36 and var zeros => Places - (zeros / 4),
            < 42 => 4,
            < 52 => 2,
            _ => 0,
        };

    /// <summary>The tier this code belongs to.</summary>
    public Level Level =>
        Length switch
        {
            0 => Level.Nation,
            2 => Level.Province,
            4 => Level.Regency,
            6 => Level.District,
            10 => Level.Village,
            _ => Level.Station,
        };

    /// <summary>The region one tier up; the nation is its own parent.</summary>
    public RegionCode Parent => Level == Level.Nation ? this : At(Level - 1);

    /// <summary>The last three characters of a station's code as a number; a domestic TPS is named by it.</summary>
    public int StationNumber => (100 * (At(10) - 1)) + (10 * (At(11) - 1)) + At(12) - 1;

    /// <summary>Whether this is a station or region overseas (luar negeri): province 99.</summary>
    public bool IsOverseas => At(0) == 10 && At(1) == 10;

    public static bool operator ==(RegionCode left, RegionCode right) => left._packed == right._packed;

    public static bool operator !=(RegionCode left, RegionCode right) => left._packed != right._packed;

    public static bool operator <(RegionCode left, RegionCode right) => left._packed < right._packed;

    public static bool operator >(RegionCode left, RegionCode right) => left._packed > right._packed;

    public static bool operator <=(RegionCode left, RegionCode right) => left._packed <= right._packed;

    public static bool operator >=(RegionCode left, RegionCode right) => left._packed >= right._packed;

    /// <summary>Reads a code strictly: a known length, digits, capital letters only overseas in places 3–4.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out RegionCode code)
    {
        Span<byte> bytes = stackalloc byte[Places];
        code = default;
        if (text.Length > Places)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 0x7F)
            {
                return false;
            }

            bytes[i] = (byte)text[i];
        }

        return TryParse(bytes[..text.Length], out code);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out RegionCode)"/>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out RegionCode code)
    {
        code = default;
        if (ascii.Length == 1)
        {
            return ascii[0] == (byte)'0';
        }

        if (ascii.Length is not (2 or 4 or 6 or 10 or 13))
        {
            return false;
        }

        var overseas = ascii[0] == '9' && ascii[1] == '9';
        long packed = 0;
        for (var place = 0; place < ascii.Length; place++)
        {
            var c = ascii[place];
            long symbol;
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                symbol = c - '0' + 1;
            }
            else if (overseas && place is 2 or 3 && c is >= (byte)'A' and <= (byte)'Z')
            {
                symbol = c - 'A' + 11;
            }
            else
            {
                return false;
            }

            packed |= symbol << Shift(place);
        }

        code = new RegionCode(packed);
        return true;
    }

    /// <summary>Reads a code; throws <see cref="FormatException"/> naming it when it is none.</summary>
    public static RegionCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"\"{text}\" is no region or station code");

    /// <summary>This code cut to a tier at or above its own.</summary>
    public RegionCode At(Level level) => new(_packed & ~((1L << Shift(level.CodeLength() - 1)) - 1));

    /// <summary>The station with this number in this village.</summary>
    /// <param name="number">0 … 999, the last three characters.</param>
    public RegionCode Station(int number)
    {
        if (Level != Level.Village || number is < 0 or > 999)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, $"no station of {this}");
        }

        return new RegionCode(
            _packed | (uint)(((number / 100) + 1) << 8) | (uint)((((number / 10) % 10) + 1) << 4) | (uint)((number % 10) + 1)
        );
    }

    /// <summary>Whether this region is <paramref name="region"/> or lies in it.</summary>
    public bool IsWithin(RegionCode region) => _packed >= region._packed && _packed <= region.LastValue;

    public bool Equals(RegionCode other) => _packed == other._packed;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is RegionCode other && Equals(other);

    public override int GetHashCode() => _packed.GetHashCode();

    public int CompareTo(RegionCode other) => _packed.CompareTo(other._packed);

    /// <summary>Writes the code's ASCII into a span of at least 13 bytes; returns the number written.</summary>
    public int Format(Span<byte> destination)
    {
        if (_packed == 0)
        {
            destination[0] = (byte)'0';
            return 1;
        }

        var place = 0;
        for (; place < Places; place++)
        {
            var symbol = At(place);
            if (symbol == 0)
            {
                break;
            }

            destination[place] = (byte)(symbol <= 10 ? '0' + symbol - 1 : 'A' + symbol - 11);
        }

        return place;
    }

    public override string ToString()
    {
        Span<byte> ascii = stackalloc byte[Places];
        return System.Text.Encoding.ASCII.GetString(ascii[..Format(ascii)]);
    }

    private static int Shift(int place) =>
        place switch
        {
            < 0 => 56,
            0 => 52,
            1 => 48,
            2 => 42,
            3 => 36,
            _ => 4 * (Places - 1 - place),
        };

    private int At(int place) => (int)((_packed >> Shift(place)) & (place is 2 or 3 ? 0x3F : 0xF));
}
