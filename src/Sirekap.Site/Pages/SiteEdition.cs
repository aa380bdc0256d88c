using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Sirekap.Site.Pages.Wording;

namespace Sirekap.Site.Pages;

/// <summary>
/// The words, styles and scripts of the pages: compiled in from the folders Texts and Assets, or, while somebody works on them, as they
/// stand in the source tree (<see cref="SourceTree"/>). Immutable: whoever has an edition sees no half of another.
/// </summary>
public sealed class SiteEdition
{
    private static readonly Lock Changing = new();
    private static readonly HashSet<Assembly> Rooms = [typeof(SiteEdition).Assembly];
    private static volatile SiteEdition _current = new(0, Compiled(typeof(SiteEdition).Assembly));

    private readonly IReadOnlyDictionary<string, byte[]> _files;

    private SiteEdition(int number, IReadOnlyDictionary<string, byte[]> files)
    {
        (Number, _files) = (number, files);
        Texts = Wording.Texts.Read(files);
        Assets = Asset.Read(files);
    }

    /// <summary>What pages are made of now.</summary>
    public static SiteEdition Current => _current;

    /// <summary>It grows whenever files are taken in; a page that was made of another edition is old.</summary>
    public int Number { get; }

    /// <summary>By language and kind of election.</summary>
    internal FrozenDictionary<string, LanguageTexts> Texts { get; }

    /// <summary>By name in the folder.</summary>
    internal FrozenDictionary<string, Asset> Assets { get; }

    /// <summary>Takes the words and styles of another room's pages in, once: those compiled into its folders Texts and Assets.</summary>
    public static void Add(Assembly room)
    {
        lock (Changing)
        {
            if (!Rooms.Contains(room))
            {
                _current = new SiteEdition(_current.Number + 1, With(Compiled(room)));
                Rooms.Add(room);
            }
        }
    }

    /// <summary>Takes these files, by their path in their project, instead of those of the same path before.</summary>
    /// <exception cref="JsonException">A file of texts cannot be read; the edition before stays.</exception>
    internal static void Take(IReadOnlyDictionary<string, byte[]> files)
    {
        lock (Changing)
        {
            _current = new SiteEdition(_current.Number + 1, With(files));
        }
    }

    private static Dictionary<string, byte[]> With(IReadOnlyDictionary<string, byte[]> files)
    {
        var all = _current._files.ToDictionary(StringComparer.Ordinal);
        foreach (var (path, bytes) in files)
        {
            all[path] = bytes;
        }

        return all;
    }

    private static Dictionary<string, byte[]> Compiled(Assembly room)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in room.GetManifestResourceNames().Where(SourceTree.Has))
        {
            using var stream = room.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files.Add(name, bytes);
        }

        return files;
    }
}
