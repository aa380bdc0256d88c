using System.CommandLine;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Witnessing;
using Sirekap.Site;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap witness</c>: runs a log witness, which cosigns a checkpoint only after it has checked that it continues the last one.
/// </summary>
public static class WitnessCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var policy = new Option<FileInfo>("--policy")
        {
            Description = "its log lines name the logs that are cosigned (C2SP tlog-policy)",
            Required = true,
        };
        var urls = new Option<string>("--urls") { Description = "where to listen", DefaultValueFactory = _ => "http://127.0.0.1:8090" };
        var name = new Option<string>("--name")
        {
            Description = "the witness's name, when its key is made now",
            DefaultValueFactory = _ => "localhost/witness",
        };
        var whileOpen = new Option<bool>("--while-input-open")
        {
            Description = "end when standard input ends, as it does with the process that holds it",
        };
        var command = new Command("witness", "Run a log witness.") { data, policy, urls, name, whileOpen };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                if (parsed.GetValue(whileOpen))
                {
                    _ = Task.Run(() => EndWithInput(ended), CancellationToken.None);
                }

                return await RunAsync(
                    parsed.GetValue(data)!,
                    parsed.GetValue(policy)!,
                    parsed.GetValue(urls)!,
                    parsed.GetValue(name)!,
                    ended.Token
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(string data, FileInfo policy, string urls, string name, CancellationToken ended)
    {
        if (!TlogPolicy.TryParse(RegularFile.ReadAllBytes(policy.FullName), out var logs, out var error))
        {
            throw new CommandFailure($"{policy}: {error}");
        }

        var keyFile = Path.Combine(data, "witness.key");
        if (!File.Exists(keyFile))
        {
            using var made = CosignatureSigner.Generate(name, TimeProvider.System);
            KeyFiles.Write(keyFile, made.Export());
        }

        using var key = KeyFiles.ReadWitness(keyFile, TimeProvider.System);
        using var witness = Witness.Open(new DiskFileSystem(), Path.Combine(data, "logs"), logs, key);
        try
        {
            await WitnessHost.RunAsync(witness, urls, at => Console.Out.WriteLine($"log witness {key.Verifier} listens at {at}"), ended);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new CommandFailure($"--urls {urls}: {e.Message}");
        }

        return Exit.Holds;
    }

    private static void EndWithInput(CancellationTokenSource ended)
    {
        while (Console.In.Read() >= 0) { }

        ended.Cancel();
    }
}
