using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>Every file call fails once, in every way.</summary>
public sealed class FaultyDiskTests
{
    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whichever_call_fails_nothing_acknowledged_is_lost(bool power)
    {
        var (unharmed, counted) = TornStore(seed: 0);
        Work(unharmed);
        counted.Calls.ShouldBeGreaterThan(30);
        foreach (var fault in Faults)
        {
            for (var call = 1; call <= counted.Calls; call++)
            {
                var (run, disk) = TornStore(call);
                disk.Plan = (call, fault);
                Work(run);
                if (power)
                {
                    disk.CutPower();
                }
                else
                {
                    disk.Kill();
                }

                run.Open();
                run.Check().ShouldBeNull($"{fault} at call {call}");
                run.Accept();
                run.Append();
            }
        }
    }

    /// <summary>A store whose first writer died in the middle of a write, so that opening has something to mend.</summary>
    private static (StoreRun Run, ForgetfulFileSystem Disk) TornStore(int seed)
    {
        var disk = new ForgetfulFileSystem(seed);
        var run = new StoreRun(disk, seed: 5);
        run.Open();
        run.Append();
        disk.FailNext = ("write", Fault.PowerCut);
        Should.Throw<LedgerStoppedException>(run.Append);
        disk.Kill();
        return (run, disk);
    }

    [Fact]
    public void After_a_failed_append_the_store_takes_no_more_and_says_why()
    {
        var disk = new ForgetfulFileSystem(1);
        using var store = SegmentStore.OpenWriter(disk, "/ledger");
        store.AppendBatch([new byte[] { 1 }]);
        disk.FailNext = ("sync", Fault.Refused);
        Should
            .Throw<LedgerStoppedException>(() => store.AppendBatch([new byte[] { 2 }]))
            .Message.ShouldContain("the disk failed, as planned");
        var calls = disk.Calls;
        Should.Throw<LedgerStoppedException>(() => store.AppendBatch([new byte[] { 3 }])).Message.ShouldContain("an earlier append failed");
        disk.Calls.ShouldBe(calls, "a failed sync is never tried again, nor anything after it");
        store.Count.ShouldBe(1);
        store.Read(0).ShouldBe([1]);
        store.Stopped.ShouldNotBeNull();
    }

    [Fact]
    public void After_a_full_disk_the_store_opens_again_once_there_is_space()
    {
        var disk = new ForgetfulFileSystem(3);
        using (var store = SegmentStore.OpenWriter(disk, "/ledger"))
        {
            store.AppendBatch([new byte[100]]);
            disk.FailNext = ("write", Fault.DiskFull);
            Should.Throw<LedgerStoppedException>(() => store.AppendBatch([new byte[1000]]));
        }

        disk.Kill();
        using var again = SegmentStore.OpenWriter(disk, "/ledger");
        again.Count.ShouldBe(1);
        again.AppendBatch([new byte[1000]]).ShouldBe(1);
    }

    private static void Work(StoreRun run)
    {
        try
        {
            run.Open();
            run.Check().ShouldBeNull();
            run.Accept();
            for (var i = 0; i < 8; i++)
            {
                run.Append();
            }
        }
        catch (IOException)
        {
            // The planned fault, wherever it came up; what counts is what the next life finds.
        }
    }
}
