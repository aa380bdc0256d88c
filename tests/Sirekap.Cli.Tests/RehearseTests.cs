using System.Text.Json;
using Sirekap.Cli.Commands;
using Sirekap.Cli.Rehearsing;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;
using Sirekap.Simulation.Rehearsals;
using Sirekap.Verification;
using Answer = Sirekap.Cli.Rehearsing.Answer;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap rehearse</c>: a night by HTTP with all that goes wrong on one.</summary>
public sealed class RehearseTests
{
    private static readonly string[] Server = [Command.Dotnet, Command.Program, "rehearse", "server"];

    [Fact]
    public void A_night_of_300_stations_and_five_contests_holds_with_every_trouble_in_it()
    {
        using var folder = new TempFolder();
        var contests = string.Join(',', SimulatedContests.Codes);
        string[] night = ["--stations", "300", "--seed", "2", "--contests", contests, "--photos", "1"];
        var report = CopyFolder.JsonOf(Command.Run(["rehearse", "--data", folder["d"], .. night, "--json"]));
        report.GetProperty("holds").GetBoolean().ShouldBeTrue();
        report.GetProperty("broken").GetArrayLength().ShouldBe(0);
        report.GetProperty("starts").GetInt32().ShouldBe(4);
        var acts = report.GetProperty("acts").EnumerateArray().ToArray();
        Enum.GetValues<Trouble>()
            .Where(trouble => trouble != Trouble.None)
            .Select(Journal.NameOf)
            .Except(acts.Select(act => act.GetProperty("trouble").GetString()!))
            .ShouldBeEmpty();
        Outcomes(acts, "stranger").ShouldContain("refused: unknown-key");
        Outcomes(acts, "lost-phone").ShouldContain("refused: revoked-key");
        Outcomes(acts, "place-in-blob").ShouldContain("refused: photo-metadata");
        acts.Single(act => act.GetProperty("what").GetString() == "camera photo").GetProperty("times").GetInt32().ShouldBe(3);
        report.GetProperty("notAccepted").EnumerateArray().ShouldAllBe(station => station.GetProperty("why").GetString() == "no form came");

        // Anybody may check what it left.
        Command.Here("verify", Path.Combine(folder["d"], "publication")).Succeeds().Out.ShouldContain("consistent in itself");
    }

    [Fact]
    public void The_same_seed_gives_the_same_ledger_and_publication_byte_by_byte()
    {
        using var folder = new TempFolder();
        string[] night = ["--stations", "25", "--photos", "0", "--seed"];
        Ran Night(string data, string seed) => Command.Run(["rehearse", "--data", folder[data], .. night, seed]).Succeeds();
        Night("a", "3").Out.ShouldContain("holds: nothing acknowledged is lost");
        Night("b", "3");
        Night("c", "4");
        SortedDictionary<string, string> Said(string data) =>
            TempFolder.Content(Directory.GetDirectories(Path.Combine(folder[data], "elections")).Single() + "/ledger");
        Said("b").ShouldBe(Said("a"));
        Said("c").ShouldNotBe(Said("a"));
        TempFolder.Content(folder["b/publication"]).ShouldBe(TempFolder.Content(folder["a/publication"]));

        Command.Here("rehearse", "--data", folder["a"], "--stations", "25", "--seed", "3").Exits(2).Says("already", "begins with nothing");
        Command.Here("rehearse", "--data", folder["d"], "--stations", "0", "--seed", "3").Exits(2).Says("--stations");
    }

