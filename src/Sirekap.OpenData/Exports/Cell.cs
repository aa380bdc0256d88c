using Sirekap.Elections;

namespace Sirekap.OpenData.Exports;

/// <summary>What the cells of a column are.</summary>
public enum CellKind : byte
{
    /// <summary>Words, which may be anybody's.</summary>
    Text,

    /// <summary>A code or hash: digits that are no number, so that no program shortens 3171010001001 to 3.17E+12.</summary>
    Code,

    /// <summary>A count.</summary>
    Number,

    /// <summary>A time, in UTC.</summary>
    Time,

    /// <summary>A part of a whole, 0 to 1.</summary>
    Share,
}

/// <summary>A cell of a table: a value of one kind, or nothing. Nothing is not 0.</summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is <see cref="Empty"/>.</remarks>
public readonly record struct Cell
{
    /// <summary>A share of the nation's stations (one in 823,236) is still told from its neighbour.</summary>
    private const int ShareDigits = 6;
    private readonly string? _text;
    private readonly long _number;
    private readonly decimal _share;

    private Cell(CellKind kind, string? text, long number = 0, decimal share = 0)
    {
        Kind = kind;
        HasValue = true;
        _text = text;
        _number = number;
        _share = share;
    }

    /// <summary>No value; fits every column.</summary>
    public static Cell Empty => default;

    public CellKind Kind { get; }

    public bool HasValue { get; }

    /// <summary>Of a text or code.</summary>
    internal string Words => _text!;

    /// <summary>Of a number; of a time, its seconds since 1970.</summary>
    internal long Value => _number;

    /// <summary>Of a share.</summary>
    internal decimal Part => _share;

    public static Cell Text(string? text) => text is null ? Empty : new Cell(CellKind.Text, text);

    public static Cell Code(string? code) => code is null ? Empty : new Cell(CellKind.Code, code);

    public static Cell Number(long? number) => number is { } value ? new Cell(CellKind.Number, null, value) : Empty;

    public static Cell Time(Timestamp? time) => time is { } value ? new Cell(CellKind.Time, null, value.UnixSeconds) : Empty;

    /// <summary>A part of a whole, to six digits; empty when the whole is 0.</summary>
    public static Cell Share(long part, long whole) =>
        whole == 0
            ? Empty
            : new Cell(CellKind.Share, null, share: Math.Round((decimal)part / whole, ShareDigits, MidpointRounding.AwayFromZero));
}
