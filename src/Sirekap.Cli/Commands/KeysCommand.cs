using System.CommandLine;
using System.Text;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap keys</c>: makes private keys, says the public part of one, and writes the policy by which others trust a log.
/// </summary>
public static class KeysCommand
{
    public static Command Create() =>
        new("keys", "Make keys, show them, write a policy.")
        {
            Make("root", "a root key; keep it offline, it begins elections and enrols provinces", name: false, _ => Officer()),
            Make("officer", "a key for an officer or an import", name: false, _ => Officer()),
            Make("log", "a log's key; its name is the ledger's origin", name: true, Log),
            Make("witness", "a log witness's key", name: true, Witness),
            ReaderKeyCommand.Create(),
            Show(),
            Policy(),
        };

    private static Command Make(string verb, string what, bool name, Func<string?, (string Private, VerifierKey Public)> make)
    {
        var output = new Option<string>("--out") { Description = "the file for the private key, new", Required = true };
        var nameOption = new Option<string?>("--name") { Description = "the key's name, a URL without a scheme", Required = name };
        var command = new Command(verb, $"Make {what}.") { output };
        if (name)
        {
            command.Add(nameOption);
        }

        command.SetAction(parsed =>
        {
            var given = name ? parsed.GetValue(nameOption) : null;
            if (given is not null && !KeyNames.IsValid(given))
            {
                throw new CommandFailure($"\"{given}\" is no key name: no spaces, no plus");
            }

            var path = CommonOptions.Path(parsed, output);
            var (secret, key) = make(given);
            KeyFiles.Write(path, secret);
            Print(key);
            return Exit.Holds;
        });
        return command;
    }

    private static Command Show()
    {
        var file = new Argument<string>("FILE") { Description = "a private key's file" };
        var command = new Command("show", "Say the public part of a key.") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var text = File.Exists(path) ? RegularFile.ReadAllText(path) : throw new CommandFailure($"there is no key file {path}");
            if (text.StartsWith("-----", StringComparison.Ordinal))
            {
                Print(KeyFiles.ReadOfficer(path).Verifier);
            }
            else
            {
                Print(
                    Ed25519Signer.TryParse(text.TrimEnd('\n'), out var log, out _)
                        ? log.Verifier
                        : KeyFiles.ReadWitness(path, TimeProvider.System).Verifier
                );
            }

            return Exit.Holds;
        });
        return command;
    }

    private static Command Policy()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var witness = new Option<string[]>("--witness") { Description = "NAME=VKEY or NAME=VKEY@URL of a log witness; may be given again" };
        var quorum = new Option<int?>("--quorum") { Description = "how many of them must cosign; default all" };
        var command = new Command("policy", "Write the policy file by which others trust this log, to standard output.")
        {
            data,
            election,
            witness,
            quorum,
        };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election));
            using var reader = LedgerReader.Open(folder);
            var text = new StringBuilder($"log {reader.Record.LogKey}\n");
            var witnesses = (parsed.GetValue(witness) ?? []).Select(text => text.Split('=', 2)).ToArray();
            foreach (var parts in witnesses)
            {
                if (parts.Length != 2)
                {
                    throw new CommandFailure("--witness is NAME=VKEY or NAME=VKEY@URL");
                }

                var (vkey, url) = parts[1].IndexOf('@', StringComparison.Ordinal) is >= 0 and var at
                    ? (parts[1][..at], " " + parts[1][(at + 1)..])
                    : (parts[1], "");
                text.Append($"witness {parts[0]} {vkey}{url}\n");
            }

            if (witnesses.Length == 0)
            {
                text.Append("quorum none\n");
            }
            else
            {
                text.Append(
                    $"group witnesses {parsed.GetValue(quorum)?.ToString() ?? "all"} "
                        + $"{string.Join(' ', witnesses.Select(w => w[0]))}\nquorum witnesses\n"
                );
            }

            if (!TlogPolicy.TryParse(Encoding.UTF8.GetBytes(text.ToString()), out _, out var error))
            {
                throw new CommandFailure($"that makes no policy: {error}");
            }

            Console.Out.Write(text);

            return Exit.Holds;
        });
        return command;
    }

    private static (string, VerifierKey) Officer()
    {
        using var key = EcdsaSigner.Generate();
        return (key.ExportPem(), key.Verifier);
    }

    private static (string, VerifierKey) Log(string? name)
    {
        using var key = Ed25519Signer.Generate(name!);
        return (key.Export(), key.Verifier);
    }

    private static (string, VerifierKey) Witness(string? name)
    {
        using var key = CosignatureSigner.Generate(name!, TimeProvider.System);
        return (key.Export(), key.Verifier);
    }

    private static void Print(VerifierKey key)
    {
        Console.Out.WriteLine($"name  {key.Name}");
        Console.Out.WriteLine(key.Type == SignatureType.EcdsaP256 ? $"key   {Convert.ToBase64String(key.PublicKey.Span)}" : $"vkey  {key}");
    }
}
