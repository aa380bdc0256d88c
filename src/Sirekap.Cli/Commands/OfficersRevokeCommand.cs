using System.CommandLine;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap officers revoke</c>: ends a key, or every key of a person, from now on.</summary>
public static class OfficersRevokeCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("revoke", "End a key, or all keys of a person; what was said by them stays.")
        {
            options.Who,
            options.Data,
            options.Election,
            options.Key,
            options.Reason,
            options.At,
            options.Clock,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var reason = RootOptions.Word(Words.RevocationReasons, parsed.GetValue(options.Reason)!, "--reason");
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key)!);
        var at = parsed.GetValue(options.At);
        if (parsed.GetValue(options.Data) is null)
        {
            using var server = new OfficersServer(at ?? throw new CommandFailure("expected --data DIR, or --at URL with a key's name"));
            return There(server, parsed.GetValue(options.Who)!, parsed.GetValue(options.Election), reason, signer);
        }

        var folder = CommonOptions.Folder(CommonOptions.Path(parsed, options.Data!), parsed.GetValue(options.Election));
        if (at is not null)
        {
            using var server = new OfficersServer(at);
            using var ledger = LedgerReader.Open(folder);
            return Over(ledger.Record, parsed.GetValue(options.Who)!, reason, signer, note => Told(server.Say(note)));
        }

        using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(options.Clock));
        var exit = Over(
            sequencer.Record,
            parsed.GetValue(options.Who)!,
            reason,
            signer,
            note => LedgerByHand.Append(sequencer, [note]) is [{ Rejection: null } outcome] ? outcome.Index : null
        );
        LedgerByHand.TellSize(sequencer);
        return exit;
    }

    /// <summary>Ends what was named; nothing where one of several keys is refused.</summary>
    private static int Over(ElectionRecord record, string who, RevocationReason reason, EcdsaSigner signer, Func<byte[], long?> say)
    {
        var keys = Named(record, who);
        byte[][] notes = [.. keys.Select(key => Signing.Entry(record.Head, new Revoke(key.Name, reason), signer))];
        Rejection[] refused = [.. notes.Select(note => LedgerByHand.MayNot(record, note)).OfType<Rejection>()];
        Array.ForEach(refused, LedgerByHand.Refuse);
        if (refused.Length > 0)
        {
            return Exit.DoesNotHold;
        }

        var did = OfficerActs.Of(record);
        foreach (var (key, note) in keys.Zip(notes))
        {
            if (say(note) is not { } index)
            {
                return Exit.DoesNotHold;
            }

            Console.Out.WriteLine(
                $"revoked {Words.Roles.Of(key.Role)} {key.Scope}, key {key.Name}: entry {index}. What it said before stays"
            );
            if (did.GetValueOrDefault(key.Ordinal)?.Unopened is > 0 and var sealedYet)
            {
                Console.Out.WriteLine(
                    $"it has sealed {sealedYet:N0} papers and not opened them: it opens none any more. Another key of holder {key.Holder} "
                        + "opens what was kept beside it (invite --holder); else the seals stay shut, and others read these papers"
                );
            }
        }

        return Exit.Holds;
    }

    /// <summary>Ends one key by what its server says of it: the record judges, and it is said for which election it was signed.</summary>
    private static int There(OfficersServer server, string who, string? election, RevocationReason reason, EcdsaSigner signer)
    {
        var key =
            KeyName.TryParse(who, out var name) && server.Known(name) is { } known
                ? known
                : throw new CommandFailure(
                    $"{who}: the server knows no key of this name; all keys of a holder are found in --data DIR alone"
                );
        var problem =
            key.IsRevoked ? $"key {name} was revoked already"
            : election is not null && election != key.Head.Election ? $"the server is of election {key.Head.Election}, not {election}"
            : null;
        if (problem is not null)
        {
            throw new CommandFailure($"{problem}; nothing was signed");
        }

        if (Told(server.Say(Signing.Entry(key.Head, new Revoke(name, reason), signer))) is not { } index)
        {
            return Exit.DoesNotHold;
        }

        Console.Out.WriteLine(
            $"revoked {key.Role} {key.Scope}, key {name}, in {key.Head.Election} ({key.Head.Ledger}): entry {index}. "
                + "What it said before stays"
        );
        return Exit.Holds;
    }

    /// <summary>The key of a name, or the standing keys of a person.</summary>
    private static Key[] Named(ElectionRecord record, string who)
    {
        if (KeyName.TryParse(who, out var name) && record.Keys.TryFind(name, out var key))
        {
            return key.IsRevoked ? throw new CommandFailure($"key {name} was revoked by entry {key.Revoked} already") : [key];
        }

        Key[] keys = Holder.TryParse(who, out var holder)
            ?
            [
                .. Enumerable
                    .Range(0, record.Keys.Count)
                    .Select(ordinal => record.Keys[ordinal])
                    .Where(its => its.Holder == holder && !its.IsRevoked),
            ]
            : [];
        return keys.Length > 0
            ? keys
            : throw new CommandFailure($"{who}: no key of this name and no holder with a standing key; 'sirekap officers list' shows both");
    }

    private static long? Told((long? Index, string? Refusal) answer)
    {
        if (answer.Refusal is not null)
        {
            Console.Error.WriteLine($"sirekap: refused: {answer.Refusal}");
        }

        return answer.Index;
    }

    private sealed class Options
    {
        public Argument<string> Who { get; } = new("WHO") { Description = "a key's name, or a holder: all keys of that person" };

        public Option<string?> Data { get; } =
            new("--data")
            {
                Description = "the data directory; not needed for a key's name with --at, which then says less of what it did",
            };

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string> Key { get; } =
            new("--key") { Description = "a private key that may: the key's own, one above it, or a root", Required = true };

        public Option<string> Reason { get; } =
            new("--reason")
            {
                Description = $"why: {string.Join(", ", Words.RevocationReasons.Select(word => word.Word))}",
                Required = true,
            };

        public Option<string?> At { get; } =
            new("--at")
            {
                Description = "the server that has this ledger open: it is handed in there, and the data directory, if named, only read",
            };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();
    }
}
