using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sirekap.Site.Pages;

namespace Sirekap.Officers;

/// <summary>
/// The capture app as a phone is given it: its page, style, modules and words, compiled in from the folders App and Texts, each at its path
/// below <see cref="CaptureRoom.Path"/>. Immutable; any thread.
/// </summary>
internal sealed class CaptureFiles
{
    private const string App = "App/";
    private const string Texts = "Texts/";

    /// <summary>Words of the app; those of letters are nothing for a phone.</summary>
    private static readonly string[] Languages = [Texts + "id.json", Texts + "en.json", Texts + "desk.id.json", Texts + "desk.en.json"];

    /// <summary>What the reviewers' desk has beside the app: nothing for a phone to keep.</summary>
    private static readonly string[] Desk = ["desk/", "texts/desk."];

    private const string Page = "index.html";

    /// <summary>The service worker, before which the list of what it keeps is put.</summary>
    private const string Worker = "worker.js";

    private readonly FrozenDictionary<string, FinishedPage> _files;

    private CaptureFiles(IReadOnlyDictionary<string, byte[]> files)
    {
        var kept = files.Keys.Where(name => name is not (Page or Worker) && !IsOfDesk(name)).Order(StringComparer.Ordinal).ToArray();
        Version = VersionOf(files);
        var list = JsonSerializer.Serialize(
            new { version = Version, files = kept.Select(name => $"{CaptureRoom.Path}/{name}").Prepend(CaptureRoom.Path) }
        );
        var worker = (byte[])[.. Encoding.UTF8.GetBytes($"self.KEPT = {list};\n"), .. files[Worker]];
        _files = files
            .Select(file => (file.Key, Bytes: file.Key == Worker ? worker : file.Value))
            .ToFrozenDictionary(
                file => file.Key == Page ? "" : file.Key,
                file => new FinishedPage(200, TypeOf(Path.GetExtension(file.Key)), file.Bytes, PageRenderer.Tag(file.Bytes), Fixed: false),
                StringComparer.Ordinal
            );
    }

    /// <summary>Those that are compiled in.</summary>
    public static CaptureFiles Compiled { get; } = new(Read());

    /// <summary>By path below <see cref="CaptureRoom.Path"/>; the page itself is the empty one.</summary>
    public IReadOnlyDictionary<string, FinishedPage> All => _files;

    /// <summary>Of all bytes: a phone takes the app anew when one of them has changed.</summary>
    public string Version { get; }

    /// <summary>Whether a file is the reviewers' desk's alone.</summary>
    public static bool IsOfDesk(string name) => Array.Exists(Desk, its => name.StartsWith(its, StringComparison.Ordinal));

    /// <summary>The file at a path; null where there is none.</summary>
    public FinishedPage? At(string path) => _files.GetValueOrDefault(path);

    private static string VersionOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(bytes));
        }

        // Told apart are the few editions that one phone has seen.
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static Dictionary<string, byte[]> Read()
    {
        var assembly = typeof(CaptureFiles).Assembly;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var name =
                resource.StartsWith(App, StringComparison.Ordinal) ? resource[App.Length..].Replace('\\', '/')
                : Languages.Contains(resource) ? $"texts/{resource[Texts.Length..]}"
                : null;
            if (name is not null)
            {
                using var stream = assembly.GetManifestResourceStream(resource)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                files.Add(name, bytes);
            }
        }

        return files;
    }

    // What is packed on its way is told by its type: text.
    private static string TypeOf(string extension) =>
        extension switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "text/json; charset=utf-8",
            ".webmanifest" => "application/manifest+json",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
}
