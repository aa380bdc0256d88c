using System.Diagnostics;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// The national night that benchmarks share: 823,236 forms of ppwp, each with its station's enrolment, and 2 % reviews, in a ledger and as
/// a publication. Made once, in a few minutes, below <c>data/bench</c> and <c>publication/bench</c>.
/// </summary>
internal static class NationalNight
{
    public const int Stations = 823_236;

    /// <summary>The repository.</summary>
    public static string Home { get; } = FindHome();

    private static string Data => Path.Combine(Home, "data", "bench");

    /// <summary>The publication's folder.</summary>
    public static string Publication
    {
        get
        {
            var folder = Path.Combine(Home, "publication", "bench");
            if (!File.Exists(Path.Combine(folder, "manifest")))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
                _ = Folder;
                Sirekap("publish", "--data", Data, "--to", folder);
            }

            return folder;
        }
    }

    /// <summary>The data directory.</summary>
    public static string DataFolder
    {
        get
        {
            _ = Folder;
            return Data;
        }
    }

    /// <summary>The election's folder.</summary>
    public static ElectionFolder Folder
    {
        get
        {
            if (ElectionFolder.Find(Data, null, out _) is not { } folder || !File.Exists(Path.Combine(folder.Ledger, "checkpoint")))
            {
                if (Directory.Exists(Data))
                {
                    Directory.Delete(Data, recursive: true);
                }

                Sirekap("simulate", "--data", Data, "--stations", $"{Stations}", "--seed", "1", "--plain");
                folder = ElectionFolder.Find(Data, null, out var error) ?? throw new InvalidOperationException(error);
            }

            return folder;
        }
    }

    private static void Sirekap(params string[] arguments)
    {
        Console.Error.WriteLine($"making the national night: {arguments[0]}");
        using var process = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "sirekap.dll"), .. arguments]);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"sirekap {arguments[0]} ended with {process.ExitCode}");
        }
    }

    private static string FindHome()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sirekap.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("run the benchmarks from within the repository");
    }
}
