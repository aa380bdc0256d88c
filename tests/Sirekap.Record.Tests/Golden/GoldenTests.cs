using System.Text.Json;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// Elections under rules version 1 replay for ever, to the same state. The ledgers were made by <see cref="GoldenNight"/>.
/// </summary>
public class GoldenTests
{
    public static TheoryData<string> Names => [.. GoldenNight.All.Select(night => night.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_ledger_replays_with_its_signatures_to_its_final_state(string name)
    {
        var replay = Fold(name, GoldenFiles.Entries(name));
        replay.Flaws.ShouldBeEmpty();
        StateText.Of(replay.Record!).ShouldBe(GoldenFiles.State(name));
        replay.Tree.Root().ToString().ShouldBe(GoldenFiles.Root(name));
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
        var records = GoldenNight
            .All.Select(night =>
                (Entries: GoldenFiles.Entries(night.Name), Record: Fold(night.Name, GoldenFiles.Entries(night.Name)).Record!)
            )
            .ToList();
        records.ShouldAllBe(r => r.Entries.Length <= GoldenNight.MostEntries);
        records.Select(r => r.Record.Definition.Kind).Distinct().ShouldBe(Enum.GetValues<ElectionKind>(), ignoreOrder: true);
        var said = records.SelectMany(r => r.Entries.Select(bytes => r.Record.Read(bytes, out _)!.Statement)).ToList();
        said.Select(statement => statement.GetType())
            .Distinct()
            .ShouldBe(RuleSets.First.Statements.Select(kind => kind.Type), ignoreOrder: true);
        EveryWord(said);
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
        var holding = Catalogue.First.Where(check => check.Severity == Severity.Holds).Select(check => check.Code);
        var failing = said.OfType<Form>()
            .SelectMany(form =>
                Catalogue.First.Codes(
                    Catalogue.First.FailingHolds(
                        Evaluation.Evaluate(form.Fields, StationPaper.Of(MadeElection.Contest(form.Contest), form.Station, Limits.Of2024))
                    )
                )
            );
        failing.Distinct().ShouldBe(holding, ignoreOrder: true);
    }

    /// <summary>Every word that a statement may say is said by one.</summary>
    private static void EveryWord(IReadOnlyList<Statement> said)
    {
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
        said.OfType<Transcription>().Select(read => read.Source).Distinct().Count().ShouldBe(Enum.GetValues<PaperSource>().Length);
        said.OfType<Transcription>()
            .Select(read => read.Reason)
            .Distinct()
            .Count()
            .ShouldBe(Enum.GetValues<DifferenceReason>().Length + 1, "and no reason");
        said.OfType<PhotoReading>().Select(reading => reading.Outcome).Distinct().Count().ShouldBe(Enum.GetValues<ReadingOutcome>().Length);
        said.OfType<Enrol>()
            .Select(enrol => enrol.Role)
            .Distinct()
            .Count()
            .ShouldBe(Enum.GetValues<Role>().Length - 1, "a root is enrolled by nobody");
    }

    /// <summary>
    /// How the files are made until rules version 1 is published with release 1.0; GOLDEN_TO names their folder. It overwrites nothing.
    /// </summary>
    [Fact(Explicit = true)]
    public void Golden_ledgers_are_written_where_there_are_none()
    {
        var folder = Environment.GetEnvironmentVariable("GOLDEN_TO").ShouldNotBeNull();
        foreach (var night in GoldenNight.All.Where(night => !File.Exists(Path.Combine(folder, $"{night.Name}.golden"))))
        {
            using var ledger = night.Make();
            GoldenFiles.Write(Path.Combine(folder, $"{night.Name}.golden"), ledger);
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
