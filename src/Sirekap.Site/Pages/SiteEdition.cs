using System.Collections.Frozen;
using System.Text.Json;
using Sirekap.Site.Pages.Wording;

namespace Sirekap.Site.Pages;

/// <summary>
/// The words, styles and scripts of the pages: compiled in from the folders Texts and Assets, or, while somebody works on them, as they
/// stand in the source tree (<see cref="SourceTree"/>). Immutable: whoever has an edition sees no half of another.
/// </summary>
public sealed class SiteEdition
{
    private static volatile SiteEdition _current = new(0, Compiled());

    private SiteEdition(int number, IReadOnlyDictionary<string, byte[]> files)
    {
        Number = number;
        Texts = Wording.Texts.Read(files);
        Assets = Asset.Read(files);
    }

    /// <summary>What pages are made of now.</summary>
    public static SiteEdition Current => _current;

    /// <summary>0 as compiled in; a page that was made of another edition is old.</summary>
    public int Number { get; }

    /// <summary>By language and kind of election.</summary>
    internal FrozenDictionary<string, LanguageTexts> Texts { get; }

    /// <summary>By name in the folder.</summary>
    internal FrozenDictionary<string, Asset> Assets { get; }

    /// <summary>Takes these files, by their path in the project, instead of those of before.</summary>
    /// <exception cref="JsonException">A file of texts cannot be read; the edition before stays.</exception>
    internal static void Take(IReadOnlyDictionary<string, byte[]> files) => _current = new SiteEdition(_current.Number + 1, files);

    private static Dictionary<string, byte[]> Compiled()
    {
        var assembly = typeof(SiteEdition).Assembly;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files.Add(name, bytes);
        }

        return files;
    }
}
