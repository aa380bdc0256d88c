using DocumentFormat.OpenXml.Spreadsheet;

namespace Sirekap.OpenData.Exports;

/// <summary>The looks of a workbook's cells, by the index that cells name.</summary>
internal static class XlsxStyles
{
    // Each index is the format's place in the list of Sheet; the first is every cell's default.
    public const uint Plain = 0;
    public const uint Bold = 1;
    public const uint Heading = 2;

    /// <summary>
    /// Format "@": what stands in such a cell stays text when somebody edits it, however much it looks like a number or formula.
    /// </summary>
    public const uint Text = 3;
    public const uint Number = 4;
    public const uint Time = 5;
    public const uint Share = 6;

    /// <summary>Below 164 number formats are built in (ECMA-376 part 1, 18.8.30).</summary>
    private const uint FirstOwnFormat = 164;

    public static uint Of(CellKind kind) =>
        kind switch
        {
            CellKind.Number => Number,
            CellKind.Time => Time,
            CellKind.Share => Share,
            _ => Text,
        };

    /// <summary>#,##0 (built in, 3) and a share with two decimals (10) follow the reader's locale; a time does not.</summary>
    public static Stylesheet Sheet() =>
        new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = FirstOwnFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm:ss" })
            {
                Count = 1,
            },
            new Fonts(
                new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
                new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })
            )
            {
                Count = 2,
            },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            )
            {
                Count = 2,
            },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()))
            {
                Count = 1,
            },
            new CellStyleFormats(
                new CellFormat
                {
                    NumberFormatId = 0,
                    FontId = 0,
                    FillId = 0,
                    BorderId = 0,
                }
            )
            {
                Count = 1,
            },
            new CellFormats(
                Format(0, 0),
                Format(0, 1),
                Format(49, 1, wrap: true),
                Format(49, 0),
                Format(3, 0),
                Format(FirstOwnFormat, 0),
                Format(10, 0)
            )
            {
                Count = 7,
            },
            new CellStyles(
                new CellStyle
                {
                    Name = "Normal",
                    FormatId = 0,
                    BuiltinId = 0,
                }
            )
            {
                Count = 1,
            }
        );

    private static CellFormat Format(uint number, uint font, bool wrap = false) =>
        new()
        {
            NumberFormatId = number,
            FontId = font,
            FillId = 0,
            BorderId = 0,
            FormatId = 0,
            ApplyNumberFormat = number != 0,
            ApplyFont = font != 0,
            ApplyAlignment = wrap ? true : null,
            Alignment = wrap ? new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top } : null,
        };
}
