using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Tests.Storage;
using Sirekap.Ledger.Witnessing;

namespace Sirekap.Ledger.Tests.Witnessing;

/// <summary>What a log witness has cosigned, it never contradicts, whatever its disk does.</summary>
public sealed class WitnessCrashTests
{
    [Fact]
    public void Whichever_call_fails_a_released_cosignature_is_never_rolled_back()
    {
        var counted = new ForgetfulFileSystem(0);
        Live(counted).ShouldBe(9);
        foreach (var fault in Enum.GetValues<Fault>())
        {
            for (var call = 1; call <= counted.Calls; call++)
            {
                AfterPowerCut(new ForgetfulFileSystem(call) { Plan = (call, fault) }).ShouldBeTrue($"{fault} at call {call}");
            }
        }
    }

    [Fact]
    public void Without_syncs_the_same_test_fails()
    {
        Enumerable.Range(0, 60).Count(seed => !AfterPowerCut(new ForgetfulFileSystem(seed) { IgnoresSync = true })).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_crash_between_record_and_answer_costs_the_log_one_more_request()
    {
        var disk = new ForgetfulFileSystem(1);
        using (var witness = TestWitness.Open(disk))
        {
            witness.AddCheckpoint(TestWitness.Request(0, 3).Encode()).Status.ShouldBe(200);
        }
        // The answer never arrived; the log asks again from where it thinks the witness is, then from where it is.
        disk.CutPower();
        using var again = TestWitness.Open(disk);
        again.AddCheckpoint(TestWitness.Request(0, 3).Encode()).Status.ShouldBe(409);
        again.AddCheckpoint(TestWitness.Request(3, 3).Encode()).Status.ShouldBe(200);
    }

    [Fact]
    public void A_record_that_a_killed_process_left_is_durable_before_it_is_cosigned_again()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var disk = new ForgetfulFileSystem(seed);
            using (var witness = TestWitness.Open(disk))
            {
                disk.FailNext = ("syncdir", Fault.PowerCut);
                Should.Throw<LedgerStoppedException>(() => witness.AddCheckpoint(TestWitness.Request(0, 3).Encode()));
            }

            disk.Kill();
            using (var witness = TestWitness.Open(disk))
            {
                witness.AddCheckpoint(TestWitness.Request(3, 3).Encode()).Status.ShouldBe(200);
            }

            disk.CutPower();
            using var again = TestWitness.Open(disk);
            again.AddCheckpoint(TestWitness.Request(0, 3, forkAt: 1).Encode()).Status.ShouldBe(409, $"seed {seed}");
        }
    }

    [Fact]
    public void A_witness_whose_record_could_not_be_written_cosigns_no_more()
    {
        var disk = new ForgetfulFileSystem(1);
        using var witness = TestWitness.Open(disk);
        disk.FailNext = ("syncdir", Fault.Refused);
        Should.Throw<LedgerStoppedException>(() => witness.AddCheckpoint(TestWitness.Request(0, 3).Encode()));
        Should.Throw<LedgerStoppedException>(() => witness.AddCheckpoint(TestWitness.Request(0, 3).Encode()));
    }

    /// <summary>Whether, after a life and a power cut, a fork below what was cosigned is refused.</summary>
    private static bool AfterPowerCut(ForgetfulFileSystem disk)
    {
        var released = Live(disk);
        disk.CutPower();
        using var witness = TryOpen(disk);
        if (witness is null)
        {
            return false;
        }

        for (var old = 0; old < released; old++)
        {
            if (witness.AddCheckpoint(TestWitness.Request(old, 12, forkAt: released - 1).Encode()).Status == 200)
            {
                return false;
            }
        }

        return true;
    }

    private static Witness? TryOpen(ForgetfulFileSystem disk)
    {
        try
        {
            return TestWitness.Open(disk);
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    /// <summary>Cosigns until the planned fault; returns the largest size that was released.</summary>
    private static int Live(ForgetfulFileSystem disk)
    {
        var released = 0;
        try
        {
            using (var witness = TestWitness.Open(disk))
            {
                Cosign(witness, 0, 3);
            }

            using (var witness = TestWitness.Open(disk))
            {
                Cosign(witness, 3, 3);
                Cosign(witness, 3, 6);
                Cosign(witness, 6, 9);
            }
        }
        catch (IOException)
        {
            // As planned.
        }

        return released;

        void Cosign(Witness witness, int old, int size)
        {
            witness.AddCheckpoint(TestWitness.Request(old, size).Encode()).Status.ShouldBe(200);
            released = size;
        }
    }
}
