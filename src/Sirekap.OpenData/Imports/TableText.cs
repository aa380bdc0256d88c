using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// A table as text, row after row, however a program has written it: separated by comma, semicolon, tab or bar, told from the header line
/// or from Excel's line <c>sep=</c> before it; quoted or not; lines ended by LF, CR LF or CR. Lines without any cell are passed over.
/// </summary>
internal sealed class TableText : IDisposable
{
    /// <summary>The widest table of the commission has some dozens of columns; a line with more would be kept as a million cells.</summary>
    public const int MostCells = 1000;

    /// <summary>A cell has at most so many characters: a quote that is not closed within them is a stray one.</summary>
    public const int LongestCell = 1 << 16;

    /// <summary>Lines that a title, a source and a date above a table take, and then some.</summary>
    private const int MostTitles = 20;

    private const string Separators = ",;\t|";

    private readonly StreamReader _text;
    private readonly CsvParser _rows;
    private readonly int _linesBefore;
    private int _linesRead;
    private string? _bad;

    private TableText(ReadOnlyMemory<byte> text, int linesBefore, char separator)
    {
        _text = new StreamReader(FeedFile.StreamOf(text), Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        _linesBefore = linesBefore;
        _rows = new CsvParser(
            _text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = separator.ToString(),
                MaxFieldSize = LongestCell,
                BadDataFound = _ => _bad = "a quote that is not at the beginning and end of its cell",
                IgnoreBlankLines = true,
                CacheFields = true,
            }
        );
    }

    /// <summary>Names of the columns, as <see cref="ColumnName.Of"/> makes them; those of cells after the last name are empty.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>The names as they stand in the file.</summary>
    public IReadOnlyList<string> HeaderWords { get; private set; } = [];

    /// <summary>The line on which the row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>What is wrong with the row, or null; then it has a cell for each name of the header.</summary>
    public string? Flaw { get; private set; }

    /// <summary>Why the table cannot be read on, or null; then there is no further row.</summary>
    public string? Broken { get; private set; }

    /// <summary>A cell without the white space around it.</summary>
    public string this[int column] => ColumnName.Trim(_rows[column]);

    /// <summary>Opens a table and reads its header line, or says why there is none.</summary>
    /// <param name="text">UTF-8, as <see cref="InputText"/> gives it.</param>
    /// <param name="isKnown">Whether a name has a meaning here: the separator is the one that makes most such names.</param>
    public static TableText? Open(ReadOnlyMemory<byte> text, Func<string, bool> isKnown, out string? reason)
    {
        var before = 0;
        var separator = default(char?);
        if (SepLine(text.Span, out var length, out var named))
        {
            (text, before, separator) = (text[length..], 1, named);
        }

        var table = new TableText(text, before, separator ?? BestSeparator(text, isKnown));
        reason = table.ReadHeader();
        if (reason is null)
        {
            return table;
        }

        table.Dispose();
        return null;
    }

