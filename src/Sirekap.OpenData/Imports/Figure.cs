using System.Globalization;
using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// A figure as programs write it. Whole is whole in every dialect: <c>12</c>, <c>12.0</c>, <c>12,00</c>, <c>'12</c>, <c>="12"</c>. Whatever
/// could be two numbers is none: <c>1.234</c> is a fraction to one program and a thousand to another, and <c>1,2E+03</c> has lost digits.
/// </summary>
internal static class Figure
{
    /// <summary>Characters: enough to find the cell again, too few to fill a log.</summary>
    private const int LongestShown = 40;

    /// <summary>A thousand is written with three zeros behind its mark, so that as many are no decimals for certain.</summary>
    private const int Thousand = 3;

    /// <summary>A decimal keeps 28 digits; a longer number would be rounded before it is looked at.</summary>
    private const int LongestExact = 28;

    private const string Expected = "expected digits alone, such as 1234";

    /// <summary>What programs write for a cell that has nothing: pandas, R, SQL, Excel.</summary>
    private static readonly string[] Nothing = ["NA", "N/A", "#N/A", "NaN", "null", "None", "\\N", "<NA>"];

    /// <summary>Whether a cell says that it has no value, which is not 0.</summary>
    public static bool IsNothing(string cell) => cell.Length == 0 || Nothing.Contains(cell, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads 0 … 999,999 from a cell of a table.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(string cell, out int value)
    {
        value = 0;
        var text = Unwrapped(cell).AsSpan();
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        if (digits == 0)
        {
            return text.Length > 1 && text[0] is '-' or '−' && char.IsAsciiDigit(text[1])
                ? $"{Show(cell)} is negative; {Expected}"
                : $"{Show(cell)} is no whole number; {Expected}";
        }

        if (digits < text.Length && !IsZeroFraction(text[digits..]))
        {
            return IsAmbiguous(text) ? $"{Show(cell)} is a fraction to one program and thousands to another; {Expected}"
                : DigitsAndMarks(text) && !IsFraction(text[digits..]) ? $"{Show(cell)} has marks between its thousands; {Expected}"
                : $"{Show(cell)} is no whole number; {Expected}";
        }

        // A point and three zeros: 12 or 12,000. Nought is nought either way.
        if (text.Length - digits - 1 == Thousand && text[..digits].ContainsAnyExcept('0'))
        {
            return $"{Show(cell)} is a fraction to one program and thousands to another; {Expected}";
        }

        return Bounded(text[..digits], out value) ? null : $"{Show(cell)} is above {Fields.Largest}, which is no form's";
    }

    /// <summary>
    /// Reads 0 … 999,999 from a number of JSON, whose one dialect says what a point and an exponent are: 12.0 and 1e1 are whole.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? ReadJson(ReadOnlySpan<byte> number, out int value)
    {
        value = 0;
        if (number.Length > LongestExact)
        {
            return $"{Show(number)} is no whole number";
        }

        var isNumber = decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact);
        if (!isNumber || exact > Fields.Largest)
        {
            return number.StartsWith("-"u8)
                ? $"{Show(number)} is negative"
                : $"{Show(number)} is above {Fields.Largest}, which is no form's";
        }

        if (exact < 0 || (exact == 0 && number.StartsWith("-"u8)))
        {
            return $"{Show(number)} is negative";
        }

        if (exact != decimal.Truncate(exact) || (exact == 0 && IsMoreThanZero(number)))
        {
            return $"{Show(number)} is no whole number";
        }

        value = (int)exact;
        return null;
    }

    /// <summary>
    /// A code as programs write it: not as a number with decimals, without the marks that keep it a text, its letters large.
    /// </summary>
    public static string Code(string cell)
    {
        var text = Unwrapped(cell);
        var point = text.AsSpan().IndexOfAny('.', ',');
        return (point > 0 && IsZeroFraction(text.AsSpan(point)) ? text[..point] : text).ToUpperInvariant();
    }

    /// <summary>Foreign text fit for a message: short, in quotes, nothing in it that a terminal obeys.</summary>
    public static string Show(string text) =>
        $"\"{Clean(text.Length > LongestShown ? text[..LongestShown] : text)}{(text.Length > LongestShown ? "…" : "")}\"";

    /// <inheritdoc cref="Show(string)"/>
    public static string Show(ReadOnlySpan<byte> text) => Show(Encoding.UTF8.GetString(text));

    /// <summary>The same without control characters and without marks that turn the direction of text.</summary>
    public static string Clean(string text) => text.Any(IsObeyed) ? string.Concat(text.Select(c => IsObeyed(c) ? '\uFFFD' : c)) : text;

    private static bool IsObeyed(char c) => char.IsControl(c) || Elections.Contests.NameRules.IsDirectionMark(c);

    /// <summary>An apostrophe in front, or a formula of one text, are how a spreadsheet is told to let digits alone.</summary>
    private static string Unwrapped(string cell)
    {
        if (cell.StartsWith("=\"", StringComparison.Ordinal) && cell.EndsWith('"') && cell.Length > 3)
        {
            return ColumnName.Trim(cell[2..^1]);
        }

        return cell.StartsWith('\'') ? ColumnName.Trim(cell[1..]) : cell;
    }

    private static bool IsZeroFraction(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] is '.' or ',' && !text[1..].ContainsAnyExcept('0');

    /// <summary>1.234 and 1,234: digits, one point or comma, and three digits.</summary>
    private static bool IsAmbiguous(ReadOnlySpan<char> text) =>
        text.IndexOfAny('.', ',') is > 0 and var at
        && text.Length - at - 1 == Thousand
        && !text[..at].ContainsAnyExceptInRange('0', '9')
        && !text[(at + 1)..].ContainsAnyExceptInRange('0', '9');

    /// <summary>One point or comma and digits behind it.</summary>
    private static bool IsFraction(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] is '.' or ',' && !text[1..].ContainsAnyExceptInRange('0', '9');

    private static bool DigitsAndMarks(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && c is not ('.' or ',' or '\'' or '’') && !ColumnName.IsBlank(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Bounded(ReadOnlySpan<char> digits, out int value)
    {
        long sum = 0;
        foreach (var c in digits)
        {
            sum = Math.Min((10 * sum) + (c - '0'), Fields.Largest + 1L);
        }

        value = sum > Fields.Largest ? 0 : (int)sum;
        return sum <= Fields.Largest;
    }

    /// <summary>1e-40 is so small that it has been rounded to nought.</summary>
    private static bool IsMoreThanZero(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return (exponent < 0 ? number : number[..exponent]).ContainsAnyInRange((byte)'1', (byte)'9');
    }
}
