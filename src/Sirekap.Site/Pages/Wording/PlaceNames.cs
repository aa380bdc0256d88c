using System.Text;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Wording;

/// <summary>
/// Names of places as a reader likes them: the lists of KPU are in capitals (JAWA BARAT), which are hard to read in a table. Abbreviations
/// and Roman numbers keep theirs. Exports, search and citations by code do not depend on it.
/// </summary>
internal static class PlaceNames
{
    private static readonly HashSet<string> Kept = new(
        [
            "DKI",
            "DI",
            "TPS",
            "TPSLN",
            "KSK",
            "POS",
            "PPLN",
            "KBRI",
            "KJRI",
            "KRI",
            "KDEI",
            "UPT",
            "SP",
            "PT",
            "BTN",
            "RT",
            "RW",
            "KM",
            "LN",
            "TSM",
        ],
        StringComparer.Ordinal
    );

    /// <summary>From here on the last two digits of a code of the second tier are those of cities (Permendagri 58/2021).</summary>
    private const int FirstCity = 71;

    /// <summary>Whether a place of the second tier is a city by its code, whatever its name says.</summary>
    public static bool IsCity(Elections.Regions.RegionCode code) =>
        int.Parse(code.ToString().AsSpan(^2), System.Globalization.CultureInfo.InvariantCulture) >= FirstCity;

    /// <summary>
    /// Whether it is a regency or city whose name does not say so: cities of KPU's lists begin with KOTA but for those of Jakarta,
    /// regencies with nothing.
    /// </summary>
    public static bool IsBareRegency(NamedRegion place) =>
        !place.Code.IsOverseas
        && place.Name.Length > 0
        && char.IsLetter(place.Name[0])
        && !place.Name.StartsWith("KOTA ", StringComparison.OrdinalIgnoreCase)
        && !place.Name.StartsWith("KAB", StringComparison.OrdinalIgnoreCase);

    public static string Shown(string name)
    {
        if (name.Any(char.IsLower))
        {
            return name;
        }

        var shown = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length; )
        {
            if (!char.IsLetter(name[at]))
            {
                shown.Append(name[at++]);
                continue;
            }

            var end = at;
            while (end < name.Length && (char.IsLetter(name[end]) || name[end] == '\''))
            {
                end++;
            }

            Append(shown, name[at..end]);
            at = end;
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, string word)
    {
        if (Kept.Contains(word) || !word.AsSpan().ContainsAnyExcept("IVX"))
        {
            shown.Append(word);
            return;
        }

        shown.Append(word[0]).Append(word[1..].ToLowerInvariant());
    }
}
