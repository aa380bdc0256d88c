using System.Diagnostics;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// The station results of 2024, which are no part of this repository: imported into <c>data/bench-2024</c> where they lie beside it.
/// </summary>
internal static class RealResults
{
    /// <summary>The data directory of the copy; null where the results are not to be had.</summary>
    public static string? Data
    {
        get
        {
            var source = Path.Combine(NationalNight.Home, "..", "shared", "data", "pemilu2024");
            var data = Path.Combine(NationalNight.Home, "data", "bench-2024");
            if (ElectionFolder.Find(data, null, out _) is not null)
            {
                return data;
            }

            if (!Directory.Exists(source))
            {
                return null;
            }

            var files = Directory.GetFiles(Path.Combine(source, "ppwp-tps"), "*.csv.gz").Order(StringComparer.Ordinal).ToArray();
            var early = files.Where(file => Path.GetFileName(file).Contains('-', StringComparison.Ordinal)).ToArray();
            Import(data, source, [.. early, "--taken-at", "2024-02-20T00:00:00Z"]);
            Import(data, source, [.. files.Except(early)]);
            return data;
        }
    }

    private static void Import(string data, string source, string[] arguments)
    {
        string[] regions =
        [
            "--regions",
            Path.Combine(source, "wilayah.csv.gz"),
            "--regions",
            Path.Combine(source, "wilayah-luar-negeri-tps.csv.gz"),
        ];
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "sirekap.dll"), "import", "kpu-csv", "--data", data, .. regions, .. arguments]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode is not 0 and not 1)
        {
            throw new InvalidOperationException($"sirekap import ended with {process.ExitCode}");
        }
    }
}
