using DocumentFormat.OpenXml.Spreadsheet;

namespace Sirekap.OpenData.Imports;

/// <summary>Which styles of a workbook's cells show a number as a time.</summary>
internal static class WorkbookTimes
{
    /// <summary>For each style, by its place.</summary>
    public static IReadOnlyList<bool> Of(Stylesheet? styles)
    {
        var own =
            styles
                ?.NumberingFormats?.Elements<NumberingFormat>()
                .Where(format => format.NumberFormatId is not null)
                .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "")
            ?? [];
        return
        [
            .. styles
                ?.CellFormats?.Elements<CellFormat>()
                .Select(format =>
                    format.NumberFormatId?.Value is { } id
                    && (own.TryGetValue(id, out var code) ? ShowsTime(code) : id is (>= 14 and <= 22) or (>= 45 and <= 47))
                )
                ?? [],
        ];
    }

    /// <summary>Whether a format has a part of a date or clock, outside what it says literally or in brackets.</summary>
    private static bool ShowsTime(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            switch (format[i])
            {
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '"' or '[':
                    var end = format.IndexOf(format[i] == '"' ? '"' : ']', i + 1);
                    i = end < 0 ? format.Length : end;
                    break;
                case 'y' or 'Y' or 'd' or 'D' or 'h' or 'H':
                    return true;
            }
        }

        return false;
    }
}