    [Fact]
    public async Task What_is_lost_changed_or_counted_twice_is_found_and_named()
    {
        using var folder = new TempFolder();
        var cancellation = TestContext.Current.CancellationToken;
        var options = RehearseCommand.OptionsOf(20, 5, [SimulatedElection.Contest]);
        using var election = RehearsedElection.Begin(ElectionFolder.At(folder["d"], "gladi"), options);
        using var progress = new ProgressLine();
        var (journal, _) = await RehearsalRun.RunAsync(election, Server, folder["d"], 0, progress, cancellation);
        Findings.Of(election, journal, folder["p"], progress).Broken.ShouldBeEmpty();

        // An entry that nobody was given a receipt for, one that is gone, one at another place, one that is another.
        using (var reader = LedgerReader.Open(election.Folder))
        {
            IReadOnlyList<string> Against(IEnumerable<Receipt> receipts) => Findings.Ledger(reader.Record, reader.Store, receipts);
            var all = journal.Receipts;
            Against(all).ShouldBeEmpty();
            Against(all.Where(receipt => receipt != all[7])).Single().ShouldStartWith($"entry {all[7].Index}: here was to be");
            Against(all.SkipLast(1)).Single().ShouldBe($"entry {all[^1].Index}: nobody was given a receipt for it");
            Against([.. all, all[3] with { Index = 99_999 }]).Single().ShouldContain("the ledger ends before");
            Against(all.Select(receipt => receipt == all[9] ? receipt with { Index = receipt.Index + 1 } : receipt))
                .Single()
                .ShouldContain($"acknowledged as entry {all[9].Index + 1}");
            Against(all.Select(receipt => receipt == all[9] ? receipt with { Entry = all[8].Entry } : receipt))
                .Single()
                .ShouldStartWith($"entry {all[9].Index}:");
        }

        // Acknowledged bytes that are gone.
        var blob = journal.Blobs.First();
        File.Delete(Directory.GetFiles(folder["d"], blob.ToString(), SearchOption.AllDirectories).First());
        Findings.Of(election, journal, folder["q"], progress).Broken.ShouldContain($"blob {blob} was acknowledged and is gone");

        // A form that came to count though another stood: the record's sums are no longer those by hand, from the village to the nation.
        var station = election.Tree.Station(0);
        journal.Count.Take(
            default,
            new Review(SimulatedElection.Contest, station, default, ReviewAct.Correct, ReviewReason.Misread, [], Twice(station), null)
        );
        var differences = Findings.Of(election, journal, folder["r"], progress).Broken;
        foreach (var level in (Elections.Regions.Level[])[Elections.Regions.Level.Village, Elections.Regions.Level.Nation])
        {
            differences.ShouldContain(broken =>
                broken.StartsWith($"{SimulatedElection.Contest} {station.At(level)}: by hand", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void An_answer_that_the_rules_do_not_give_is_a_surprise()
    {
        var note = new RehearsedAct(default, "form", "x"u8.ToArray(), Expected.Stands);
        var receipt = new Answer(201, 7, default(Digest).ToString(), null);
        var again = receipt with { Status = 200 };
        Surprises(note, receipt).ShouldBe(0);
        Surprises(note, again).ShouldBe(1);
        Surprises(note, new Answer(422, -1, null, "stale")).ShouldBe(1);
        Surprises(note, receipt with { Id = "00" }).ShouldBe(1);

        // The same bytes ten times: one entry, one index.
        var ten = note with
        {
            Carriage = Carriage.TenAtOnce,
        };
        Surprises(ten, [receipt, .. Enumerable.Repeat(again, 9)]).ShouldBe(0);
        Surprises(ten, [receipt, receipt, .. Enumerable.Repeat(again, 8)]).ShouldBe(1);
        Surprises(ten, [receipt, .. Enumerable.Repeat(again with { Index = 8 }, 9)]).ShouldBe(1);

        // Who lost the answer gets the first receipt; who lost the line, either.
        Surprises(note with { Carriage = Carriage.CutAfterwards }, receipt).ShouldBe(1);
        Surprises(note with { Carriage = Carriage.CutAfterwards }, again).ShouldBe(0);
        Surprises(note with { Carriage = Carriage.CutUnderWay }, receipt).ShouldBe(0);
        Surprises(note with { Carriage = Carriage.CutUnderWay }, again).ShouldBe(0);

        var stranger = note with { Expected = Expected.Refused, Name = "unknown-key" };
        Surprises(stranger, new Answer(422, -1, null, "unknown-key")).ShouldBe(0);
        Surprises(stranger, new Answer(422, -1, null, "bad-signature")).ShouldBe(1);
        Surprises(stranger, receipt).ShouldBe(1);
    }

    private static int Surprises(RehearsedAct act, params IReadOnlyList<Answer> answers)
    {
        var options = new SimulationOptions(1, 1);
        var tree = SimulatedRegions.Generate(1, 1).Tree;
        var journal = new Journal(new NaiveCount(SimulatedContests.Of(options, tree), tree));
        journal.Write(act, answers);
        return journal.SurpriseCount;
    }

    private static FormFields Twice(Elections.Regions.RegionCode station)
    {
        var counts = FormFields.NoCounts();
        return new FormFields([999, 0, station.StationNumber], counts);
    }

    private static string[] Outcomes(JsonElement[] acts, string trouble) =>
        [.. acts.Where(act => act.GetProperty("trouble").GetString() == trouble).Select(act => act.GetProperty("outcome").GetString()!)];
}
