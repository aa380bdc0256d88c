using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Pages.Wording;

/// <summary>
/// Every word that a page shows, by key, in one language: <c>Texts/id.json</c> and <c>Texts/en.json</c>, and beside them
/// <c>….id.json</c> and <c>….en.json</c> of other rooms. <c>{0}</c> stands for what is put in, <c>{0|vote|votes}</c> for the word that
/// fits its number.
/// </summary>
public sealed class Texts
{
    private readonly FrozenDictionary<string, string> _texts;

    internal Texts(IReadOnlyDictionary<string, string> texts) => _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, string>> All => _texts;

    public static Texts Of(Language language) => SiteEdition.Current.Texts[language.Code].All;

    /// <summary>
    /// The texts for a kind of election: a copy and a simulation must not say what is only true of an election, and have words of their own
    /// where <c>key.copy</c> or <c>key.simulation</c> is given; and before these where <c>key.district</c> is, for figures of whole
    /// electoral districts. A locale's stand before those of the kind.
    /// </summary>
    public static Texts Of(Language language, ElectionKind kind, CountingUnit unit = CountingUnit.Station, Locale locale = Locale.Common) =>
        SiteEdition.Current.Texts[language.Code].OfKinds[(kind, unit, locale)];

    /// <summary>The text, with what belongs at its places.</summary>
    /// <exception cref="KeyNotFoundException">There is none such: a test keeps that from happening.</exception>
    public string this[string key, params ReadOnlySpan<string> values]
    {
        get
        {
            var text = _texts.TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"there is no text {key}");
            return values.Length == 0 ? text : Filled(text, values);
        }
    }

    /// <summary>The texts with what an election calls its levels: a school has no subdistricts.</summary>
    public Texts With(Language language, IReadOnlyDictionary<Level, Bilingual> levels) =>
        levels.Count == 0 ? this : OwnLevels.In(this, language, levels);

    /// <summary>Every text, the words with this ending in the place of those without.</summary>
    internal IReadOnlyDictionary<string, string> Of(string ending) =>
        _texts.ToDictionary(text => text.Key, text => _texts.GetValueOrDefault(text.Key + ending, text.Value), StringComparer.Ordinal);

    private static string Filled(string text, ReadOnlySpan<string> values)
    {
        var filled = new StringBuilder(text.Length + 32);
        var at = 0;
        for (int open; (open = text.IndexOf('{', at)) >= 0; at = text.IndexOf('}', open) + 1)
        {
            var place = text[(open + 1)..text.IndexOf('}', open)].Split('|');
            var value = values[int.Parse(place[0], CultureInfo.InvariantCulture)];
            filled.Append(text, at, open - at).Append(place is [_, var one, var more] ? (value == "1" ? one : more) : value);
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    private Texts For(ElectionKind kind, CountingUnit unit, Locale locale) =>
        With(
                kind switch
                {
                    ElectionKind.Copy => ".copy",
                    ElectionKind.Simulation => ".simulation",
                    _ => null,
                }
            )
            .With(Locales.Ending(locale))
            .With(unit == CountingUnit.District ? ".district" : null);

    /// <summary>Has the words with this ending in the place of those without.</summary>
    private Texts With(string? ending) => ending is null ? this : new Texts(Of(ending));

    /// <summary>Of every language, from the files of the folder Texts.</summary>
    internal static FrozenDictionary<string, LanguageTexts> Read(IReadOnlyDictionary<string, byte[]> files) =>
        Language.All.ToFrozenDictionary(language => language.Code, language => Load(language.Code, files), StringComparer.Ordinal);

    private static Dictionary<string, string> Parse(string path, byte[] file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
        }
        catch (JsonException e)
        {
            throw new JsonException($"{path}: {e.Message}", e);
        }
    }

    private static LanguageTexts Load(string code, IReadOnlyDictionary<string, byte[]> files)
    {
        var all = new Texts(
            files
                .Where(file => file.Key == $"Texts/{code}.json" || file.Key.EndsWith($".{code}.json", StringComparison.Ordinal))
                .SelectMany(file => Parse(file.Key, file.Value))
                .ToDictionary(StringComparer.Ordinal)
        );
        return new LanguageTexts(
            all,
            (
                from kind in Enum.GetValues<ElectionKind>()
                from unit in Enum.GetValues<CountingUnit>()
                from locale in Enum.GetValues<Locale>()
                select (kind, unit, locale)
            ).ToFrozenDictionary(of => of, of => all.For(of.kind, of.unit, of.locale))
        );
    }
}

/// <summary>The words of one language: as they are written, and for each kind of election, what its figures are of, and where.</summary>
internal sealed record LanguageTexts(Texts All, FrozenDictionary<(ElectionKind Kind, CountingUnit Unit, Locale Locale), Texts> OfKinds);
