using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

public sealed class CheckpointGuardTests
{
    private const string Ledger = "/ledger";
    private readonly ForgetfulFileSystem _disk = new(1);

    private SegmentStore Store(int entries)
    {
        var store = SegmentStore.OpenWriter(_disk, Ledger);
        if (store.Count < entries)
        {
            store.AppendBatch([
                .. Enumerable.Range((int)store.Count, entries - (int)store.Count).Select(i => (ReadOnlyMemory<byte>)TestLog.Entry(i)),
            ]);
        }

        return store;
    }

    private CheckpointGuard Guard() => CheckpointGuard.Open(_disk, Ledger, TestLog.Key);

    [Fact]
    public void A_checkpoint_is_on_the_disk_before_it_is_released()
    {
        using var store = Store(5);
        var guard = Guard();
        guard.Latest.ShouldBeNull();
        CheckpointGuard.LatestSize(_disk, Ledger).ShouldBe(0);
        var signed = guard.Sign(TestLog.Tree(5), store).Checkpoint.ShouldNotBeNull();
        _disk.CutPower();
        Guard().Latest!.Bytes.ToArray().ShouldBe(signed.Bytes.ToArray());
        CheckpointGuard.LatestSize(_disk, Ledger).ShouldBe(5);
    }

    [Fact]
    public void On_a_full_disk_it_opens_and_releases_nothing_before_it_is_durable_again()
    {
        using var store = Store(5);
        var signed = Guard().Sign(TestLog.Tree(5), store).Checkpoint.ShouldNotBeNull();
        _disk.FailNext = ("write", Fault.Halfway);
        var guard = Guard();
        guard.Latest!.Bytes.ToArray().ShouldBe(signed.Bytes.ToArray());
        var calls = _disk.Calls;
        guard.Sign(TestLog.Tree(5), store).Checkpoint!.Bytes.ToArray().ShouldBe(signed.Bytes.ToArray());
        _disk.Calls.ShouldBeGreaterThan(calls, "it was written first");
        _disk.CutPower();
        Guard().Latest!.Bytes.ToArray().ShouldBe(signed.Bytes.ToArray());
    }

    [Fact]
    public void The_same_tree_gets_the_same_checkpoint_and_nothing_is_written()
    {
        using var store = Store(5);
        var guard = Guard();
        var first = guard.Sign(TestLog.Tree(5), store).Checkpoint;
        var calls = _disk.Calls;
        guard.Sign(TestLog.Tree(5), store).Checkpoint.ShouldBeSameAs(first);
        _disk.Calls.ShouldBe(calls);
    }

    [Fact]
    public void What_is_not_durable_is_not_signed()
    {
        using var store = Store(5);
        Should.Throw<InvalidOperationException>(() => Guard().Sign(TestLog.Tree(6), store)).Message.ShouldContain("5 are durable");
    }

    [Fact]
    public void A_store_with_fewer_entries_than_its_own_checkpoint_gets_no_signature()
    {
        using (var store = Store(5))
        {
            Guard().Sign(TestLog.Tree(5), store).Refusal.ShouldBeNull();
        }
        // The operator restores an old copy of the segments; the checkpoint stayed.
        _disk.Remove("/ledger/segments/00000000.seg");
        using var old = Store(4);
        var refusal = Guard().Sign(TestLog.Tree(4), old).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.KnownSize, refusal.StoreSize).ShouldBe((SigningRefusalCode.StoreBehindCheckpoint, 5, 4));
        refusal.ToString().ShouldContain("/ledger/checkpoint");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_store_with_another_history_than_its_own_checkpoint_gets_no_signature(int forkAt)
    {
        using var store = Store(9);
        Guard().Sign(TestLog.Tree(5), store).Refusal.ShouldBeNull();
        foreach (var size in (int[])[5, 6, 9])
        {
            var refusal = Guard().Sign(TestLog.Tree(size, forkAt), store).Refusal.ShouldNotBeNull();
            (refusal.Code, refusal.KnownSize).ShouldBe((SigningRefusalCode.StoreContradictsCheckpoint, 5));
        }

        Guard().Sign(TestLog.Tree(9, forkAt: 5), store).Refusal.ShouldBeNull("a fork behind the checkpoint is no fork");
    }

