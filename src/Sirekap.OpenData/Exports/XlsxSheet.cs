using System.Globalization;
using DocumentFormat.OpenXml;
using Sirekap.Elections;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Sirekap.OpenData.Exports;

/// <summary>Writes a sheet row by row, keeping none.</summary>
internal sealed class XlsxSheet(OpenXmlWriter writer)
{
    /// <summary>Above this Excel, whose numbers are doubles, rounds what it shows.</summary>
    private const long LargestExact = 999_999_999_999_999;

    private int _row;

    /// <summary>The number of the last row, from 1.</summary>
    public int Row => _row;

    /// <summary>A, B … Z, AA … of a column from 0.</summary>
    public static string Letters(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + (char)('A' + (column % 26));

    /// <summary>Writes a row of texts of one style.</summary>
    public void Texts(uint style, params ReadOnlySpan<string> texts)
    {
        Begin();
        for (var i = 0; i < texts.Length; i++)
        {
            Words(i, texts[i], style);
        }

        writer.WriteEndElement();
    }

    /// <summary>Writes a row of a table.</summary>
    public void Cells(IReadOnlyList<Cell> cells)
    {
        Begin();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].HasValue)
            {
                Value(i, cells[i]);
            }
        }

        writer.WriteEndElement();
    }

    private void Begin()
    {
        _row++;
        writer.WriteStartElement(new X.Row(), [new OpenXmlAttribute("r", "", _row.ToString(CultureInfo.InvariantCulture))]);
    }

    private void Value(int column, Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Text or CellKind.Code:
                Words(column, cell.Words, XlsxStyles.Text);
                break;
            case CellKind.Number when Math.Abs((decimal)cell.Value) > LargestExact:
                Words(column, cell.Value.ToString(CultureInfo.InvariantCulture), XlsxStyles.Text);
                break;
            case CellKind.Number:
                Number(column, cell.Value.ToString(CultureInfo.InvariantCulture), XlsxStyles.Number);
                break;
            case CellKind.Time:
                Number(
                    column,
                    new Timestamp(cell.Value).ToDateTimeOffset().UtcDateTime.ToOADate().ToString("R", CultureInfo.InvariantCulture),
                    XlsxStyles.Time
                );
                break;
            default:
                Number(column, cell.Part.ToString(CultureInfo.InvariantCulture), XlsxStyles.Share);
                break;
        }
    }

    private void Words(int column, string text, uint style)
    {
        writer.WriteStartElement(new X.Cell(), [.. Attributes(column, style), new OpenXmlAttribute("t", "", "inlineStr")]);
        writer.WriteElement(new X.InlineString(new X.Text(XlsxText.Of(text)) { Space = SpaceProcessingModeValues.Preserve }));
        writer.WriteEndElement();
    }

    private void Number(int column, string number, uint style)
    {
        writer.WriteStartElement(new X.Cell(), Attributes(column, style));
        writer.WriteElement(new X.CellValue(number));
        writer.WriteEndElement();
    }

    private OpenXmlAttribute[] Attributes(int column, uint style) =>
        [
            new OpenXmlAttribute("r", "", string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{_row}")),
            new OpenXmlAttribute("s", "", style.ToString(CultureInfo.InvariantCulture)),
        ];
}
