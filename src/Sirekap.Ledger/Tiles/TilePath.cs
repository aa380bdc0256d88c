using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sirekap.Ledger.Tiles;

/// <summary>
/// The path of a tile or an entry bundle below a log's prefix (C2SP tlog-tiles): <c>tile/1/x001/x234/067</c>,
/// <c>tile/entries/000.p/5</c>.
/// </summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no path: its width is 0.</remarks>
public readonly record struct TilePath
{
    /// <summary>Hashes in a full tile, entries in a full bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>The highest level that a path may name.</summary>
    public const int MaxLevel = 63;

    private TilePath(int? level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level ?? 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level ?? 0, MaxLevel);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        (Level, Index, Width) = (level, index, width);
    }

    /// <summary>The level of a hash tile, 0 for leaf hashes; null for an entry bundle.</summary>
    public int? Level { get; }

    /// <summary>Whether this is an entry bundle.</summary>
    public bool IsEntries => Level is null;

    /// <summary>The index of the tile within its level.</summary>
    public long Index { get; }

    /// <summary>Hashes or entries in it, 1 to 256.</summary>
    public int Width { get; }

    /// <summary>Whether it has fewer than 256, and so a path that ends in <c>.p/W</c>.</summary>
    public bool IsPartial => Width < FullWidth;

    /// <summary>A tile of hashes.</summary>
    public static TilePath Hashes(int level, long index, int width = FullWidth) => new(level, index, width);

    /// <summary>A bundle of entries.</summary>
    public static TilePath Entries(long index, int width = FullWidth) => new(null, index, width);

    /// <summary>The path, with slashes and without a leading one.</summary>
    public override string ToString()
    {
        var kind = Level is { } level ? level.ToString(CultureInfo.InvariantCulture) : "entries";
        return IsPartial ? $"tile/{kind}/{Digits(Index)}.p/{Width}" : $"tile/{kind}/{Digits(Index)}";
    }

    /// <summary>Reads a path in its only form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? path, out TilePath tile)
    {
        tile = default;
        var parts = (path ?? "").Split('/');
        if (parts.Length < 3 || parts[0] != "tile")
        {
            return false;
        }

        int? level = null;
        if (parts[1] != "entries")
        {
            if (!TryNumber(parts[1], MaxLevel, out var number))
            {
                return false;
            }

            level = (int)number;
        }
        var (last, width) = (parts.Length, FullWidth);
        if (parts[^2].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(parts[^1], FullWidth - 1, out var number) || number == 0)
            {
                return false;
            }

            (last, width) = (parts.Length - 1, (int)number);
            parts[last - 1] = parts[last - 1][..^2];
        }
        if (!TryIndex(parts.AsSpan(2, last - 2), out var index))
        {
            return false;
        }

        tile = new TilePath(level, index, width);
        return true;
    }

    // 1234067 is x001/x234/067: no file ever has the name of a directory.
    private static string Digits(long index)
    {
        var digits = $"{index % 1000:000}";
        for (index /= 1000; index > 0; index /= 1000)
        {
            digits = $"x{index % 1000:000}/{digits}";
        }

        return digits;
    }

    private static bool TryIndex(ReadOnlySpan<string> parts, out long index)
    {
        index = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var prefixed = i < parts.Length - 1;
            var part = parts[i].AsSpan();
            if (prefixed && !part.StartsWith("x"))
            {
                return false;
            }

            part = prefixed ? part[1..] : part;
            if (part.Length != 3 || part.ContainsAnyExceptInRange('0', '9') || index > (long.MaxValue - 999) / 1000)
            {
                return false;
            }

            index = index * 1000 + int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
            // A leading x000 would be a second name for the same tile.
            if (i == 0 && prefixed && index == 0)
            {
                return false;
            }
        }
        return true;
    }

    private static bool TryNumber(string digits, int max, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number <= max
        && (digits.Length == 1 || digits[0] != '0')
        // .NET reads numbers that end in U+0000.
        && digits[^1] != '\0';
}
