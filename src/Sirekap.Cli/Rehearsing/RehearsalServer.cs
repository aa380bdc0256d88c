using System.Diagnostics;

namespace Sirekap.Cli.Rehearsing;

/// <summary>
/// The server of a rehearsal, seen from outside: a process of its own, that is stopped, killed and started again.
/// </summary>
/// <param name="program">By which it is started (<see cref="Commands.RehearseServerCommand"/>).</param>
/// <param name="data">The data directory.</param>
internal sealed class RehearsalServer(IReadOnlyList<string> program, string data) : IAsyncDisposable
{
    private Process? _process;
    private Task<string>? _errors;

    /// <summary>Where it listens; another address after each start.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <exception cref="CommandFailure">It does not start.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var process = Process.Start(
            new ProcessStartInfo(program[0], [.. program.Skip(1), "--data", data])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        (_process, _errors) = (process, process.StandardError.ReadToEndAsync(cancellation));
        Starts++;
        const string Ready = "ready ";
        var line = await process.StandardOutput.ReadLineAsync(cancellation);
        Url = line?.StartsWith(Ready, StringComparison.Ordinal) == true ? new Uri(line[Ready.Length..]) : throw await FailureAsync();
    }

    /// <summary>SIGKILL: it gets no chance to do anything more.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        _process!.Kill();
        await _process.WaitForExitAsync(cancellation);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops it as an operator does.</summary>
    /// <exception cref="CommandFailure">It did not end well.</exception>
    public async Task StopAsync(CancellationToken cancellation)
    {
        _process!.StandardInput.Close();
        await _process.WaitForExitAsync(cancellation);
        if (_process.ExitCode != 0)
        {
            throw await FailureAsync();
        }

        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync(CancellationToken.None);
        }
    }

    private async Task<CommandFailure> FailureAsync()
    {
        await _process!.WaitForExitAsync();
        return new CommandFailure($"the rehearsal's server ended with {_process.ExitCode}: {await _errors!}");
    }
}
