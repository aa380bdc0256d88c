using System.CommandLine;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap keys reader</c>: a key by which this server says what it read on photos, enrolled by a root for the nation or by a province
/// for itself.
/// </summary>
public static class ReaderKeyCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var by = new Option<string?>("--by")
        {
            Description = "the enrolling key's file, a root's or a province's; default the election's root key",
        };
        var clock = LedgerByHand.ClockIsRight();
        var command = new Command("reader", "Make the key that reads photos of forms, and enrol it; 'sirekap serve' uses it.")
        {
            data,
            election,
            by,
            clock,
        };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election));
            using var enroller = KeyFiles.ReadOfficer(parsed.GetValue(by) ?? KeyFiles.Root(folder));
            using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(clock));
            if (!ImportCommand.Signs(sequencer))
            {
                return Exit.DoesNotHold;
            }

            using var reader = OfFolder(folder);
            if (
                !IsEnrolled(sequencer.Record, reader)
                && sequencer.Append([Entry(sequencer.Record, reader, enroller)])[0].Rejection is { } rejection
            )
            {
                Console.Error.WriteLine($"sirekap: refused: {rejection}");
                return Exit.DoesNotHold;
            }

            if (!ImportCommand.Signs(sequencer))
            {
                return Exit.DoesNotHold;
            }

            Console.Out.WriteLine($"name  {reader.Verifier.Name}");
            Console.Out.WriteLine($"reads {ScopeOf(sequencer.Record, enroller)}, key file {KeyFiles.Reader(folder)}");
            return Exit.Holds;
        });
        return command;
    }

    /// <summary>The election's reader key, made when there is none yet.</summary>
    public static EcdsaSigner OfFolder(ElectionFolder folder)
    {
        var path = KeyFiles.Reader(folder);
        if (!File.Exists(path))
        {
            using var made = EcdsaSigner.Generate();
            KeyFiles.Write(path, made.ExportPem());
        }

        return KeyFiles.ReadOfficer(path);
    }

    /// <summary>Whether it may read already: an enrolment said again has another holder's pseudonym, and would be another one.</summary>
    public static bool IsEnrolled(ElectionRecord record, EcdsaSigner reader) =>
        record.Keys.TryFind(Keys.NameOf(reader.Verifier.PublicKey.Span), out var key) && key is { IsRevoked: false, Role: Role.Reader };

    /// <summary>The enrolment of a reader for its enroller's own scope.</summary>
    public static byte[] Entry(ElectionRecord record, EcdsaSigner reader, EcdsaSigner enroller) =>
        Signing.Entry(
            record.Head,
            new Enrol(Role.Reader, ScopeOf(record, enroller), reader.Verifier.PublicKey.ToArray(), Holders.New()),
            enroller
        );

    private static RegionCode ScopeOf(ElectionRecord record, EcdsaSigner enroller) =>
        record.Keys.TryFind(Keys.NameOf(enroller.Verifier.PublicKey.Span), out var key) ? key.Scope : RegionCode.Nation;
}
