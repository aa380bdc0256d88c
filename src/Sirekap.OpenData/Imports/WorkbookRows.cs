using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Rows of a workbook's sheets as lines of CSV. Numbers as they are kept and not as they are shown; what is shown as a time is one, in the
/// form that tables have it. Sheets are gone through and never built as objects: a file of half a megabyte can hold forty million cells.
/// </summary>
internal sealed class WorkbookRows
{
    /// <summary>A sheet has no more (ECMA-376 and Excel's limits).</summary>
    private const int MostColumns = 16_384,
        MostRows = 1_048_576;

    /// <summary>Characters: each of the nation's 800,000 rows with a name of its own, three times over.</summary>
    private const int LongestShared = 1 << 27;

    /// <summary>Characters that a text costs beside its own, so that empty ones are bounded too.</summary>
    private const int CostOfText = 16;

    /// <summary>Characters: a thousand columns of the longest names that there are.</summary>
    private const int LongestRow = 1 << 20;

    /// <summary>Above this a double has no room for every whole number.</summary>
    private const double LargestWhole = 1L << 53;

    /// <summary>Day 60 of the 1900 calendar is 29 February 1900, which there never was; OLE's days have it behind them.</summary>
    private const double FirstSureDay = 61;

    /// <summary>1 January 1904, day 0 of the other calendar, in days of the first.</summary>
    private const double Days1904 = 1462;

    private readonly IReadOnlyList<string> _shared;
    private readonly IReadOnlyList<bool> _times;
    private readonly bool _is1904;

    public WorkbookRows(WorkbookPart workbook, bool is1904)
    {
        _shared = workbook.SharedStringTablePart is { } texts ? SharedOf(texts) : [];
        _times = WorkbookTimes.Of(workbook.WorkbookStylesPart?.Stylesheet);
        _is1904 = is1904;
    }

    /// <summary>Each row with its number from 1 and how many columns its text has.</summary>
    /// <exception cref="FormatException">A row or cell contradicts another, or is larger than there may be.</exception>
    public IEnumerable<(int Number, (string Text, int Columns) Row)> Of(WorksheetPart sheet)
    {
        using var xml = Open(sheet);
        var line = 0;
        while (xml.Read())
        {
            // worksheet, sheetData, row
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != 2 || xml.LocalName != "row")
            {
                continue;
            }

            var number =
                xml.GetAttribute("r") is not { } given ? line + 1
                : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
                : 0;
            if (number <= line || number > MostRows)
            {
                throw new FormatException(
                    number > MostRows
                        ? $"row {number} of its sheet, which has at most {MostRows}"
                        : $"row {xml.GetAttribute("r")} of its sheet stands after row {line}"
                );
            }

            line = number;
            yield return (number, Row(xml, number));
        }
    }

    /// <summary>The first row of a sheet that has anything; empty where none has.</summary>
    public string HeadingOf(WorksheetPart sheet) => Of(sheet).Select(row => row.Row.Text).FirstOrDefault(text => text.Length > 0) ?? "";

    private (string Text, int Columns) Row(XmlReader xml, int number)
    {
        var text = new StringBuilder();
        var at = 0;
        var depth = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                continue;
            }

            var reference = xml.GetAttribute("r");
            var column = reference is null ? at : ColumnOf(reference);
            if (column < at || column >= MostColumns)
            {
                throw new FormatException($"row {number}: a cell at {reference}, out of its order");
            }

            // A separator after each cell that came before: the last of them ends where this one begins.
            text.Append(',', at == 0 ? column : column - at + 1);
            at = column + 1;
            text.Append('"').Append(Value(xml).Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")).Append('"');
            if (text.Length > LongestRow)
            {
                throw new FormatException($"row {number}: more than {LongestRow} characters");
            }
        }

        return (text.ToString(), at);
    }

    private string Value(XmlReader xml)
    {
        var reference = xml.GetAttribute("r");
        var type = xml.GetAttribute("t") ?? "n";
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        var (value, formula, inline) = (default(string), default(string), "");
        var depth = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                _ = xml.LocalName switch
                {
                    "v" => value = Text(xml),
                    "f" => formula = Text(xml),
                    "is" => inline = Texts(xml),
                    _ => null,
                };
            }
        }

        return (type, value) switch
        {
            ("inlineStr", _) => inline,
            // What a formula gives is kept beside it, unless the program that wrote it has not reckoned it.
            (_, null) => formula is null ? "" : $"={formula}",
            ("s", _) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < _shared.Count
                ? _shared[place]
                : throw new FormatException($"cell {reference} names text {value}, of {_shared.Count}"),
            // A box that is ticked is no figure.
            ("b", "0") => "FALSE",
            ("b", "1") => "TRUE",
            ("n", _) => Number(value, style),
            _ => value,
        };
    }

    private string Number(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        if (style < _times.Count && _times[style])
        {
            var days = number + (_is1904 ? Days1904 : 0);
            return days is >= FirstSureDay and < 2_958_466
                ? DateTime.FromOADate(days).AddMilliseconds(500).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
                : value;
        }

        return number == Math.Floor(number) && Math.Abs(number) < LargestWhole
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : value;
    }

    private static List<string> SharedOf(SharedStringTablePart part)
    {
        using var xml = Open(part);
        var texts = new List<string>();
        var cost = 0L;
        while (xml.Read())
        {
            // sst, si
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != 1 || xml.LocalName != "si")
            {
                continue;
            }

            texts.Add(Texts(xml));
            cost += texts[^1].Length + CostOfText;
            if (cost > LongestShared)
            {
                throw new FormatException($"its shared texts have more than {LongestShared} characters");
            }
        }

        return texts;
    }

    /// <summary>The texts of an item, one or in runs, without how they are spoken.</summary>
    private static string Texts(XmlReader xml)
    {
        var text = "";
        var depth = xml.Depth;
        var isSpoken = false;
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && xml.Depth > depth)
        {
            if (xml.LocalName == "rPh")
            {
                isSpoken = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t" && !isSpoken)
            {
                text = Bounded(text + Text(xml));
            }
        }

        return text;
    }

    /// <summary>What an element says; the reader stands at its end then.</summary>
    private static string Text(XmlReader xml)
    {
        var text = new StringBuilder();
        var chunk = new char[256];
        var depth = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                for (var read = xml.ReadValueChunk(chunk, 0, chunk.Length); read > 0; read = xml.ReadValueChunk(chunk, 0, chunk.Length))
                {
                    text.Append(chunk, 0, read);
                    if (text.Length > TableText.LongestCell)
                    {
                        return Bounded(text.ToString());
                    }
                }
            }
        }

        return text.ToString();
    }

    private static string Bounded(string text) =>
        text.Length <= TableText.LongestCell
            ? text
            : throw new FormatException($"a text of more than {TableText.LongestCell} characters: {Figure.Show(text)}");

    private static XmlReader Open(OpenXmlPart part) =>
        XmlReader.Create(part.GetStream(FileMode.Open, FileAccess.Read), new XmlReaderSettings { CloseInput = true });

    /// <summary>0 for A, 25 for Z, 26 for AA.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = Math.Min(MostColumns + 1, (column * 26) + c - 'A' + 1);
        }

        return column - 1;
    }
}
