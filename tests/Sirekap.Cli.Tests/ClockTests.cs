using Sirekap.Cli.Commands;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Tests;

/// <summary>Commands that write tell the time of a real election by this computer's clock, as far as it is to be believed.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData(31, "31 days after the last time told")]
    [InlineData(-1, "before the last time told")]
    public void A_clock_that_is_far_from_what_was_told_needs_the_operators_word(int days, string said)
    {
        using var folder = new TempFolder();
        Begin(folder, Now.AddDays(-days));
        var before = TempFolder.Content(folder["d"]);
        Disclose(folder).Exits(2).Says("this computer's clock says", said, "--clock-is-right");
        Command.Here("keys", "reader", "--data", folder["d"]).Exits(2).Says(said);
        Enrol(folder).Exits(2).Says(said);
        TempFolder.Content(folder["d"]).ShouldBe(before);
        Disclose(folder, "--clock-is-right").Succeeds();
    }

    [Fact]
    public void A_clock_that_went_on_as_long_as_an_election_by_hand_may_rest_is_believed()
    {
        using var folder = new TempFolder();
        Begin(folder, Now.AddDays(-29));
        Enrol(folder).Succeeds();
    }

    [Fact]
    public void The_time_of_a_simulation_is_nobodys_evidence()
    {
        using var folder = new TempFolder();
        Begin(folder, Now.AddDays(-400), ElectionKind.Simulation);
        Enrol(folder).Succeeds();
    }

    [Fact]
    public void A_clock_that_has_begun_again_at_its_first_day_begins_no_election()
    {
        var reset = Elections.Timestamp.From(new DateTimeOffset(2000, 1, 1, 0, 0, 7, TimeSpan.Zero));
        LedgerByHand.Doubt(last: null, reset).ShouldNotBeNull().ShouldContain("no release of this program is so old");
        LedgerByHand.Doubt(last: null, Elections.Timestamp.From(Now)).ShouldBeNull();
    }

    [Fact]
    public void Who_begins_a_real_election_is_told_what_the_clock_says()
    {
        using var folder = new TempFolder();
        var real = File.ReadAllText(Repository.StudentDefinition).Replace("\"simulation\"", "\"real\"", StringComparison.Ordinal);
        Command
            .Here("init", "--data", folder["d"], "--definition", folder.Write("real.json", real), "--regions", Repository.StudentRegions)
            .Succeeds()
            .Out.ShouldContain("the ledger's time begins by it, and never goes back");
    }

    /// <summary>An election whose last statement was at a moment.</summary>
    private static void Begin(TempFolder folder, DateTimeOffset last, ElectionKind kind = ElectionKind.Real)
    {
        ElectionDefinition.TryParse(File.ReadAllBytes(Repository.StudentDefinition), out var defined, out _).ShouldBeTrue();
        var election = ElectionFolder.At(folder["d"], defined.Id);
        using var sequencer = InitCommand.Begin(
            election,
            defined with
            {
                Kind = kind,
            },
            InitCommand.ReadRegions([Repository.StudentRegions]),
            [],
            null,
            1,
            new StandingClock(last)
        );
        using var root = KeyFiles.ReadOfficer(KeyFiles.Root(election));
        using var officer = Ledger.Notes.EcdsaSigner.Generate();
        var enrol = new Enrol(Role.Province, RegionCode.Parse("90"), officer.Verifier.PublicKey.ToArray(), Holders.New());
        sequencer.Append([Signing.Entry(sequencer.Record.Head, enrol, root)])[0].Rejection.ShouldBeNull();
    }

    private static Ran Disclose(TempFolder folder, params string[] options) =>
        Command.Here(["disclose", "--data", folder["d"], "--category", "other", "--title-id", "Catatan", "--title-en", "Note", .. options]);

    private static Ran Enrol(TempFolder folder) =>
        Command.Here("enrol", "--data", folder["d"], "--role", "province", "--scope", "90", "--out", folder["new.pem"]);

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
