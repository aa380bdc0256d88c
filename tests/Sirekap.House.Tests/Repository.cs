using System.Diagnostics;

namespace Sirekap.House.Tests;

/// <summary>The repository that these tests are about: above the test program, or where the shell was that started it.</summary>
internal static class Repository
{
    private static readonly Lazy<IReadOnlyList<string>> TrackedFiles = new(ListTracked);

    public static string Root { get; } = Find();

    /// <summary>What git keeps, as paths with slashes from the root; files deleted in the work tree are left out.</summary>
    public static IReadOnlyList<string> Tracked => TrackedFiles.Value;

    public static string At(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(At(path));

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

    private static string[] ListTracked()
    {
        var start = new ProcessStartInfo("git", ["-c", "core.quotePath=false", "ls-files", "-z"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return [.. files.Where(file => File.Exists(At(file)))];
    }
}
