using System.CommandLine;
using System.Security.Cryptography;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap disclose</c>: opens a contract, where servers are, which release runs, with its document and what the law lets be kept back.
/// </summary>
public static class DiscloseCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("disclose", "Disclose a contract, hosting, release …, as a signed statement.")
        {
            options.Data,
            options.Election,
            options.Key,
            options.Category,
            options.Scope,
            options.TitleId,
            options.TitleEn,
            options.Fact,
            options.Document,
            options.Withheld,
            options.Replaces,
            options.Clock,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var folder = CommonOptions.Folder(parsed.GetValue(options.Data)!, parsed.GetValue(options.Election));
        using var signer = KeyFiles.ReadOfficer(parsed.GetValue(options.Key) ?? KeyFiles.Root(folder));
        var said = RootOptions.Word(Words.DisclosureCategories, parsed.GetValue(options.Category)!, "--category");
        var about = new DisclosureAbout(
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            new Bilingual(parsed.GetValue(options.TitleId)!, parsed.GetValue(options.TitleEn)!),
            [.. (parsed.GetValue(options.Fact) ?? []).Select(Fact)]
        );
        if (about.Flaw(said) is { } flaw)
        {
            throw new CommandFailure(flaw);
        }

        var exemptions = (parsed.GetValue(options.Withheld) ?? []).Select(Exempt).ToArray();
        if (exemptions.Length > DisclosureKind.MostExemptions)
        {
            throw new CommandFailure(
                $"--withheld is given {exemptions.Length} times; a disclosure has at most {DisclosureKind.MostExemptions}"
            );
        }

        var bytes = parsed.GetValue(options.Document) is { } file ? Document(file) : null;
        using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(options.Clock));
        if (!ImportCommand.Signs(sequencer))
        {
            return Exit.DoesNotHold;
        }

        var blobs = sequencer.Folder.Blobs;
        return Append(
            sequencer,
            signer,
            new Disclose(
                Scope(sequencer.Record, parsed.GetValue(options.Scope), signer),
                said,
                bytes is null ? null : blobs.Add(bytes),
                blobs.Add(about.Encode(said)),
                exemptions,
                parsed.GetValue(options.Replaces) is { } earlier ? CommonOptions.Entry(sequencer.Record, earlier, "--replaces") : null
            )
        );
    }

    private static int Append(Sequencer sequencer, EcdsaSigner signer, Disclose disclose)
    {
        var outcome = sequencer.Append([Signing.Entry(sequencer.Record.Head, disclose, signer)])[0];
        if (outcome.Rejection is { } rejection)
        {
            Console.Error.WriteLine($"sirekap: refused: {rejection}");
            return Exit.DoesNotHold;
        }

        if (!ImportCommand.Signs(sequencer))
        {
            return Exit.DoesNotHold;
        }

        Console.Out.WriteLine(
            $"disclosed by {disclose.Scope}: {Words.DisclosureCategories.Of(disclose.Category)}, entry {outcome.Index}, "
                + $"identity {sequencer.Record.Ids[(int)outcome.Index]}"
        );
        Console.Out.WriteLine(disclose.Document is { } document ? $"document {document.Sha256}, {document.Bytes:N0} bytes" : "no document");
        Console.Out.WriteLine($"ledger of {sequencer.Tree.Size:N0} entries, root {sequencer.Tree.Root()}");
        return Exit.Holds;
    }

    /// <summary>The scope given, else the key's own; a key that nobody enrolled is refused by the record.</summary>
    private static RegionCode Scope(ElectionRecord record, string? text, EcdsaSigner signer)
    {
        if (text is not null)
        {
            return RegionCode.TryParse(text, out var scope) ? scope : throw new CommandFailure($"--scope {text} is no region's code");
        }

        return record.Keys.TryFind(Keys.NameOf(signer.Verifier.PublicKey.Span), out var key) ? key.Scope : RegionCode.Nation;
    }

    private static DisclosureFact Fact(string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length != 2)
        {
            throw new CommandFailure($"--fact {text} is not KEY=INDONESIAN|ENGLISH");
        }

        var texts = parts[1].Split('|', 2);
        return new DisclosureFact(parts[0], new Bilingual(texts[0], texts[^1]));
    }

    private static Exemption Exempt(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2
            ? new Exemption(RootOptions.Word(Words.ExemptionGrounds, parts[0], "--withheld"), RootOptions.Day(parts[1], "--withheld"))
            : throw new CommandFailure($"--withheld {text} is not GROUND=UNTIL, e.g. uu14-2008-17b=2029-12-31");
    }

    private static byte[] Document(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandFailure($"there is no file {path}");
        }

        return new FileInfo(path).Length is > 0 and <= Manifest.LongestFile
            ? RegularFile.ReadAllBytes(path)
            : throw new CommandFailure(
                $"{path} has {new FileInfo(path).Length:N0} bytes; a published file has 1 to {Manifest.LongestFile:N0}"
            );
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Key { get; } =
            new("--key") { Description = "the private key of a root, province or regency; default the root key in the data directory" };

        public Option<string> Category { get; } =
            new("--category") { Description = string.Join(", ", Words.DisclosureCategories.Select(c => c.Word)), Required = true };

        public Option<string?> Scope { get; } =
            new("--scope") { Description = "whose disclosure it is: 0, a province or a regency; default the key's own" };

        public Option<string> TitleId { get; } = new("--title-id") { Description = "title in Indonesian", Required = true };

        public Option<string> TitleEn { get; } = new("--title-en") { Description = "title in English", Required = true };

        public Option<string[]> Fact { get; } =
            new("--fact") { Description = "KEY=INDONESIAN|ENGLISH, or KEY=TEXT for both; may be given again" };

        public Option<string?> Document { get; } = new("--document") { Description = "the document's file; it is published" };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();

        public Option<string[]> Withheld { get; } =
            new("--withheld") { Description = "GROUND=UNTIL of a passage left out, e.g. uu14-2008-17b=2029-12-31; may be given again" };

        public Option<string?> Replaces { get; } =
            new("--replaces") { Description = "the earlier disclosure that this takes the place of: its entry's number or identity" };
    }
}
