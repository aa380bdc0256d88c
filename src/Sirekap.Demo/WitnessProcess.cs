using System.Diagnostics;

namespace Sirekap.Demo;

/// <summary>
/// A log witness as a process of its own: it shares nothing with the log but what it is sent, and ends when this process does, however it
/// ends.
/// </summary>
public sealed class WitnessProcess : IDisposable
{
    /// <summary>A program that starts at all listens within seconds; after half a minute somebody is to be told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private WitnessProcess(Process process, string key, string url) => (_process, Key, Url) = (process, key, url);

    /// <summary>Its verifier key, as policies have it.</summary>
    public string Key { get; }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>Starts <c>sirekap witness</c> and waits until it listens.</summary>
    /// <param name="folder">Its own data.</param>
    /// <param name="policy">The file that names the logs it cosigns.</param>
    /// <exception cref="IOException">It does not start.</exception>
    public static async Task<WitnessProcess> StartAsync(string folder, string policy, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var program = Environment.ProcessPath!;
        start.FileName = program;
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "sirekap.dll"));
        }

        foreach (
            var argument in new[] { "witness", "--data", folder, "--policy", policy, "--urls", "http://127.0.0.1:0", "--while-input-open" }
        )
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new IOException($"{program} does not start");
        try
        {
            // "log witness NAME+ID+KEY listens at URL"
            var line = await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation);
            var words = line?.Split(' ') ?? [];
            if (words is not ["log", "witness", var key, "listens", "at", var url])
            {
                throw new IOException(
                    $"the log witness does not start: {line ?? await process.StandardError.ReadToEndAsync(cancellation)}"
                );
            }

            // A pipe that nobody empties would hold it up one day.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new WitnessProcess(process, key, url);
        }
        catch
        {
            End(process);
            throw;
        }
    }

    public void Dispose() => End(_process);

    private static void End(Process process)
    {
        try
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                process.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        process.Dispose();
    }
}
