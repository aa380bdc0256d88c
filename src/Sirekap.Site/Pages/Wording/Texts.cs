using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Pages.Wording;

/// <summary>
/// Every word that a page shows, by key, in one language: <c>Texts/id.json</c> and <c>Texts/en.json</c>, and beside them <c>curang-…</c> of
/// the demo. <c>{0}</c> stands for what is put in.
/// </summary>
public sealed class Texts
{
    private static readonly FrozenDictionary<string, Texts> Loaded = new[] { "id", "en" }.ToFrozenDictionary(
        code => code,
        Load,
        StringComparer.Ordinal
    );
    private static readonly FrozenDictionary<(string Code, ElectionKind Kind), Texts> OfKinds = Loaded
        .SelectMany(language => Enum.GetValues<ElectionKind>().Select(kind => (Key: (language.Key, kind), Texts: language.Value.For(kind))))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Texts);

    private readonly FrozenDictionary<string, string> _texts;

    private Texts(Dictionary<string, string> texts) => _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, string>> All => _texts;

    public static Texts Of(Language language) => Loaded[language.Code];

    /// <summary>
    /// The texts for a kind of election: a copy and a simulation must not say what is only true of an election, and have words of their own
    /// where <c>key.copy</c> or <c>key.simulation</c> is given.
    /// </summary>
    public static Texts Of(Language language, ElectionKind kind) => OfKinds[(language.Code, kind)];

    /// <summary>The text, with what belongs at its places.</summary>
    /// <exception cref="KeyNotFoundException">There is none such: a test keeps that from happening.</exception>
    public string this[string key, params ReadOnlySpan<string> values]
    {
        get
        {
            var text = _texts.TryGetValue(key, out var found) ? found : throw new KeyNotFoundException($"there is no text {key}");
            for (var i = 0; i < values.Length; i++)
            {
                text = text.Replace($"{{{i.ToString(CultureInfo.InvariantCulture)}}}", values[i], StringComparison.Ordinal);
            }

            return text;
        }
    }

    private Texts For(ElectionKind kind)
    {
        var ending = kind switch
        {
            ElectionKind.Copy => ".copy",
            ElectionKind.Simulation => ".simulation",
            _ => null,
        };
        return ending is null
            ? this
            : new Texts(
                _texts.ToDictionary(
                    text => text.Key,
                    text => _texts.GetValueOrDefault(text.Key + ending, text.Value),
                    StringComparer.Ordinal
                )
            );
    }

    private static Texts Load(string code) => new(new[] { code, "curang-" + code }.SelectMany(Read).ToDictionary(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string name)
    {
        using var file =
            typeof(Texts).Assembly.GetManifestResourceStream($"Texts/{name}.json")
            ?? throw new InvalidOperationException($"Texts/{name}.json is not compiled in");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
