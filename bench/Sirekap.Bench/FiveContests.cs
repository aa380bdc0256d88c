using System.Diagnostics;
using System.Globalization;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// Five contests of the nation, or of a part of it: largest resident size of a process that opens the ledger and holds the record, and
/// the time and size of rebuilding, publishing and verifying. <c>--stations N</c> (default a tenth of the nation), <c>--keep</c> leaves
/// what was made below <c>data</c> and <c>publication</c> for the next run. Mark: 3.5 GB for the nation, a tenth for a tenth.
/// </summary>
internal static class FiveContests
{
    private const double NationalLimit = 3500;
    private const string Contests = "ppwp,pdpr,pdpd,pdprdp,pdprdk";

    public static int Run(string[] args)
    {
        if (args is ["--hold", var held])
        {
            return Hold(held);
        }

        var stations = args.SkipWhile(arg => arg != "--stations").Skip(1).FirstOrDefault() is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : NationalNight.Stations / 10;
        var data = Path.Combine(NationalNight.Home, "data", $"bench-five-{stations}");
        var publication = Path.Combine(NationalNight.Home, "publication", $"bench-five-{stations}");
        if (ElectionFolder.Find(data, null, out _) is null)
        {
            Say(
                "simulate",
                Sirekap("simulate", "--data", data, "--stations", $"{stations}", "--seed", "1", "--plain", "--contests", Contests)
            );
        }

        var hold = Measured([Environment.GetCommandLineArgs()[0], "five-contests", "--hold", data]);
        Say("rebuild", hold);
        Directory.CreateDirectory(Path.GetDirectoryName(publication)!);
        Say("publish", Sirekap("publish", "--data", data, "--to", publication));
        Say("verify", Sirekap("verify", publication));
        var files = new DirectoryInfo(data).EnumerateFiles("*", SearchOption.AllDirectories);
        Console.WriteLine($"ledger and blobs {files.Sum(file => file.Length) / 1e9:F2} GB");
        if (!args.Contains("--keep"))
        {
            Directory.Delete(data, recursive: true);
            Directory.Delete(publication, recursive: true);
        }

        var limit = NationalLimit * stations / NationalNight.Stations;
        Console.WriteLine(new Figure("five-contests", hold.Peak, "MB", "limit", limit, hold.Peak / limit, hold.Peak <= limit));
        return 0;
    }

    private static int Hold(string data)
    {
        var clock = Stopwatch.StartNew();
        var folder = ElectionFolder.Find(data, null, out var error) ?? throw new InvalidOperationException(error);
        using var ledger = LedgerReader.Open(folder);
        Console.WriteLine($"{ledger.Record.Count:N0} entries in {clock.Elapsed.TotalSeconds:F1} s");
        GC.Collect();
        Console.WriteLine($"after a collection {Memory.Status(Environment.ProcessId, "VmRSS:"):F0} MB");
        return 0;
    }

    private static void Say(string what, (TimeSpan Took, double Peak) cost) =>
        Console.WriteLine($"{what, -10} {cost.Took.TotalSeconds, 8:F1} s {cost.Peak, 8:F0} MB");

    private static (TimeSpan Took, double Peak) Sirekap(params string[] arguments) =>
        Measured([Path.Combine(AppContext.BaseDirectory, "sirekap.dll"), .. arguments]);

    /// <summary>Runs a program and looks at its largest resident size until it ends.</summary>
    private static (TimeSpan Took, double Peak) Measured(IEnumerable<string> arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start("dotnet", arguments);
        var peak = 0.0;
        while (!process.WaitForExit(100))
        {
            peak = Math.Max(peak, Memory.Status(process.Id, "VmHWM:"));
        }

        return process.ExitCode == 0
            ? (clock.Elapsed, peak)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
