using System.Buffers.Binary;
using System.Diagnostics;
using Sirekap.Reading;

namespace Sirekap.Node.Readers;

/// <summary>
/// A <see cref="ReadingChild"/> seen from the process that asks it. It is started when it is first asked, again when it has ended, and
/// ended when it takes too long. One caller at a time.
/// </summary>
/// <param name="command">The program and its arguments.</param>
public sealed class ReadingProcess(IReadOnlyList<string> command) : IDisposable
{
    /// <summary>A form of twenty pages takes some ten seconds; what takes longer than this is meant to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Forms that one process reads: a new one costs a second, and what leaks in one ends with it.</summary>
    private const int MostForms = 200;

    /// <summary>What a runtime needs to start; nothing else of this process's environment is a reader's business.</summary>
    private static readonly string[] Passed = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "LD_LIBRARY_PATH", "SystemRoot"];

    private Process? _process;
    private int _forms;

    /// <summary>The process's id, while there is one.</summary>
    public int? Id => _process?.Id;

    /// <summary>Has a form's photos read.</summary>
    /// <exception cref="IOException">The process ended, took too long, or answered with no reading.</exception>
    public FormReading Read(ReadingRequest request)
    {
        if (_forms++ >= MostForms)
        {
            End();
        }

        var process = _process ??= Start();
        using var patience = new Timer(_ => Kill(process), state: null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            var asked = process.StandardInput.BaseStream;
            request.Write(asked);
            asked.Flush();
            return Answer(process.StandardOutput.BaseStream);
        }
        catch (Exception e) when (e is IOException or EndOfStreamException or InvalidDataException)
        {
            Kill(process);
            process.WaitForExit();
            var code = process.ExitCode;
            End();
            throw new IOException($"the process that reads photos ended with {code}: {e.Message}", e);
        }
    }

    public void Dispose() => End();

    private static FormReading Answer(Stream answers)
    {
        Span<byte> head = stackalloc byte[sizeof(int)];
        answers.ReadExactly(head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > ReadingJson.MostBytes)
        {
            throw new InvalidDataException($"a reading of {length} bytes");
        }

        var json = new byte[length];
        answers.ReadExactly(json);
        return ReadingJson.Read(json, out var problem) ?? throw new InvalidDataException($"no reading: {problem}");
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Except(Passed, StringComparer.Ordinal).ToArray())
        {
            start.Environment.Remove(name);
        }

        _forms = 0;
        return Process.Start(start) ?? throw new IOException($"{command[0]} does not start");
    }

    private void End()
    {
        if (_process is { } process)
        {
            _process = null;
            _forms = 0;
            Kill(process);
            process.Dispose();
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}
