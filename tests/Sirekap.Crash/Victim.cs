using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sirekap.Crash;

/// <summary>A process to be killed, with what it has said so far.</summary>
internal sealed class Victim : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task<string> _errors;
    private readonly Task _reading;

    private Victim(Action<string>? heard, string program, params IEnumerable<string> arguments)
    {
        // "dotnet exec" of the very assembly: no wrapper in between that would take the signal.
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["exec", program, .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start");
        _errors = _process.StandardError.ReadToEndAsync();
        _reading = Task.Run(() => Read(heard));
    }

    /// <summary>What it said, whole lines only.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public bool HasExited => _process.HasExited;

    /// <param name="scene">Where it writes.</param>
    /// <param name="life">Seeds what it does when.</param>
    /// <param name="heard">Called for each line as it comes, from another thread.</param>
    public static Victim Child(Scene scene, int life, Action<string>? heard = null) =>
        new(heard, typeof(Child).Assembly.Location, "child", scene.Root, $"{life}");

    /// <summary>The command line itself.</summary>
    public static Victim Sirekap(params string[] arguments) => new(null, typeof(Cli.KeyFiles).Assembly.Location, arguments);

    /// <summary>SIGKILL: it gets no chance to do anything more.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was gone already.
        }
    }

    /// <summary>Whether processes started here ignore SIGINT, as they do below a shell that runs its commands in the background.</summary>
    public static bool IgnoresInterrupts =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status")
            .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            .Any(line => (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 2) != 0);

    /// <summary>Asks it to stop.</summary>
    public void Signal(PosixSignal signal) => Send(signal == PosixSignal.SIGINT ? "-INT" : "-TERM");

    /// <summary>Holds it where it is, with all that it has open, so that it cannot be done before somebody else has looked.</summary>
    public void Freeze() => Send("-STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Send("-CONT");

    private void Send(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Its exit code and what it wrote to standard error.</summary>
    public (int Code, string Errors) Wait()
    {
        _process.WaitForExit();
        _reading.Wait();
        return (_process.ExitCode, _errors.Result);
    }

    public void Dispose()
    {
        Kill();
        Wait();
        _process.Dispose();
    }

    private void Read(Action<string>? heard)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.EndsWith(" .", StringComparison.Ordinal))
            {
                lock (_lines)
                {
                    _lines.Add(line[..^2]);
                }

                heard?.Invoke(line[..^2]);
            }
        }
    }
}
