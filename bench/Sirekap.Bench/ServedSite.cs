using System.Diagnostics;

namespace Sirekap.Bench;

/// <summary>The program showing an election as a process of its own, on a port of this machine.</summary>
internal sealed class ServedSite : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private ServedSite(Process process, Uri url) => (_process, Url, _client) = (process, url, new HttpClient { BaseAddress = url });

    public Uri Url { get; }

    /// <summary>Where statements are taken: a door of its own, where it was given one.</summary>
    public Uri Intake { get; private init; } = null!;

    /// <summary>Its process, for what it uses.</summary>
    public int Id => _process.Id;

    /// <summary>Seconds that its processors have worked.</summary>
    public double Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static ServedSite Start(params string[] arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "sirekap.dll"), .. arguments, "--urls", "http://127.0.0.1:0"]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith("Open ", StringComparison.Ordinal))
            {
                var url = new Uri(line["Open ".Length..]);
                return new ServedSite(process, url) { Intake = arguments.Contains("--intake-urls") ? new Uri(Last(process)) : url };
            }
        }

        throw new InvalidOperationException($"sirekap {arguments[0]} does not start");
    }

    /// <summary>"Statements are taken at URL".</summary>
    private static string Last(Process process) => process.StandardOutput.ReadLine()!.Split(' ')[^1];

    public byte[] Get(string path) => Timed(path).Bytes;

    /// <summary>Asks for a page. A client that asks for thousands is told to wait, and does, on nobody's time.</summary>
    /// <returns>Its bytes, and how long the answer took.</returns>
    public (byte[] Bytes, TimeSpan Took) Timed(string path)
    {
        while (true)
        {
            var begin = Stopwatch.GetTimestamp();
            using var response = _client.GetAsync(new Uri(path, UriKind.Relative)).GetAwaiter().GetResult();
            if (response.IsSuccessStatusCode)
            {
                var bytes = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
                return (bytes, Stopwatch.GetElapsedTime(begin));
            }

            if (response.StatusCode != System.Net.HttpStatusCode.TooManyRequests)
            {
                throw new InvalidOperationException($"{path}: {(int)response.StatusCode}");
            }

            Thread.Sleep(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
