using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Sirekap.Site.Pages;

/// <summary>A file that pages need, at an address that changes with its bytes and therefore may be kept for ever.</summary>
/// <param name="Path">Its address: <c>/assets/site.1a2b3c4d.css</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record Asset(string Path, string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>The files compiled in from the folder Assets.</summary>
public static class AssetFiles
{
    private const string Folder = "Assets/";

    private static readonly FrozenDictionary<string, Asset> ByName = Load().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, Asset> ByPath = ByName.Values.ToFrozenDictionary(
        asset => asset.Path,
        StringComparer.Ordinal
    );

    /// <summary>All of them.</summary>
    public static IEnumerable<Asset> All => ByName.Values;

    /// <summary>The address of a file by its name in the folder.</summary>
    public static string Path(string name) => ByName[name].Path;

    public static Asset? At(string path) => ByPath.GetValueOrDefault(path);

    private static IEnumerable<KeyValuePair<string, Asset>> Load()
    {
        var assembly = typeof(AssetFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var name = resource[Folder.Length..];
            var dot = name.LastIndexOf('.');
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 4));
            yield return new(name, new Asset($"/assets/{name[..dot]}.{hash}{name[dot..]}", TypeOf(name[dot..]), bytes));
        }
    }

    private static string TypeOf(string extension) =>
        extension switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
}
