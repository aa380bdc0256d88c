using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Site.Pages.Wording;

/// <summary>
/// Texts of an election that calls its levels by names of its own, as a school does: those with the ending <c>.own</c> stand before the
/// nation's, and where a text speaks of stations it says what the election calls them. Made once for an election; any thread.
/// </summary>
internal static partial class OwnLevels
{
    private const string Ending = ".own";

    /// <summary>After these English puts a vowel before the s of many.</summary>
    private static readonly string[] Hissing = ["x", "s", "ch", "sh"];

    private static readonly ConditionalWeakTable<
        IReadOnlyDictionary<Level, Bilingual>,
        ConcurrentDictionary<(Texts, Language), Texts>
    > OfElections = [];

    /// <summary>Texts of an election that has names for some of its levels.</summary>
    public static Texts In(Texts texts, Language language, IReadOnlyDictionary<Level, Bilingual> levels) =>
        OfElections.GetOrCreateValue(levels).GetOrAdd((texts, language), _ => new Texts(Words(texts.Of(Ending), language, levels)));

    private static Dictionary<string, string> Words(
        IReadOnlyDictionary<string, string> texts,
        Language language,
        IReadOnlyDictionary<Level, Bilingual> levels
    )
    {
        var station = levels.TryGetValue(Level.Station, out var named) ? language.Pick(named) : null;
        var own = texts.ToDictionary(
            text => text.Key,
            text => station is null ? text.Value : OfStations(text.Value, station, language),
            StringComparer.Ordinal
        );
        foreach (var (level, name) in levels)
        {
            var word = language.Pick(name);
            own[$"level.{level}"] = word;
            own[$"table.regions.{level}"] = word + ", {0}. {1}.";
            own[$"below.{level}"] = texts["below.level"].Replace("{0}", Small(word), StringComparison.Ordinal);
            own[$"role.{level}"] = texts["role.level"].Replace("{0}", Small(word), StringComparison.Ordinal);
        }

        return own;
    }

    /// <summary>The text with the election's word for a station, large where a sentence begins.</summary>
    private static string OfStations(string text, string station, Language language) =>
        (language == Language.Indonesian ? Tps() : PollingStation()).Replace(
            text,
            match =>
            {
                var word = match.Groups["more"].Length > 0 ? Plural(station) : station;
                return match.Index == 0 || text[..match.Index].EndsWith(". ", StringComparison.Ordinal) ? word : Small(word);
            }
        );

    /// <summary>A word within a sentence; an abbreviation keeps its letters.</summary>
    private static string Small(string word) => word.Skip(1).Any(char.IsLower) ? char.ToLowerInvariant(word[0]) + word[1..] : word;

    private static string Plural(string word) =>
        Hissing.Any(end => word.EndsWith(end, StringComparison.Ordinal)) ? word + "es" : word + "s";

    [GeneratedRegex(@"\bTPS\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tps();

    [GeneratedRegex(@"\b([Pp]olling )?[Ss]tation(?<more>s?)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PollingStation();
}