    [Fact]
    public void A_restored_backup_whose_checkpoint_is_old_too_is_stopped_by_the_publication()
    {
        using var store = Store(4);
        var guard = Guard();
        guard.Sign(TestLog.Tree(4), store).Refusal.ShouldBeNull();
        guard.Learn(TestLog.Sign(TestLog.Tree(7)).Bytes, "publication").ShouldBeNull();
        guard.Sign(TestLog.Tree(4), store).Refusal!.Code.ShouldBe(SigningRefusalCode.StoreBehindCheckpoint);
        store.AppendBatch([.. Enumerable.Range(4, 4).Select(i => (ReadOnlyMemory<byte>)TestLog.Entry(i))]);
        var refusal = guard.Sign(TestLog.Tree(8, forkAt: 4), store).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Source).ShouldBe((SigningRefusalCode.StoreContradictsCheckpoint, "publication"));
        guard.Sign(TestLog.Tree(8), store).Refusal.ShouldBeNull("the right entries were added from a copy");
        guard.Sign(TestLog.Tree(8, forkAt: 6), store).Refusal.ShouldNotBeNull("and what was learned is not forgotten");
    }

    [Fact]
    public void A_restored_backup_is_stopped_by_the_size_that_a_witness_reports()
    {
        using var store = Store(4);
        var guard = Guard();
        guard.Learn(7, "witness w1");
        guard.Sign(TestLog.Tree(4), store).Refusal!.ToString().ShouldContain("witness w1");
        guard.Latest.ShouldBeNull();
    }

    [Fact]
    public void A_checkpoint_that_this_log_never_signed_is_left_out_of_account()
    {
        using var store = Store(4);
        var guard = Guard();
        guard
            .Learn(TestLog.Sign(TestLog.Tree(7), TestLog.OtherKey).Bytes, "publication")
            .ShouldNotBeNull()
            .ShouldStartWith("publication: ");
        guard.Learn("nonsense"u8.ToArray(), "publication").ShouldNotBeNull();
        guard.Sign(TestLog.Tree(4), store).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_damaged_checkpoint_file_is_not_taken_for_none()
    {
        using (var store = Store(4))
        {
            Guard().Sign(TestLog.Tree(4), store);
        }

        _disk.Rot("/ledger/checkpoint", TestLog.Origin.Length + 1);
        Should.Throw<StoreDamagedException>(Guard).File.ShouldBe("/ledger/checkpoint");
    }

    [Fact]
    public void After_a_failed_write_nothing_more_is_signed()
    {
        foreach (var call in (string[])["create", "truncate", "write", "sync", "rename", "syncdir"])
        {
            var other = new ForgetfulFileSystem(1);
            using var store = SegmentStore.OpenWriter(other, Ledger);
            var guard = CheckpointGuard.Open(other, Ledger, TestLog.Key);
            store.AppendBatch([TestLog.Entry(0)]);
            other.FailNext = (call, Fault.Refused);
            Should.Throw<LedgerStoppedException>(() => guard.Sign(TestLog.Tree(1), store), call);
            Should.Throw<LedgerStoppedException>(() => guard.Sign(TestLog.Tree(1), store));
        }
    }

    [Fact]
    public void A_checkpoint_that_a_killed_process_left_is_durable_before_it_is_served()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var other = new ForgetfulFileSystem(seed);
            using (var store = SegmentStore.OpenWriter(other, Ledger))
            {
                store.AppendBatch([TestLog.Entry(0)]);
                other.FailNext = ("syncdir", Fault.PowerCut);
                Should.Throw<LedgerStoppedException>(() => CheckpointGuard.Open(other, Ledger, TestLog.Key).Sign(TestLog.Tree(1), store));
            }

            other.Kill();
            CheckpointGuard.Open(other, Ledger, TestLog.Key).Latest.ShouldNotBeNull();
            other.CutPower();
            CheckpointGuard.LatestSize(other, Ledger).ShouldBe(1, $"seed {seed}");
        }
    }

    [Fact]
    public void An_empty_ledger_has_a_checkpoint_too()
    {
        using var store = Store(0);
        Guard().Sign(new MerkleTree(), store).Checkpoint!.Checkpoint.Root.ShouldBe(TreeHash.Empty);
    }
}