    /// <summary>The first place that the header line names, which no header does; null where it names none.</summary>
    public RegionCode? PlaceInHeader()
    {
        foreach (var cell in HeaderWords.SelectMany(word => word.Split([.. Separators, ' '])))
        {
            if (RegionCode.TryParse(cell.Trim('"'), out var place) && place.Level != Level.Nation)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>
    /// Why the first line is no header, or null where it may be one: a row of figures, or a title with the header below it. Reads on, so
    /// that the table is of no use afterwards.
    /// </summary>
    /// <param name="isKnown">Whether a name has a meaning here.</param>
    public string? HeaderElsewhere(Func<string, bool> isKnown)
    {
        if (PlaceInHeader() is { } place)
        {
            return $"it has no header line: line {Line} is already the row of {place}";
        }

        for (var i = 0; i < MostTitles && Broken is null && Advance(); i++)
        {
            var names = _rows.RawRecord.TrimEnd('\r', '\n').Split([.. Separators]).Select(word => ColumnName.Of(word.Trim('"')));
            if (names.Count(isKnown) > 1)
            {
                return $"its header stands in line {Line}: delete the lines above it";
            }
        }

        return null;
    }

    /// <summary>Goes on to the next row that has any cell filled.</summary>
    public bool Next()
    {
        while (Broken is null && Advance())
        {
            if (Flaw is null && Enumerable.Range(0, _rows.Count).All(i => this[i].Length == 0))
            {
                continue;
            }

            Flaw ??= WidthFlaw();
            if (Flaw is null && Header.Count > 1 && IsHeader())
            {
                Broken = $"line {Line} is the header line again: files joined to one; import each by itself";
                return false;
            }

            return true;
        }

        return false;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _text.Dispose();
    }

    private static bool SepLine(ReadOnlySpan<byte> text, out int length, out char separator)
    {
        (length, separator) = (0, default);
        var end = text.IndexOfAny((byte)'\n', (byte)'\r');
        var line = Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim('"');
        if (end < 0 || line.Length != 5 || !line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        separator = line[4];
        length = end + (text[end..].StartsWith("\r\n"u8) ? 2 : 1);
        return Separators.Contains(separator, StringComparison.Ordinal);
    }

    private static char BestSeparator(ReadOnlyMemory<byte> text, Func<string, bool> isKnown)
    {
        var best = (Separator: Separators[0], Known: -1, Columns: 0);
        foreach (var separator in Separators)
        {
            using var table = new TableText(text, 0, separator);
            if (table.ReadHeader() is not null)
            {
                continue;
            }

            var found = (separator, Known: table.Header.Count(isKnown), Columns: table.Header.Count);
            if ((found.Known, found.Columns).CompareTo((best.Known, best.Columns)) > 0)
            {
                best = found;
            }
        }

        return best.Separator;
    }

    private string? ReadHeader()
    {
        if (!Advance())
        {
            return Broken is null ? "it is empty: no header line" : $"its header line cannot be read: {Broken}";
        }

        if (Flaw is not null)
        {
            return $"its header line cannot be read: {Flaw}";
        }

        var words = Enumerable.Range(0, _rows.Count).Select(i => Figure.Clean(this[i])).ToList();
        while (words.Count > 0 && words[^1].Length == 0)
        {
            words.RemoveAt(words.Count - 1);
        }

        HeaderWords = words;
        Header = [.. words.Select(ColumnName.Of)];
        return words.Count == 0 ? "its header line has no name" : null;
    }

    /// <summary>A row, whatever is in it.</summary>
    private bool Advance()
    {
        try
        {
            (_bad, Flaw) = (null, null);
            if (!_rows.Read())
            {
                return false;
            }

            Line = _linesBefore + FirstLine();
            if (_rows.Count > MostCells)
            {
                Flaw = $"more than {MostCells} columns";
                return true;
            }

            for (var i = 0; i < _rows.Count; i++)
            {
                // Cells are looked at when they are asked for.
                _ = _rows[i];
            }

            Flaw = IsOpen() ? "a quote that is not closed" : _bad;
            return true;
        }
        catch (MaxFieldSizeException)
        {
            Broken =
                $"line {_linesBefore + _linesRead + 1} or a line after it: a cell of more than {LongestCell} characters, "
                + "or a quote that is not closed";
            return false;
        }
    }

    /// <summary>The parser counts to the end of the row, blank lines before it too.</summary>
    private int FirstLine()
    {
        var record = _rows.RawRecord.AsSpan();
        var breaks = LineBreaks(record.TrimEnd("\r\n"));
        var first = _rows.RawRow - breaks;
        _linesRead = _rows.RawRow;
        return first;
    }

    private static int LineBreaks(ReadOnlySpan<char> text)
    {
        var breaks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            breaks += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')) ? 1 : 0;
        }

        return breaks;
    }

    /// <summary>Within quotes every quote is doubled, so that a whole row has an even number.</summary>
    private bool IsOpen() => _rows.RawRecord.AsSpan().Count('"') % 2 != 0;

    private string? WidthFlaw()
    {
        if (_rows.Count < Header.Count)
        {
            return $"{_rows.Count} columns where the header has {Header.Count}";
        }

        for (var i = Header.Count; i < _rows.Count; i++)
        {
            if (this[i].Length > 0)
            {
                return $"{_rows.Count} columns where the header has {Header.Count}";
            }
        }

        return null;
    }

    private bool IsHeader()
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (ColumnName.Of(this[i]) != Header[i])
            {
                return false;
            }
        }

        return true;
    }
}
