using System.Diagnostics;
using System.Globalization;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>The largest resident size of a process that opens the national ledger for writing and holds its record. Mark: 600 MB.</summary>
internal static class Memory
{
    private const double Limit = 600;

    public static int Run(string[] args)
    {
        if (args is ["--hold"])
        {
            return Hold();
        }

        _ = NationalNight.Folder;
        using var child = Process.Start(
            new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], "memory", "--hold"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        child.WaitForExit();
        var (peak, after) = (double.Parse(lines[0], CultureInfo.InvariantCulture), double.Parse(lines[1], CultureInfo.InvariantCulture));
        Console.WriteLine($"peak {peak:F0} MB while the ledger is read, {after:F0} MB after, limit {Limit} MB");
        Console.WriteLine(new Figure("memory", peak, "MB", "limit", Limit, peak / Limit, peak <= Limit));
        return 0;
    }

    private static int Hold()
    {
        using var ledger = LedgerReader.Open(NationalNight.Folder);
        Console.WriteLine(Status(Environment.ProcessId, "VmHWM:").ToString(CultureInfo.InvariantCulture));
        GC.Collect();
        Console.WriteLine(Status(Environment.ProcessId, "VmRSS:").ToString(CultureInfo.InvariantCulture));
        GC.KeepAlive(ledger);
        return 0;
    }

    /// <summary>A size of a process in MB, from Linux; 0 when it has ended.</summary>
    public static double Status(int process, string name)
    {
        try
        {
            return SizeIn(File.ReadLines($"/proc/{process}/status"), name);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double SizeIn(IEnumerable<string> status, string name) =>
        status
            .Where(line => line.StartsWith(name, StringComparison.Ordinal))
            .Select(line =>
                double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) / 1000
            )
            .FirstOrDefault();
}
