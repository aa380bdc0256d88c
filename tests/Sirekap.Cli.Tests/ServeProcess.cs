using System.Diagnostics;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap serve</c> as a process of its own, on free ports of this machine.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="data">The data directory.</param>
    /// <param name="doors">Further options that open a door each, at a free port, as <c>--console-urls</c>.</param>
    public ServeProcess(string data, params string[] doors)
    {
        _process = Command.Start(
            Environment.CurrentDirectory,
            Command.Dotnet,
            [
                Command.Program,
                "serve",
                "--data",
                data,
                "--clock-is-right",
                "--urls",
                "http://127.0.0.1:0",
                .. doors.SelectMany(door => new[] { door, "http://127.0.0.1:0" }),
            ]
        );
        for (var line = 0; line <= doors.Length; line++)
        {
            // "Open URL", then "... at URL" for each further door.
            Told.Add(
                _process.StandardOutput.ReadLine()
                    ?? throw new InvalidOperationException($"the server does not start: {_process.StandardError.ReadToEnd()}")
            );
        }
    }

    /// <summary>The lines by which it said where it listens.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Where a line says that it listens.</summary>
    public Uri At(string beginning) => new(Told.Single(line => line.StartsWith(beginning, StringComparison.Ordinal)).Split(' ')[^1]);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
