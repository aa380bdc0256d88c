using System.CommandLine;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap officers invite</c>: enrols the key of a reviewer's browser, which waits at the server, by the digits that the reviewer says.
/// </summary>
public static class OfficersInviteCommand
{
    /// <summary>Hexadecimal digits that a desk shows of its key's name: 80 bits, for which nobody finds another key.</summary>
    private const int CodeDigits = 20;

    public static Command Create()
    {
        var options = new Options();
        var command = new Command("invite", "Enrol the key of a reviewer's browser, by the digits that the reviewer tells you.")
        {
            options.At,
            options.Election,
            options.Key,
            options.Role,
            options.Region,
            options.Code,
            options.Holder,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var role = RootOptions.Word(Words.Roles, parsed.GetValue(options.Role)!, "--role");
        if (!RegionCode.TryParse(parsed.GetValue(options.Region), out var region))
        {
            throw new CommandFailure($"--region {parsed.GetValue(options.Region)} is no code of a region (2, 4, 6 or 10 digits)");
        }

        var code = CodeOf(parsed.GetValue(options.Code)!);
        var holder = HolderOf(parsed.GetValue(options.Holder));
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        using var server = new OfficersServer(CommonOptions.Path(parsed, options.At));
        var waiting =
            server.Waiting(code)
            ?? throw new CommandFailure(
                $"no key waits under {Shown(code)}: the reviewer's page /console must be open, at this very server, and show these digits"
            );
        var name = Found(waiting, code);
        if (parsed.GetValue(options.Election) is { } election && election != waiting.Head.Election)
        {
            throw new CommandFailure($"the server is of election {waiting.Head.Election}, not {election}; nothing was signed");
        }

        if (server.Known(name) is { } known)
        {
            var isSame = known == new KnownKey(Words.Roles.Of(role), region.ToString(), IsRevoked: false, waiting.Head);
            Console.Out.WriteLine($"key {name} is {(known.IsRevoked ? "a revoked" : "enrolled as")} {known.Role} of {known.Scope} already");
            return isSame ? Exit.Holds : Exit.DoesNotHold;
        }

        var enrol = new Enrol(role, region, waiting.Spki, holder);
        var (index, refusal) = server.Say(Signing.Entry(waiting.Head, enrol, signer));
        if (refusal is not null)
        {
            Console.Error.WriteLine($"sirekap: refused: {refusal}");
            return Exit.DoesNotHold;
        }

        Console.Out.WriteLine(
            $"enrolled {Words.Roles.Of(role)} {region} in {waiting.Head.Election} ({waiting.Head.Ledger}): entry {index}, key {name}, "
                + $"holder {holder}"
        );
        return Exit.Holds;
    }

    /// <summary>The name of the key that was found, which must begin with the digits that the reviewer said.</summary>
    /// <exception cref="CommandFailure">The server gave another key, or none.</exception>
    private static KeyName Found(WaitingKey waiting, string code)
    {
        var name = Keys.NameOf(waiting.Spki);
        return EcdsaP256.IsCanonicalKey(waiting.Spki) && name.ToString().StartsWith(code, StringComparison.Ordinal)
            ? name
            : throw new CommandFailure(
                $"the server gave key {name} for {Shown(code)}, which is another's: nothing was signed. Do not use this server; "
                    + "'sirekap enrol --public' takes the key from the reviewer's own hand"
            );
    }

    /// <summary>Digits as they are heard: in groups or not, in any case.</summary>
    private static string CodeOf(string text)
    {
        var code = text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        return code.Length == CodeDigits && code.All(char.IsAsciiHexDigitLower)
            ? code
            : throw new CommandFailure($"--code {text}: expected the {CodeDigits} digits 0-9 and a-f that the reviewer's page shows");
    }

    private static string Shown(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    private static Holder HolderOf(string? text) =>
        text is null ? Holders.New()
        : Holder.TryParse(text, out var holder) ? holder
        : throw new CommandFailure($"--holder {text} is no pseudonym; expected the 32 hexadecimal digits of somebody's earlier key");

    private sealed class Options
    {
        public Option<string> At { get; } =
            new("--at")
            {
                Description = "the server whose /console the reviewer has open, as https://intake.example:8443",
                Required = true,
            };

        public Option<string?> Election { get; } =
            new("--election") { Description = "the election's id, if it is to be no other; default the server's" };

        public Option<string> Key { get; } =
            new("--key")
            {
                Description = "your own private key, which may enrol there: a regency's for a district, a province's for a regency",
                Required = true,
            };

        public Option<string> Role { get; } = new("--role") { Description = "district, regency or province", Required = true };

        public Option<string> Region { get; } = new("--region") { Description = "where: the code of a region", Required = true };

        public Option<string> Code { get; } =
            new("--code")
            {
                Description = "the twenty digits on the reviewer's screen, as the reviewer tells you: in person or on the telephone",
                Required = true,
            };

        public Option<string?> Holder { get; } =
            new("--holder") { Description = "the pseudonym of somebody who had a key already, as after a loss; default somebody new" };
    }
}
