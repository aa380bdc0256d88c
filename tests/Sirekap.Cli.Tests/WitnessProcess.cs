using System.Diagnostics;

namespace Sirekap.Cli.Tests;

/// <summary>A log witness as a process of its own, on a free port of this machine.</summary>
internal sealed class WitnessProcess : IDisposable
{
    private readonly Process _process;

    public WitnessProcess(string data, string policy, string name = "witness.example")
    {
        _process = Command.Start(
            Environment.CurrentDirectory,
            Command.Dotnet,
            Command.Program,
            "witness",
            "--data",
            data,
            "--policy",
            policy,
            "--urls",
            "http://127.0.0.1:0",
            "--name",
            name
        );
        var line = _process.StandardOutput.ReadLine();
        if (line is null)
        {
            throw new InvalidOperationException($"the witness does not start: {_process.StandardError.ReadToEnd()}");
        }

        // log witness NAME+HASH+KEY listens at http://127.0.0.1:PORT
        var words = line.Split(' ');
        (words[0], words[1], words[3], words[4]).ShouldBe(("log", "witness", "listens", "at"), line);
        (Key, Url) = (words[2], words[5]);
    }

    /// <summary>Its vkey.</summary>
    public string Key { get; }

    public string Url { get; }

    /// <summary>Asks it to stop, as a service manager would; its exit code.</summary>
    public int Terminate()
    {
        Command
            .RunIn(Environment.CurrentDirectory, "kill", "-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Succeeds();
        _process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
