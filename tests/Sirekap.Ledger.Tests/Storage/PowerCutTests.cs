using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>
/// A disk that forgets, many times over: everything acknowledged survives, and what is found is a prefix of what was tried.
/// </summary>
public sealed class PowerCutTests
{
    [Fact]
    public void Everything_acknowledged_survives_power_cuts_at_any_moment()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            LiveThrough(seed, new ForgetfulFileSystem(seed)).ShouldBeNull($"seed {seed}");
        }
    }

    [Fact]
    public void Without_syncs_the_same_test_fails()
    {
        var lost = Enumerable
            .Range(0, 400)
            .Count(seed => LiveThrough(seed, new ForgetfulFileSystem(seed) { IgnoresSync = true }) is not null);
        lost.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_batch_whose_sync_failed_is_not_believed_because_the_cache_shows_it()
    {
        // Linux marks pages clean when writing them failed: the next sync succeeds and has written nothing.
        for (var seed = 0; seed < 50; seed++)
        {
            var disk = new ForgetfulFileSystem(seed);
            var run = new StoreRun(disk, seed);
            run.Open();
            run.Append();
            disk.FailNext = ("sync", Fault.Refused);
            Should.Throw<LedgerStoppedException>(run.Append);
            disk.Kill();
            run.Open();
            run.Check().ShouldBeNull();
            run.Accept();
            disk.CutPower();
            run.Open();
            run.Check().ShouldBeNull($"seed {seed}: what the reopened store showed was lost");
        }
    }

    /// <summary>
    /// Several lives of a process, each ended by a kill or a power cut at a random call; returns what was lost, if anything.
    /// </summary>
    private static string? LiveThrough(int seed, ForgetfulFileSystem disk)
    {
        var random = new Random(seed);
        var run = new StoreRun(disk, seed);
        for (var life = 0; life < 6; life++)
        {
            disk.Plan = (random.Next(1, 40), Fault.PowerCut);
            try
            {
                run.Open();
                if (run.Check() is { } lost)
                {
                    return lost;
                }

                run.Accept();
                for (var i = random.Next(12); i > 0; i--)
                {
                    run.Append();
                }
            }
            catch (IOException e) when (e is PowerCutException or LedgerStoppedException { InnerException: PowerCutException })
            {
                // As planned.
            }
            catch (StoreDamagedException e)
            {
                return e.Message;
            }

            if (random.Next(4) == 0)
            {
                disk.Kill();
            }
            else
            {
                disk.CutPower();
            }
        }

        return null;
    }
}
