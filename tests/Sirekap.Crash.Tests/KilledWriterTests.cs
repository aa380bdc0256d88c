using System.Runtime.InteropServices;

namespace Sirekap.Crash.Tests;

/// <summary>A real process that writes, signs and publishes is killed, asked to stop, or met by a second one.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("sirekap-crash");

    private Scene Made(int stations = 400) => Scene.Create(Path.Combine(_root.FullName, "scene"), stations, 3);

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>As bench/crash does it, hundreds of times.</summary>
    [Fact]
    public void Twelve_kills_lose_nothing_and_contradict_nothing()
    {
        var result = CrashRun.Run(12, seed: 2024, _ => { });

        result.Contradictions.ShouldBeEmpty();
        result.Kills.ShouldBe(12);
        result.Acknowledged.ShouldBeGreaterThan(40);
        result.Checkpoints.ShouldBeGreaterThan(4);
        result.Publications.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void What_is_taken_away_behind_its_back_is_noticed()
    {
        var scene = Made();
        var testimony = new Testimony(scene);
        var contradictions = new List<string>();
        testimony.Hear(LinesUntil(scene, "ack", 60), contradictions);
        testimony.Check(repair: false, signatures: true, contradictions);
        contradictions.ShouldBeEmpty();

        // All batches but the first go as if they had never been: what the segments alone cannot know. (The last one may not have been
        // acknowledged.)
        var segment = Directory.GetFiles(Path.Combine(scene.Folder.Ledger, "segments"), "*.seg").Single();
        var bytes = File.ReadAllBytes(segment);
        File.WriteAllBytes(segment, bytes[..(1 + bytes.AsSpan(1).IndexOf((ReadOnlySpan<byte>)[0xFF, 0x53, 0x4B, 0x01]))]);
        testimony.Check(repair: false, signatures: false, contradictions);

        contradictions.ShouldNotBeEmpty();
        contradictions.ShouldContain(text => text.Contains("was acknowledged as") && text.EndsWith("now there is nothing"));
    }

    [Fact]
    public void A_second_writer_is_turned_away_and_the_first_goes_on()
    {
        var scene = Made();
        using var reached = new ManualResetEventSlim();
        using var first = Victim.Child(scene, 1, line => Set(reached, line, "ack"));
        reached.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).ShouldBeTrue();

        first.Freeze();

        using var second = Victim.Child(scene, 2);
        var (code, errors) = second.Wait();
        code.ShouldBe(2);
        errors.ShouldContain("StoreInUseException");
        using var publish = Victim.Sirekap("publish", "--data", scene.Data, "--to", Path.Combine(_root.FullName, "elsewhere"));
        (code, errors) = publish.Wait();
        code.ShouldBe(2);
        errors.ShouldContain("another process is writing this ledger");

        first.Thaw();
        Finish(scene, first);
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public void Asked_to_stop_it_stops_cleanly(PosixSignal signal)
    {
        Assert.SkipWhen(signal == PosixSignal.SIGINT && Victim.IgnoresInterrupts, "this shell has its commands ignore SIGINT");
        var scene = Made();
        using var reached = new ManualResetEventSlim();
        using var victim = Victim.Child(scene, 1, line => Set(reached, line, "ack"));
        reached.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).ShouldBeTrue();
        victim.Signal(signal);

        victim.Wait().ShouldBe((0, ""));
        victim.Lines[^1].ShouldBe("stopped");
        var contradictions = new List<string>();
        var testimony = new Testimony(scene);
        testimony.Hear(victim.Lines, contradictions);
        testimony.Check(repair: false, signatures: true, contradictions);
        contradictions.ShouldBeEmpty();
    }

    /// <summary>Waits for the process to end by itself; then all that can be said stands.</summary>
    private static void Finish(Scene scene, Victim victim)
    {
        victim.Wait().Code.ShouldBe(0);
        victim.Lines[^1].ShouldBe("finished");
        var contradictions = new List<string>();
        var testimony = new Testimony(scene);
        testimony.Hear(victim.Lines, contradictions);
        testimony.Check(repair: true, signatures: true, contradictions);
        contradictions.ShouldBeEmpty();
        testimony.Acknowledged.ShouldBe(scene.Entries().Count);
    }

    private static IReadOnlyList<string> LinesUntil(Scene scene, string word, int count)
    {
        using var reached = new ManualResetEventSlim();
        var left = count;
        using var victim = Victim.Child(
            scene,
            1,
            line =>
            {
                if (line.StartsWith(word, StringComparison.Ordinal) && Interlocked.Decrement(ref left) == 0)
                {
                    reached.Set();
                }
            }
        );
        reached.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken).ShouldBeTrue();
        victim.Kill();
        victim.Wait();
        return victim.Lines;
    }

    private static void Set(ManualResetEventSlim reached, string line, string word)
    {
        if (line.StartsWith(word, StringComparison.Ordinal))
        {
            reached.Set();
        }
    }
}
