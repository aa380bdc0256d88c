using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Sirekap.OpenData.Tests.Imports.Dialects;

/// <summary>
/// A way in which some program writes a table: drawn at random, each part by itself, so that a few hundred have met most pairs. The same
/// draw gives the same bytes.
/// </summary>
internal sealed class TableDialect
{
    private static readonly string[] Separators = [",", ",", ";", ";", "\t", "|"];
    private static readonly string[] LineEnds = ["\n", "\n", "\r\n", "\r\n", "\r"];
    private static readonly string[] Nothings = ["", "", "", "", "NA", "NaN", "null", "None", "-", "n.a."];
    private static readonly string[] Places =
    [
        "Kelapa Gading",
        "Cisaat; Girang",
        "Rawa \"Buaya\"",
        "Ujung, Timur",
        "Désa Bâlé",
        "Nagari\nLamo",
    ];

    private readonly Random _random;
    private readonly string _separator;
    private readonly string _lineEnd;
    private readonly string _nothing;
    private readonly Quoting _quoting;
    private readonly Heading _heading;
    private readonly NumberStyle _numbers;
    private readonly CodeStyle _codes;
    private readonly TimeStyle _times;
    private readonly TextCoding _coding;
    private readonly Damage _damage;
    private readonly bool _sepLine;
    private readonly bool _places;
    private readonly bool _emptyColumns;
    private readonly bool _blankLines;
    private readonly bool _gzip;
    private readonly bool _finalEnd;

    public TableDialect(Random random)
    {
        _random = random;
        _separator = Pick(Separators);
        _lineEnd = Pick(LineEnds);
        _nothing = Pick(Nothings);
        _quoting = Pick(Enum.GetValues<Quoting>());
        _heading = Pick(Enum.GetValues<Heading>());
        _numbers = Often(NumberStyle.Plain);
        _codes = Often(CodeStyle.Plain);
        _times = Pick(Enum.GetValues<TimeStyle>());
        _coding = Often(TextCoding.Utf8);
        _damage = OneIn(4) ? Pick(Enum.GetValues<Damage>()) : Damage.None;
        (_sepLine, _places, _emptyColumns) = (OneIn(6), OneIn(2), OneIn(6));
        (_blankLines, _gzip, _finalEnd) = (OneIn(6), OneIn(6), !OneIn(4));
    }

    private enum Quoting
    {
        Needed,
        All,
        Texts,
    }

    private enum Heading
    {
        Pack,
        Capitals,
        Spaced,
        NoBreakSpaces,
        Nested,
        Ours,
        National,
    }

    private enum NumberStyle
    {
        Plain,
        PointZero,
        CommaZero,
        PointThousands,
        CommaThousands,
        SpaceThousands,
        Apostrophe,
        Formula,
        Scientific,
        Padded,
        Spaced,
        ManyZeros,
    }

    private enum CodeStyle
    {
        Plain,
        PointZero,
        Scientific,
        Apostrophe,
        Formula,
        Spaced,
    }

    private enum TimeStyle
    {
        Kpu,
        WithT,
        Jakarta,
        Utc,
        NoSeconds,
        DayFirst,
        MonthFirst,
        Serial,
        Left,
    }

    private enum TextCoding
    {
        Utf8,
        Utf8Mark,
        Utf16,
        Utf16BigEndian,
        Utf16NoMark,
        Utf32,
        Windows1252,
    }

    private enum Damage
    {
        None,
        TotalsRow,
        HeaderAgain,
        SameRowAgain,
        OtherRowAgain,
        Ragged,
        Nul,
        CutShort,
        StrayQuote,
    }

    /// <summary>
    /// Whether every row must come back: nothing in it is ambiguous, lost or damaged. Without this a reader that refuses everything would
    /// pass.
    /// </summary>
    public bool IsWhole =>
        _damage == Damage.None
        && _numbers
            is NumberStyle.Plain
                or NumberStyle.PointZero
                or NumberStyle.Apostrophe
                or NumberStyle.Formula
                or NumberStyle.Spaced
                or NumberStyle.Padded
                or NumberStyle.CommaZero
                or NumberStyle.ManyZeros
        && _codes != CodeStyle.Scientific
        && _nothing is not ("-" or "n.a.")
        && _coding != TextCoding.Windows1252;

