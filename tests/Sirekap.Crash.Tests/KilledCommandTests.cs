using System.Runtime.InteropServices;
using Sirekap.Cli;
using Sirekap.Publication;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Crash.Tests;

/// <summary>The commands, killed in the middle.</summary>
public sealed class KilledCommandTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("sirekap-crash");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Whenever_publish_is_killed_the_folder_is_the_old_publication_or_the_new_one_whole()
    {
        const int Kills = 8;
        var scene = Scene.Create(Path.Combine(_root.FullName, "scene"), 2000, 4);
        var (first, second) = Append(scene);
        var random = new Random(4);
        var (old, renewed) = (0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var publish = Victim.Sirekap("publish", "--data", scene.Data, "--to", scene.Publication);
            while (!Directory.Exists(scene.Publication + ".new") && !publish.HasExited)
            {
                Thread.Sleep(1);
            }

            Thread.Sleep(random.Next(kill * 60));
            publish.Kill();
            publish.Wait();

            var size = Verified(scene);
            size.ShouldBeOneOf(first, second);
            _ = size == first ? old++ : renewed++;
        }

        old.ShouldBeGreaterThan(0, $"{renewed} kills came too late");

        // What a killed one left beside the folder is in nobody's way.
        using var last = Victim.Sirekap("publish", "--data", scene.Data, "--to", scene.Publication);
        last.Wait().ShouldBe((Exit.Holds, ""));
        Verified(scene).ShouldBe(second);
        Directory.Exists(scene.Publication + ".new").ShouldBeFalse();
    }

    [Fact]
    public void Whenever_a_beginning_is_killed_there_is_an_election_that_opens_or_one_can_begin()
    {
        var random = new Random(5);
        for (var kill = 0; kill < 5; kill++)
        {
            var data = Path.Combine(_root.FullName, $"data{kill}");
            using (var simulate = Victim.Sirekap("simulate", "--data", data, "--stations", "300", "--seed", "1", "--election", "coba"))
            {
                while (!Directory.Exists(Path.Combine(data, "elections", "coba")) && !simulate.HasExited)
                {
                    Thread.Sleep(1);
                }

                Thread.Sleep(random.Next(30));
                simulate.Kill();
                simulate.Wait();
            }

            if (ElectionFolder.At(data, "coba").Exists)
            {
                LedgerReader.Open(ElectionFolder.At(data, "coba")).Dispose();
            }
            else
            {
                using var again = Victim.Sirekap("simulate", "--data", data, "--stations", "300", "--seed", "1", "--election", "coba");
                again.Wait().ShouldBe((Exit.Holds, ""));
            }
        }
    }

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public void A_simulation_asked_to_stop_ends_and_leaves_a_ledger_that_opens(PosixSignal signal)
    {
        Assert.SkipWhen(signal == PosixSignal.SIGINT && Victim.IgnoresInterrupts, "this shell has its commands ignore SIGINT");
        var data = Path.Combine(_root.FullName, "data");
        using var simulate = Victim.Sirekap("simulate", "--data", data, "--stations", "200000", "--seed", "1", "--election", "coba");
        while (!ElectionFolder.At(data, "coba").Exists && !simulate.HasExited)
        {
            Thread.Sleep(10);
        }

        simulate.Signal(signal);

        simulate.Wait().Code.ShouldNotBe(0);
        using var reader = LedgerReader.Open(ElectionFolder.At(data, "coba"));
        reader.Record.Count.ShouldBeGreaterThan(0);
    }

    /// <summary>Half of the night, published; then the other half. The sizes of both.</summary>
    private static (long First, long Second) Append(Scene scene)
    {
        using var sequencer = scene.Open();
        var entries = scene.Entries().Select(bytes => new ReadOnlyMemory<byte>(bytes)).ToList();
        sequencer.Append(entries[..(entries.Count / 2)]).ShouldAllBe(outcome => outcome.Rejection == null);
        var first = sequencer.Tree.Size;
        Publisher.Publish(sequencer, sequencer.Guard.Sign(sequencer.Tree, sequencer.Store).Checkpoint!, scene.Publication);
        sequencer.Append(entries[(entries.Count / 2)..]).ShouldAllBe(outcome => outcome.Rejection == null);
        return (first, sequencer.Tree.Size);
    }

    private static long Verified(Scene scene)
    {
        using var source = PublicationSource.Open(scene.Publication);
        var report = Verifier.Verify(source, new VerificationOptions(Signatures: false));
        report.Flaws.ShouldBeEmpty();
        return report.Checkpoint!.Value.Size;
    }
}
