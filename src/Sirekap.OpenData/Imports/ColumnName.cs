using System.Text;

namespace Sirekap.OpenData.Imports;

/// <summary>Names of columns as people and programs write them, compared without case, spaces and marks.</summary>
internal static class ColumnName
{
    /// <summary>So many letters may be wrong in a name that is still taken for a typing error.</summary>
    private const int MostWrong = 2;

    /// <summary>White space of any kind and what is not seen: no-break spaces, zero width ones, a byte order mark.</summary>
    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u2060' or '\uFEFF';

    /// <summary>The text without blanks around it.</summary>
    public static string Trim(string text)
    {
        var (first, end) = (0, text.Length);
        while (first < end && IsBlank(text[first]))
        {
            first++;
        }

        while (end > first && IsBlank(text[end - 1]))
        {
            end--;
        }

        return end - first == text.Length ? text : text[first..end];
    }

    /// <summary>In small letters, with one low line for every run of blanks, points, hyphens and low lines.</summary>
    public static string Of(string text)
    {
        var name = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in Trim(text))
        {
            if (IsBlank(c) || c is '.' or '-' or '_' or '/')
            {
                gap = true;
                continue;
            }

            if (gap && name.Length > 0)
            {
                name.Append('_');
            }

            gap = false;
            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    /// <summary>The known name that an unknown one was perhaps meant to be, or null.</summary>
    public static string? Near(string name, IEnumerable<string> known) =>
        known
            .Select(other => (other, Distance: Distance(name, other)))
            .Where(near => near.Distance <= Math.Min(MostWrong, near.other.Length / 3))
            .OrderBy(near => near.Distance)
            .ThenBy(near => near.other, StringComparer.Ordinal)
            .Select(near => near.other)
            .FirstOrDefault();

    /// <summary>Letters to change, add or leave out (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
