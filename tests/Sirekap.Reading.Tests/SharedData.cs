namespace Sirekap.Reading.Tests;

/// <summary>
/// The data pack with blank forms, staged photos and digit boxes, which stands beside the repository and is no part of it.
/// </summary>
internal static class SharedData
{
    private static readonly string? Folder = Find();

    /// <summary>A path in the pack; skips the test where there is no pack.</summary>
    public static string Path(string path)
    {
        Assert.SkipWhen(Folder is null, "needs the data pack: set SIREKAP_SHARED to the folder that has data/, or put it at ../shared");
        return System.IO.Path.Combine(Folder!, path);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SIREKAP_SHARED") is { Length: > 0 } given)
        {
            return HasPack(given);
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (HasPack(System.IO.Path.Combine(at.FullName, "..", "shared")) is { } found)
            {
                return found;
            }
        }

        return HasPack(System.IO.Path.Combine(Environment.CurrentDirectory, "..", "shared"));
    }

    private static string? HasPack(string shared) =>
        Directory.Exists(System.IO.Path.Combine(shared, "data", "forms"))
            ? System.IO.Path.GetFullPath(System.IO.Path.Combine(shared, "data"))
            : null;
}
