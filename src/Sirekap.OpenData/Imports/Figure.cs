using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>A figure as a feed writes it: digits alone.</summary>
internal static class Figure
{
    /// <summary>Bytes: enough to find the cell again, too few to fill a log.</summary>
    private const int LongestShown = 40;

    /// <summary>Reads 0 … 999,999.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        long sum = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return text[0] == '-' && text.Length > 1 && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
                    ? $"{Show(text)} is negative"
                    : $"{Show(text)} is no whole number";
            }

            sum = Math.Min((10 * sum) + (c - '0'), Fields.Largest + 1L);
        }

        if (sum > Fields.Largest)
        {
            return $"{Show(text)} is above {Fields.Largest}, which is no form's";
        }

        value = (int)sum;
        return text.IsEmpty ? "no figure" : null;
    }

    /// <summary>Foreign text fit for a message: short, in quotes, nothing in it that a terminal obeys.</summary>
    public static string Show(ReadOnlySpan<byte> text)
    {
        var shown = Encoding.UTF8.GetString(text.Length > LongestShown ? text[..LongestShown] : text);
        return $"\"{Clean(shown)}{(text.Length > LongestShown ? "…" : "")}\"";
    }

    /// <summary>The same without control characters.</summary>
    public static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
