using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>The data pack with KPU's published figures, which stands beside the repository and is no part of it.</summary>
internal static class SharedData
{
    private static readonly string? Folder = Find();

    private static readonly Lazy<RegionsFile> Places = new(() =>
        RegionsFile.Read([File("pemilu2024/wilayah.csv.gz"), File("pemilu2024/wilayah-luar-negeri-tps.csv.gz")], out _)!
    );

    /// <summary>The places of 2024.</summary>
    public static RegionsFile Regions
    {
        get
        {
            Path("");
            return Places.Value;
        }
    }

    /// <summary>A path in the pack; skips the test where there is no pack.</summary>
    public static string Path(string path)
    {
        Assert.SkipWhen(Folder is null, "needs the data pack: set SIREKAP_SHARED to the folder that has data/, or put it at ../shared");
        return System.IO.Path.Combine(Folder!, path);
    }

    public static FeedFile File(string path)
    {
        var file = FeedFile.Load(Path(path), out var error);
        error.ShouldBeNull();
        return file.ShouldNotBeNull();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SIREKAP_SHARED") is { Length: > 0 } given)
        {
            return HasPack(given);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Sirekap.slnx")))
            {
                return HasPack(System.IO.Path.Combine(folder.FullName, "..", "shared"));
            }
        }

        return null;
    }

    /// <summary>The folder itself, or data in it, whichever has the pack.</summary>
    private static string? HasPack(string folder) =>
        new[] { System.IO.Path.Combine(folder, "data"), folder }.FirstOrDefault(candidate =>
            System.IO.File.Exists(System.IO.Path.Combine(candidate, "pemilu2024", "wilayah.csv.gz"))
        );
}
