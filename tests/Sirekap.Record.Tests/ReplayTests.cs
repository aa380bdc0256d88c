using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

public class ReplayTests
{
    private const string Station = "3171010001001";

    [Fact]
    public void A_ledger_of_many_chunks_folds_to_the_same_state()
    {
        using var ledger = Long();
        var progress = new List<long>();
        var replay = new Replay(ledger.Find, verifyFrom: 0, progress.Add);
        foreach (var entry in ledger.Entries)
        {
            replay.Add(entry);
        }

        replay.Complete();
        replay.Flaws.ShouldBeEmpty();
        StateText.Of(replay.Record!).ShouldBe(StateText.Of(ledger.Record));
        progress[^1].ShouldBe(ledger.Entries.Count);
        progress.ShouldBeInOrder();
        var tree = new MerkleTree();
        foreach (var entry in ledger.Entries)
        {
            tree.Append(TreeHash.Leaf(entry.Span));
        }

        replay.Tree.Root().ShouldBe(tree.Root());
    }

    [Fact]
    public void Every_signature_that_does_not_hold_is_named_by_its_index_when_signatures_are_verified()
    {
        using var ledger = Long();
        var entries = ledger.Entries.ToArray();
        foreach (var at in new[] { 6, 700 })
        {
            Note.TryParse(entries[at], out var note, out _).ShouldBeTrue();
            var signature = note!.Signatures[0];
            var other = ledger.Key("a stranger").Sign(note.Text.Span).Signature;
            entries[at] = Note.Encode(note.Text.Span, [new NoteSignature(signature.KeyName, signature.KeyId, other)]);
        }

        Fold(ledger, entries, verify: true)
            .Flaws.Select(flaw => (flaw.Index, flaw.Rejection.Code))
            .ShouldBe([(6L, RejectionCode.BadSignature), (700L, RejectionCode.BadSignature)]);
        Fold(ledger, entries, verify: false).Flaws.ShouldBeEmpty();
    }

    [Fact]
    public void After_a_refusal_nothing_more_is_applied_but_all_is_hashed()
    {
        using var ledger = Long();
        var entries = ledger.Entries.ToArray();
        entries[600] = entries[599];
        var replay = Fold(ledger, entries, verify: true);
        replay
            .Flaws.ShouldHaveSingleItem()
            .ShouldBe(new ReplayFlaw(600, new Rejection(RejectionCode.AlreadySaid, "it stands at index 599")));
        replay.Record!.Count.ShouldBe(600);
        replay.Tree.Size.ShouldBe(entries.Length);
    }

    [Fact]
    public void Without_a_definition_there_is_no_record()
    {
        using var ledger = new MadeLedger();
        ledger.Submit(Station, MadeElection.Sound(1, 2, 3));
        var replay = Fold(ledger, [.. ledger.Entries.Skip(1)], verify: true);
        replay.Record.ShouldBeNull();
        replay.Flaws.ShouldHaveSingleItem().Rejection.Code.ShouldBe(RejectionCode.OutOfPlace);
        replay.Tree.Size.ShouldBe(ledger.Entries.Count - 1);
    }

    private static Replay Fold(MadeLedger ledger, IReadOnlyList<ReadOnlyMemory<byte>> entries, bool verify)
    {
        var replay = new Replay(ledger.Find, verify ? 0 : Sirekap.Record.Replay.NoSignatures);
        foreach (var entry in entries)
        {
            replay.Add(entry);
        }

        replay.Complete();
        return replay;
    }

    /// <summary>Over a thousand entries, more than two chunks of reading.</summary>
    private static MadeLedger Long()
    {
        var ledger = new MadeLedger(regions: "3171010001 1-12\n");
        for (var i = 0; i < 1100; i++)
        {
            ledger.Submit($"3171010001{(i % 12) + 1:000}", MadeElection.Sound(i % 400, 1, 2), i);
        }

        return ledger;
    }
}
