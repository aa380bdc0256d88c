using System.Text.Json;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// Elections under rules version 1 replay for ever, to the same state. The ledgers were made by <see cref="GoldenLedgers"/>.
/// </summary>
public class GoldenTests
{
    public static TheoryData<string> Names => [.. GoldenLedgers.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_ledger_replays_with_its_signatures_to_its_final_state(string name)
    {
        var replay = Fold(name, GoldenFiles.Entries(name));
        replay.Flaws.ShouldBeEmpty();
        StateText.Of(replay.Record!).ShouldBe(GoldenFiles.State(name));
        $"{replay.Tree.Root()}\n".ShouldBe(GoldenFiles.Root(name));
        JsonDocument
            .Parse(GoldenFiles.State(name))
            .RootElement.GetProperty("entries")
            .GetInt32()
            .ShouldBe(GoldenFiles.Entries(name).Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_ledger_with_any_digit_changed_does_not(string name)
    {
        var random = new Random(1);
        for (var i = 0; i < 25; i++)
        {
            var entries = GoldenFiles.Entries(name);
            var at = random.Next(1, entries.Length);
            var bytes = entries[at].ToArray();
            var digits = Enumerable
                .Range(0, bytes.AsSpan().IndexOf("\n\n"u8))
                .Where(b => bytes[b] is >= (byte)'0' and <= (byte)'9')
                .ToArray();
            var digit = random.GetItems(digits, 1)[0];
            bytes[digit] = (byte)('0' + ((bytes[digit] - '0' + 1) % 10));
            entries[at] = bytes;
            Fold(name, entries).Flaws.ShouldNotBeEmpty($"entry {at}, byte {digit}");
        }
    }

    [Fact]
    public void The_golden_ledgers_hold_every_kind_of_statement_every_holding_check_and_every_event()
    {
        var records = GoldenLedgers
            .Names.Select(name => (Entries: GoldenFiles.Entries(name), Record: Fold(name, GoldenFiles.Entries(name)).Record!))
            .ToList();
        records.ShouldAllBe(r => r.Entries.Length <= GoldenLedgers.MostEntries);
        records.Select(r => r.Record.Definition.Kind).Distinct().ShouldBe(Enum.GetValues<ElectionKind>(), ignoreOrder: true);
        var said = records.SelectMany(r => r.Entries.Select(bytes => r.Record.Read(bytes, out _)!.Statement)).ToList();
        said.Select(statement => statement.GetType())
            .Distinct()
            .ShouldBe(typeof(Statement).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Statement))), ignoreOrder: true);
        said.OfType<Revoke>().Select(revoke => revoke.Reason).Distinct().Count().ShouldBe(Enum.GetValues<RevocationReason>().Length);
        said.OfType<Review>().Select(review => review.Reason).Distinct().Count().ShouldBe(Enum.GetValues<ReviewReason>().Length);
        said.OfType<Withhold>().Select(withhold => withhold.Ground).Distinct().Count().ShouldBe(Enum.GetValues<WithholdGround>().Length);
        said.OfType<Disclose>()
            .Select(disclose => disclose.Category)
            .Distinct()
            .Count()
            .ShouldBe(Enum.GetValues<DisclosureCategory>().Length);
        said.OfType<Disclose>()
            .SelectMany(disclose => disclose.Withheld)
            .Select(withheld => withheld.Ground)
            .Distinct()
            .Count()
            .ShouldBe(Enum.GetValues<ExemptionGround>().Length);
        said.OfType<PhotoReading>().Select(reading => reading.Outcome).Distinct().Count().ShouldBe(Enum.GetValues<ReadingOutcome>().Length);
        said.OfType<Enrol>()
            .Select(enrol => enrol.Role)
            .Distinct()
            .Count()
            .ShouldBe(Enum.GetValues<Role>().Length - 1, "a root is enrolled by nobody");

        var contests = records
            .SelectMany(r =>
                r.Record.Contests.SelectMany(contest =>
                    Enumerable.Range(0, r.Record.Tree.StationCount).Select(station => (contest, station))
                )
            )
            .ToList();
        var histories = contests.SelectMany(c => c.contest.History(c.station)).ToList();
        histories.Select(e => e.Kind).Distinct().ShouldBe(Enum.GetValues<EventKind>(), ignoreOrder: true);
        histories.Select(e => e.Class).Distinct().ShouldBe(Enum.GetValues<StationClass>(), ignoreOrder: true);
        var holding = Catalogue.For(1).Where(check => check.Severity == Severity.Holds).Select(check => check.Code);
        var failing = said.OfType<Form>()
            .SelectMany(form =>
                Catalogue.Codes(Evaluation.Evaluate(form.Fields, form.Station, MadeElection.Structure.Limits).FailingHolds)
            );
        failing.Distinct().ShouldBe(holding, ignoreOrder: true);
    }

    /// <summary>
    /// How the files were made, once, before rules version 1 was first published; GOLDEN_TO names their folder. It overwrites nothing.
    /// </summary>
    [Fact(Explicit = true)]
    public void Golden_ledgers_are_written_where_there_are_none()
    {
        var folder = Environment.GetEnvironmentVariable("GOLDEN_TO").ShouldNotBeNull();
        foreach (var name in GoldenLedgers.Names.Where(name => !Directory.Exists(Path.Combine(folder, name))))
        {
            using var ledger = GoldenLedgers.Make(name);
            GoldenFiles.Write(Path.Combine(folder, name), ledger);
        }
    }

    private static Replay Fold(string name, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var replay = new Replay(blob => GoldenFiles.Blob(name, blob), verifyFrom: 0);
        foreach (var entry in entries)
        {
            replay.Add(entry);
        }

        replay.Complete();
        return replay;
    }
}
