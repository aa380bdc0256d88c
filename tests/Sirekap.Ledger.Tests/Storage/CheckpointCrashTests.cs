using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>
/// A log that appends and signs, on a disk that fails at every call and forgets: no checkpoint contradicts a released one.
/// </summary>
public sealed class CheckpointCrashTests
{
    [Fact]
    public void No_power_cut_makes_the_log_contradict_itself()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            LiveThrough(new ForgetfulFileSystem(seed), seed).ShouldBeNull($"seed {seed}");
        }
    }

    [Fact]
    public void Without_syncs_the_same_test_fails()
    {
        Enumerable
            .Range(0, 200)
            .Count(seed => LiveThrough(new ForgetfulFileSystem(seed) { IgnoresSync = true }, seed) is not null)
            .ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whichever_call_fails_no_checkpoint_contradicts_a_released_one(bool power)
    {
        var counted = new ForgetfulFileSystem(0);
        new LogRun(counted).Live(batches: 4);
        foreach (var fault in Enum.GetValues<Fault>())
        {
            for (var call = 1; call <= counted.Calls; call++)
            {
                var disk = new ForgetfulFileSystem(call) { Plan = (call, fault) };
                var run = new LogRun(disk);
                run.TryLive(batches: 4);
                if (power)
                {
                    disk.CutPower();
                }
                else
                {
                    disk.Kill();
                }

                run.Live(batches: 2).ShouldBeNull($"{fault} at call {call}");
            }
        }
    }

    private static string? LiveThrough(ForgetfulFileSystem disk, int seed)
    {
        var random = new Random(seed);
        var run = new LogRun(disk);
        for (var life = 0; life < 5; life++)
        {
            disk.Plan = (random.Next(1, 70), Fault.PowerCut);
            if (run.TryLive(random.Next(8)) is { } flaw)
            {
                return flaw;
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

        return run.TryLive(batches: 1);
    }

    private sealed class LogRun(ForgetfulFileSystem disk)
    {
        private readonly StoreRun _store = new(disk, seed: 3);
        private readonly List<Checkpoint> _released = [];

        /// <summary>As <see cref="Live"/>, but the process may die of a planned fault.</summary>
        public string? TryLive(int batches)
        {
            try
            {
                return Live(batches);
            }
            catch (IOException e) when (e is not StoreDamagedException)
            {
                return null;
            }
            catch (StoreDamagedException e)
            {
                return e.Message;
            }
        }

        public string? Live(int batches)
        {
            _store.Open();
            if (_store.Check() is { } lost)
            {
                return lost;
            }

            _store.Accept();
            var guard = CheckpointGuard.Open(disk, "/ledger", TestLog.Key);
            var largest = _released.Count == 0 ? 0 : _released.Max(one => one.Size);
            if ((guard.Latest?.Checkpoint.Size ?? 0) < largest)
            {
                return $"a checkpoint of {largest} entries was released, and is not in the file";
            }

            for (var i = 0; i < batches; i++)
            {
                _store.Append();
                var result = guard.Sign(_store.Tree, _store.Store);
                if (result.Refusal is not null)
                {
                    return result.Refusal.ToString();
                }

                _released.Add(result.Checkpoint!.Checkpoint);
            }

            return _released.Exists(one => one.Size > _store.Tree.Size || _store.Tree.Root(one.Size) != one.Root)
                ? "two histories were signed"
                : null;
        }
    }
}
