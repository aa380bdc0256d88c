using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Record;

namespace Sirekap.Verification;

/// <summary>The command <c>verify</c>, the same in <c>sirekap</c> and in the program that ships alone.</summary>
public static class VerifyCommand
{
    /// <summary>Holds.</summary>
    private const int Holds = 0;

    /// <summary>Does not hold.</summary>
    private const int DoesNotHold = 1;

    /// <summary>Cannot be reached or read.</summary>
    private const int Unreadable = 2;

    /// <summary>Makes the command, or fills a root command with the same arguments.</summary>
    public static T Fill<T>(T command)
        where T : Command
    {
        var where = new Argument<string>("FOLDER|URL") { Description = "the publication" };
        var policy = new Option<FileInfo?>("--policy") { Description = "trusted log keys and log witnesses (C2SP tlog-policy)" };
        var root = new Option<string?>("--root") { Description = "the trusted root key: its 32 hexadecimal digits, or its SPKI in base64" };
        var seen = new Option<FileInfo?>("--seen") { Description = "a checkpoint kept from before, which this publication must continue" };
        var fast = new Option<bool>("--no-signatures") { Description = "leave out statements' signatures: tree, roles and sums only" };
        var election = new Option<string?>("--election")
        {
            Description = "the id of the election that it must be of; default whichever it is",
        };
        var photos = new Option<bool>("--photos")
        {
            Description = "over HTTP: ask for every photo, too; those in a folder are always read",
        };
        var json = new Option<bool>("--json") { Description = "answer in JSON" };
        command.Add(where);
        foreach (var option in new Option[] { policy, root, seen, fast, election, photos, json })
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
            Run(
                parsed.GetValue(where)!,
                parsed.GetValue(policy),
                parsed.GetValue(root),
                parsed.GetValue(seen),
                !parsed.GetValue(fast),
                parsed.GetValue(election),
                parsed.GetValue(photos),
                parsed.GetValue(json),
                parsed.InvocationConfiguration
            )
        );
        return command;
    }

    private static int Run(
        string where,
        FileInfo? policyFile,
        string? root,
        FileInfo? seenFile,
        bool signatures,
        string? election,
        bool photos,
        bool json,
        InvocationConfiguration console
    )
    {
        try
        {
            if (string.IsNullOrWhiteSpace(where))
            {
                return Fail(console, "FOLDER|URL is empty");
            }

            var options = new VerificationOptions(Signatures: signatures, Root: root?.Trim(), Election: election, Photos: photos);
            if (Trusting(ref options, policyFile, seenFile) is { } wrong)
            {
                return Fail(console, wrong);
            }

            using var source = PublicationSource.Open(where);
            VerificationReport report;
            using (var progress = new ProgressLine())
            {
                report = Verifier.Verify(source, options, progress.Report);
            }

            if (json)
            {
                console.Output.WriteLine(VerificationJson.Of(report));
            }
            else
            {
                Print(report, console.Output);
            }

            return report.Holds ? Holds : DoesNotHold;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UriFormatException)
        {
            return Fail(console, e.Message);
        }
    }

    /// <summary>Adds what the files say is trusted; what is wrong with it or the root, or null.</summary>
    private static string? Trusting(ref VerificationOptions options, FileInfo? policyFile, FileInfo? seenFile)
    {
        if (options.Root is { } key && !KeyName.TryParse(key, out _) && !IsSpki(key))
        {
            return $"--root {key}: expected a key's name, 32 lowercase hexadecimal digits, or its SPKI in base64";
        }

        if (policyFile is not null)
        {
            if (!TlogPolicy.TryParse(RegularFile.ReadAllBytes(policyFile.FullName), out var policy, out var error))
            {
                return $"{policyFile}: {error}";
            }

            options = options with { Policy = policy };
        }

        if (seenFile is not null)
        {
            if (!SignedCheckpoint.TryParse(RegularFile.ReadAllBytes(seenFile.FullName), out var seen, out var error))
            {
                return $"{seenFile}: {error}";
            }

            options = options with { Seen = seen };
        }

        return null;
    }

    private static bool IsSpki(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) && EcdsaP256.IsCanonicalKey(bytes.AsSpan(0, written));
    }

    private static int Fail(InvocationConfiguration console, string message)
    {
        console.Error.WriteLine($"verify: {message}");
        return Unreadable;
    }

    /// <summary>The nation's sums, and without what was added.</summary>
    private static void PrintResults(ElectionRecord record, TextWriter output)
    {
        foreach (var contest in record.Contests)
        {
            var totals = contest.Tally.Totals(record.Tree.FindRegion(RegionCode.Nation));
            output.WriteLine(
                $"{contest.Contest.Code}: {totals.Received:N0} of {totals.TotalStations:N0} stations;"
                    + $" accepted {totals.Accepted.Stations:N0}, unchecked {totals.Unchecked.Stations:N0}, under review "
                    + $"{totals.UnderReview.Stations:N0}"
            );
            output.WriteLine($"  votes accepted {Join(totals.Accepted.Votes)}; reported {Join(totals.Reported.Votes)}");
            if (contest.Past.AddedAt(0, 0, record.Count) is { } added)
            {
                var without = totals - added;
                output.WriteLine(
                    $"  without the {added.TotalStations:N0} stations added since: accepted {without.Accepted.Stations:N0};"
                        + $" votes accepted {Join(without.Accepted.Votes)}; reported {Join(without.Reported.Votes)}"
                );
            }
        }

        foreach (var addition in record.Additions)
        {
            output.WriteLine(
                $"added: {addition.Stations.StationCount:N0} stations by entry {addition.Index:N0}, ground "
                    + $"{Words.AdditionGrounds.Of(addition.Ground)}, agreed to by "
                    + string.Join(" ", addition.Proposal.Agreed.Select(key => key.Name))
            );
        }
    }

    /// <summary>What replaced the definition's word on candidates.</summary>
    private static void PrintCandidates(ElectionRecord record, TextWriter output)
    {
        foreach (var (index, proposal, said) in record.Candidacies)
        {
            output.WriteLine(
                $"candidate: {said.Contest} {said.Choice} of district {said.District} {Words.CandidateStatuses.Of(said.Status)} by entry "
                    + $"{index:N0}, ground {Words.CandidateGrounds.Of(said.Ground)} since {said.Since}"
                    + $"{(said.Person is null ? "" : ", somebody else named")}, agreed to by "
                    + string.Join(" ", proposal.Agreed.Select(key => key.Name))
            );
        }
    }

    private static void Print(VerificationReport report, TextWriter output)
    {
        foreach (var flaw in report.Flaws)
        {
            output.WriteLine($"FLAW  {flaw}");
        }

        if (report.Record is { } record)
        {
            output.WriteLine(
                $"election {record.Head.Election} ({Words.Kinds.Of(record.Definition.Kind)}"
                    + $"{(record.Definition.Kind == ElectionKind.Real ? "" : ", bukan hasil resmi")}) of ledger {record.Head.Ledger}, "
                    + $"rules {record.Rules.Version}"
            );
            PrintResults(record, output);
            PrintCandidates(record, output);
            foreach (var (blob, ground, by) in report.Withheld)
            {
                output.WriteLine($"withheld: blob {blob}, ground {ground}, by {by}");
            }

            output.WriteLine($"log key   {report.LogKey}{(report.LogPinned ? "  (pinned)" : "")}");
            foreach (var key in report.RootKeys)
            {
                output.WriteLine($"root key  {key}{(report.PinnedRoot == key ? "  (pinned)" : "")}");
            }

            output.WriteLine($"last time told: {report.ToldUntil ?? "none"}");
            output.WriteLine($"cosigned by {Cosigners(report)}");
        }

        if (report.AttachedListed > 0)
        {
            output.WriteLine(
                $"photos and other attached files: {report.AttachedListed:N0} listed, "
                    + $"of which {report.AttachedHere:N0} are here and were read"
            );
        }

        if (report.Others.Count > 0)
        {
            output.WriteLine($"no part of it, and not looked into: {Named(report.Others)}");
        }

        if (report.Checkpoint is { } checkpoint)
        {
            output.WriteLine(
                $"checkpoint of {checkpoint.Size:N0} entries, root {checkpoint.Root}; {report.Files:N0} files, "
                    + $"{report.Bytes / 1e6:N1} MB; signatures {(report.Signatures ? "verified" : "left out")}"
            );
        }

        output.WriteLine(Verdict(report));
    }

    private static string Cosigners(VerificationReport report) =>
        report.Cosigned.Count == 0
            ? "nobody that a policy names"
            : string.Join(", ", report.Cosigned.Select(cosigned => $"{cosigned.Witness} at {cosigned.Time}"));

    internal static string Verdict(VerificationReport report) =>
        report switch
        {
            { Holds: false } => $"DOES NOT HOLD: {report.FlawCount:N0} {(report.FlawCount == 1 ? "flaw" : "flaws")}",
            { Signatures: false } => Pinning(report) + "; statements' signatures left out",
            _ => Pinning(report),
        };

    private static string Pinning(VerificationReport report) =>
        report switch
        {
            { LogPinned: true, RootPinned: true } => "holds; log and root keys pinned",
            { LogPinned: true } => "holds; log key pinned, root key not pinned",
            { RootPinned: true } => "holds; root key pinned, log key not pinned",
            _ => "consistent in itself; keys not pinned",
        };

    /// <summary>The first few; what is not letters, digits and signs of a usual name is not repeated on a terminal.</summary>
    private static string Named(IReadOnlyList<string> paths)
    {
        const int shown = 5;
        var names = paths.Take(shown).Select(path => string.Concat(path.Select(c => c is >= ' ' and <= '~' ? c : '?')));
        return string.Join(", ", names) + (paths.Count > shown ? $" and {paths.Count - shown:N0} more" : "");
    }

    private static string Join(long[] votes) => string.Join(" / ", votes.Select(v => v.ToString("N0")));
}
