using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Storage;

/// <summary>The log tells the time for what follows it, and for nothing else.</summary>
public class ToldTimeTests
{
    private const string Station = "3171010001001";

    [Fact]
    public void An_officer_whose_statements_are_refused_by_the_last_rule_makes_no_ledger_grow()
    {
        using var disk = new ElectionOnDisk();
        byte[][] refused =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(i => Signing.Entry(disk.Made.Head, disk.Made.Form(Station, MadeElection.Sound(1, i)), disk.Made.Officer(Station))),
            Signing.Entry(disk.Made.Head, MadeLedger.Review(Station, default, ReviewAct.Hold), disk.Made.Officer("317101")),
        ];
        var good = Signing.Entry(disk.Made.Head, disk.Made.Form(Station, MadeElection.Sound(1, 2, 3)), disk.Made.Officer(Station));
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);
        var (count, state) = (sequencer.Store.Count, StateText.Of(sequencer.Record));
        foreach (var entry in refused)
        {
            disk.Clock.Now = new Timestamp(disk.Clock.Now.UnixSeconds + 1);
            sequencer.Append([entry])[0].Rejection!.Code.ShouldBeOneOf(RejectionCode.WrongChoices, RejectionCode.NoForm);
        }

        sequencer.Store.Count.ShouldBe(count);
        sequencer.Tree.Size.ShouldBe(count);
        StateText.Of(sequencer.Record).ShouldBe(state);

        // Beside one that is accepted they cost what it costs: one time.
        disk.Clock.Now = new Timestamp(disk.Clock.Now.UnixSeconds + 1);
        sequencer.Append([refused[0], good, refused[1]])[1].Index.ShouldBe(count + 1);
        sequencer.Record.Times.At((int)count + 1).ShouldBe(disk.Clock.Now);
        sequencer.Store.Count.ShouldBe(count + 2);
        disk.Reopened().ShouldBe(StateText.Of(sequencer.Record));
    }

    /// <summary>Enough to make the index of identities grow between, and on, a time that is taken back.</summary>
    [Fact]
    public void Whatever_is_accepted_and_refused_in_turn_every_time_is_followed_by_what_it_is_of()
    {
        using var disk = new ElectionOnDisk();
        var random = new Random(5);
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);
        for (var i = 0; i < 700; i++)
        {
            disk.Clock.Now = new Timestamp(disk.Clock.Now.UnixSeconds + random.Next(2));
            var isGood = random.Next(2) == 0;
            var statement = isGood
                ? (Statement)
                    new Enrol(Role.Province, MadeElection.Region("31"), MadeLedger.Spki(MadeElection.Key($"key {i}")), Holders.New())
                : new Revoke(default, RevocationReason.Lost);
            (sequencer.Append([Signing.Entry(disk.Made.Head, statement, disk.Made.Roots[i % 3])])[0].Rejection is null).ShouldBe(isGood);
        }

        var kinds = Enumerable
            .Range(0, (int)sequencer.Store.Count)
            .Select(index => disk.Made.Record.Read(sequencer.Store.Read(index), out _)!.Statement)
            .ToArray();
        kinds.Zip(kinds.Skip(1)).ShouldNotContain(pair => pair.First is Time && pair.Second is Time);
        kinds[^1].ShouldNotBeOfType<Time>();
        sequencer.Record.Count.ShouldBe(kinds.Length);
        Enumerable.Range(0, kinds.Length).ShouldAllBe(index => sequencer.Record.Ids.IndexOf(sequencer.Record.Ids[index]) == index);
    }
}
