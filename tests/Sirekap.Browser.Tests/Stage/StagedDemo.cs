using System.Diagnostics;
using System.Globalization;

namespace Sirekap.Browser.Tests.Stage;

/// <summary><c>sirekap demo</c> as a process of its own, over a night that has begun.</summary>
internal sealed class StagedDemo : IDisposable
{
    /// <summary>So slow that nothing happens while tests look.</summary>
    private const double Standing = 10_000;

    private readonly Process _process;

    private StagedDemo(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it is shown.</summary>
    public Uri Address { get; }

    /// <summary>A night that stands still where it is.</summary>
    public static Task<StagedDemo> StandStillAsync(string data) =>
        StartAsync(data, HalfNight.Stations, Standing, photos: 0, ["The night is told in"]);

    /// <summary>A night that has been told to its end.</summary>
    public static Task<StagedDemo> TellAsync(string data) => StartAsync(data, HalfNight.Stations, 0, photos: 0, ["The night is told:"]);

    /// <summary>A small night of which a station has photos, told to its end; they are read a moment later.</summary>
    public static Task<StagedDemo> PhotographAsync(string data) =>
        StartAsync(data, 60, 0.1, photos: 1, ["The night is told:", "Photos of 1 stations' forms are in."]);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<StagedDemo> StartAsync(string data, int stations, double minutes, int photos, List<string> awaited)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "sirekap.dll"),
            "demo",
            "--data",
            data,
            "--stations",
            stations.ToString(CultureInfo.InvariantCulture),
            "--seed",
            HalfNight.Seed.ToString(CultureInfo.InvariantCulture),
            "--minutes",
            minutes.ToString(CultureInfo.InvariantCulture),
            "--urls",
            "http://127.0.0.1:0",
            // Photos are read behind the night, and each reading is an entry: what pages say must stand while they are compared.
            "--photos",
            photos.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var address = default(Uri);
        while (awaited.Count > 0 && await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Open ", StringComparison.Ordinal))
            {
                address = new Uri(line["Open ".Length..]);
            }

            awaited.RemoveAll(ready => line.StartsWith(ready, StringComparison.Ordinal));
        }

        process.HasExited.ShouldBeFalse("the demo ended");
        return new StagedDemo(process, address.ShouldNotBeNull());
    }
}