    public override string ToString() =>
        $"{_coding}, separator {(int)_separator[0]}, line end {_lineEnd.Length}x{(int)_lineEnd[0]}, {_quoting} quoted, {_heading}, "
        + $"numbers {_numbers}, "
        + $"codes {_codes}, times {_times}, nothing \"{_nothing}\", {_damage}, sep= {_sepLine}, "
        + $"places {_places}, empty columns {_emptyColumns}, "
        + $"blank lines {_blankLines}, gzip {_gzip}";

    public byte[] Write(TrueTable table)
    {
        var columns = Columns(table);
        _random.Shuffle(columns);
        var lines = new List<string> { Line(columns.Select(column => Quoted(column.Name, isText: true))) };
        foreach (var row in table.Rows)
        {
            lines.Add(Line(columns.Select(column => Quoted(column.Cell(row), column.IsText))));
        }

        Break(lines, columns.Length);
        if (_blankLines)
        {
            lines.Insert(_random.Next(1, lines.Count + 1), "");
            lines.Add(string.Concat(Enumerable.Repeat(_separator, columns.Length - 1)));
        }

        if (_sepLine)
        {
            lines.Insert(0, $"sep={_separator}");
        }

        var text = string.Join(_lineEnd, lines) + (_finalEnd ? _lineEnd : "");
        if (_damage == Damage.CutShort)
        {
            // Within the last row, and not in its last cell, where nobody could tell.
            text = text[..(text.LastIndexOf(_separator, StringComparison.Ordinal) - 1)];
        }

        var bytes = Encoded(_damage == Damage.Nul ? text.Insert(text.Length / 2, "\0") : text);
        return _gzip ? Gzip(bytes) : bytes;
    }

    private (string Name, bool IsText, Func<TrueRow, string> Cell)[] Columns(TrueTable table)
    {
        var columns = new List<(string, bool, Func<TrueRow, string>)> { (Name("kode"), true, row => Code(row.Code)) };
        for (var i = 0; i < TrueTable.Columns.Count; i++)
        {
            var column = i;
            columns.Add((Name(TrueTable.Columns[i]), false, row => Number(row.Figures[column])));
        }

        if (_times != TimeStyle.Left)
        {
            columns.Add((Name("ts"), true, row => Time(row.Time)));
        }

        if (_places)
        {
            columns.Add((Name("nama_kelurahan"), true, row => Places[row.Figures[0] % Places.Length ?? 0]));
        }

        return [.. columns];
    }

    private string Name(string name) =>
        _heading switch
        {
            Heading.Capitals => name.ToUpperInvariant(),
            Heading.Spaced => $" {CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' '))} ",
            Heading.NoBreakSpaces => $"\u00A0{name.Replace('_', '\u00A0')}",
            Heading.Nested when name.StartsWith("paslon_", StringComparison.Ordinal) =>
                $"chart.{100024 + int.Parse(name[7..], CultureInfo.InvariantCulture)}",
            Heading.Nested when name.StartsWith("suara", StringComparison.Ordinal) || name.StartsWith("peng", StringComparison.Ordinal) =>
                $"administrasi.{name}",
            Heading.Ours when name == "kode" => "station",
            Heading.Ours when name.StartsWith("paslon_", StringComparison.Ordinal) => $"votes {name[7..]}",
            Heading.Ours when name == "ts" => "time",
            Heading.Ours when name == "suara_sah" => "Valid",
            Heading.Ours when name == "pengguna_total_j" => "Voters",
            Heading.National when name.StartsWith("paslon_", StringComparison.Ordinal) => $"suara_{name}",
            _ => name,
        };

    private string Code(string code) =>
        _codes switch
        {
            CodeStyle.PointZero => $"{code}.0",
            CodeStyle.Scientific => double.Parse(code, CultureInfo.InvariantCulture).ToString("0.#####E+00", CultureInfo.InvariantCulture),
            CodeStyle.Apostrophe => $"'{code}",
            CodeStyle.Formula => $"=\"{code}\"",
            CodeStyle.Spaced => $" {code}\u00A0",
            _ => code,
        };

