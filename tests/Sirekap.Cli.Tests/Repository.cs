namespace Sirekap.Cli.Tests;

/// <summary>
/// The repository, above the test program, or where the shell was that started it, and the data pack that may stand beside it.
/// </summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string StudentDefinition { get; } = At("examples/student-election/definition.json");

    public static string StudentRegions { get; } = At("examples/student-election/regions.csv");

    public static string At(string path) => Path.Combine(Root, path);

    /// <summary>A path in the data pack; skips the test where there is none.</summary>
    public static string Shared(string path)
    {
        var given = Environment.GetEnvironmentVariable("SIREKAP_SHARED") is { Length: > 0 } folder ? folder : At("../shared");
        var pack = new[] { Path.Combine(given, "data"), given }.FirstOrDefault(candidate =>
            File.Exists(Path.Combine(candidate, "pemilu2024", "wilayah.csv.gz"))
        );
        Assert.SkipWhen(pack is null, "needs the data pack: set SIREKAP_SHARED to the folder that has data/, or put it at ../shared");
        return Path.Combine(pack!, path);
    }

    private static string Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PWD") ?? "/" })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Sirekap.slnx")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException("neither the test program nor the current directory lies in the repository");
    }
}
