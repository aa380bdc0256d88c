using System.Diagnostics;

namespace Sirekap.Cli.Tests;

/// <summary>What a run of a program came to.</summary>
internal sealed record Ran(string Line, int Exit, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Holds, and has nothing to complain of.</summary>
    public Ran Succeeds()
    {
        Error.ShouldBeEmpty(Line);
        return Exits(0);
    }

    public Ran Exits(int code)
    {
        Exit.ShouldBe(code, $"{Line}\n{Out}{Error}");

        // An exception that nobody expected is a bug, whatever the exit code.
        Error.ShouldNotContain("Unhandled exception", customMessage: Line);
        Error.ShouldNotContain("   at Sirekap", customMessage: Line);
        return this;
    }

    /// <summary>Says all this on standard error.</summary>
    public Ran Says(params string[] parts)
    {
        foreach (var part in parts)
        {
            Error.ShouldContain(part, Case.Sensitive, Line);
        }

        return this;
    }
}

/// <summary>Runs the real program, as a process whose output is a pipe.</summary>
internal static partial class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The program under test; it lies beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "sirekap.dll");

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public static Ran Run(params string[] arguments) => RunIn(Environment.CurrentDirectory, Dotnet, [Program, .. arguments]);

    /// <summary>Runs any program to its end. In a pipe a program shows no progress: no carriage return may come.</summary>
    public static Ran RunIn(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Close();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} does not end");
        }

        var ran = new Ran(string.Join(' ', arguments), process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        ran.Out.ShouldNotContain("\r", customMessage: ran.Line);
        ran.Error.ShouldNotContain("\r", customMessage: ran.Line);
        return ran;
    }

    public static Process Start(string folder, string program, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["DOTNET_NOLOGO"] = "1",
                    ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                    ["DOTNET_TieredPGO"] = "0",

                    // A shell complains of a locale that is named and not installed, as it often is over ssh.
                    ["LC_ALL"] = "C.UTF-8",
                },
            }
        )!;
}
