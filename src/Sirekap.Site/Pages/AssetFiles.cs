using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Sirekap.Site.Pages;

/// <summary>A file that pages need, at an address that changes with its bytes and therefore may be kept for ever.</summary>
/// <param name="Path">Its address: <c>/assets/site.1a2b3c4d.css</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record Asset(string Path, string ContentType, ReadOnlyMemory<byte> Bytes)
{
    private const string Folder = "Assets/";

    /// <summary>As it is sent.</summary>
    internal FinishedPage Page { get; } = new(200, ContentType, Bytes, PageRenderer.Tag(Bytes.Span), Fixed: true);

    /// <summary>Those of the folder Assets, by their names in it.</summary>
    internal static FrozenDictionary<string, Asset> Read(IReadOnlyDictionary<string, byte[]> files) =>
        files
            .Where(file => file.Key.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(
                file => file.Key[Folder.Length..],
                file => Of(file.Key[Folder.Length..], file.Value),
                StringComparer.Ordinal
            );

    private static Asset Of(string name, byte[] bytes)
    {
        var dot = name.LastIndexOf('.');
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 4));
        return new Asset($"/assets/{name[..dot]}.{hash}{name[dot..]}", TypeOf(name[dot..]), bytes);
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

/// <summary>The files of the folder Assets, as they are now.</summary>
public static class AssetFiles
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Asset> All => SiteEdition.Current.Assets.Values;

    /// <summary>The address of a file by its name in the folder.</summary>
    public static string Path(string name) => SiteEdition.Current.Assets[name].Path;

    /// <summary>The file at an address; null where there is none.</summary>
    public static Asset? At(string path) => All.FirstOrDefault(asset => asset.Path == path);
}
