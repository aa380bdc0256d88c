namespace Sirekap.OpenData.Imports;

/// <summary>What a file of KPU's data servers is, by its path alone: nested as there, with <c>__</c> for the slashes, or bare.</summary>
internal static class KpuPath
{
    /// <summary>A village's code and three digits of its own.</summary>
    private const int StationLength = 13;

    /// <summary>Province 2, regency 2, district 2, village 4.</summary>
    private const int VillageLength = 10;

    /// <summary>
    /// The code of the station whose answer this is, by name; null for totals of regions, other contests, lists and anything else.
    /// </summary>
    /// <param name="path">The path within the folder or zip.</param>
    /// <param name="contest">The contest wanted, e.g. ppwp.</param>
    /// <param name="flaw">What contradicts in the path, or null.</param>
    public static string? StationOf(string path, string contest, out string? flaw)
    {
        flaw = null;
        var parts = path.Replace("__", "/", StringComparison.Ordinal).Split('/', '\\');
        if (!parts[^1].EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var station = parts[^1][..^".json".Length];
        if (station.Length != StationLength || !station.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var kind = Array.LastIndexOf(parts, "hhcw");
        if (kind >= 0 && parts[kind + 1] != contest)
        {
            return null;
        }

        if (
            parts.Length > 1
            && parts[^2].Length == VillageLength
            && parts[^2].All(char.IsAsciiLetterOrDigit)
            && !station.StartsWith(parts[^2], StringComparison.Ordinal)
        )
        {
            flaw = $"station {station} does not lie in village {parts[^2]}, in whose folder it stands";
        }

        return station;
    }
}