    private string Number(int? figure)
    {
        if (figure is not { } value)
        {
            return _nothing;
        }

        return _numbers switch
        {
            NumberStyle.PointZero => $"{value}.0",
            NumberStyle.CommaZero => $"{value},0",
            NumberStyle.PointThousands => Grouped(value, "."),
            NumberStyle.CommaThousands => Grouped(value, ","),
            NumberStyle.SpaceThousands => Grouped(value, OneIn(2) ? " " : "\u00A0"),
            NumberStyle.Apostrophe => $"'{value}",
            NumberStyle.Formula => $"=\"{value}\"",
            NumberStyle.Scientific => value.ToString("0.0E+00", CultureInfo.InvariantCulture),
            NumberStyle.Padded => $"{value:00000}",
            NumberStyle.Spaced => $" {value}\u00A0",
            NumberStyle.ManyZeros => $"{value}.000000",
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
    }

    private string Time(DateTime time) =>
        _times switch
        {
            TimeStyle.WithT => $"{time:yyyy-MM-ddTHH:mm:ss}",
            TimeStyle.Jakarta => $"{time:yyyy-MM-dd HH:mm:ss}+07:00",
            TimeStyle.Utc => $"{time.AddHours(-7):yyyy-MM-ddTHH:mm:ss}Z",
            TimeStyle.NoSeconds => $"{time:yyyy-MM-dd HH:mm}",
            TimeStyle.DayFirst => time.ToString("dd/MM/yyyy HH.mm", CultureInfo.InvariantCulture),
            TimeStyle.MonthFirst => time.ToString("M/d/yyyy h:mm tt", CultureInfo.InvariantCulture),
            TimeStyle.Serial => time.ToOADate().ToString(CultureInfo.InvariantCulture),
            _ => $"{time:yyyy-MM-dd HH:mm:ss}",
        };

    private void Break(List<string> lines, int columns)
    {
        var last = lines[^1];
        switch (_damage)
        {
            case Damage.TotalsRow:
                lines.Add(string.Join(_separator, Enumerable.Repeat("Jumlah", 1).Concat(Enumerable.Repeat("12345", columns - 1))));
                break;
            case Damage.HeaderAgain:
                lines.Insert(lines.Count / 2 + 1, lines[0]);
                break;
            case Damage.SameRowAgain:
                lines.Add(last);
                break;
            case Damage.OtherRowAgain:
                lines.Add(last.Contains('7', StringComparison.Ordinal) ? last.Replace('7', '8') : last);
                break;
            case Damage.Ragged:
                lines[^1] = last[..last.LastIndexOf(_separator, StringComparison.Ordinal)];
                break;
            case Damage.StrayQuote:
                lines[^1] = last.Insert(last.LastIndexOf(_separator, StringComparison.Ordinal) + 1, "\"");
                break;
        }
    }

    private string Line(IEnumerable<string> cells) => string.Join(_separator, _emptyColumns ? cells.Append("").Append("") : cells);

    private string Quoted(string cell, bool isText)
    {
        var needs = cell.Contains(_separator, StringComparison.Ordinal) || cell.AsSpan().ContainsAny("\"\r\n");
        return needs || _quoting == Quoting.All || (_quoting == Quoting.Texts && isText)
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }

    private byte[] Encoded(string text) =>
        _coding switch
        {
            TextCoding.Utf8Mark => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            TextCoding.Utf16 => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            TextCoding.Utf16BigEndian => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)],
            TextCoding.Utf16NoMark => Encoding.Unicode.GetBytes(text),
            TextCoding.Utf32 => [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(text)],
            TextCoding.Windows1252 => Encoding.Latin1.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };

    private static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static string Grouped(int value, string mark) =>
        value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", mark, StringComparison.Ordinal);

    private bool OneIn(int many) => _random.Next(many) == 0;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    /// <summary>The usual one in half of all draws: two rare things at once would hide each other.</summary>
    private T Often<T>(T usual)
        where T : struct, Enum => OneIn(2) ? usual : Pick(Enum.GetValues<T>());
}
