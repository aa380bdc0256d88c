using System.Diagnostics;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Publication;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Crash.Tests;

/// <summary>A disk that is really full: a small file system of its own, where one may be mounted.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("sirekap-full");
    private readonly bool _mounted;

    public FullDiskTests() =>
        _mounted = OperatingSystem.IsLinux() && Ran("mount", "-t", "tmpfs", "-o", "size=3m", "sirekap-test", _root.FullName);

    public void Dispose()
    {
        if (_mounted)
        {
            Ran("umount", _root.FullName).ShouldBeTrue();
        }

        _root.Delete(recursive: true);
    }

    [Fact]
    public void A_full_disk_stops_the_writer_loses_nothing_and_room_lets_it_go_on()
    {
        Assert.SkipUnless(_mounted, "no file system may be mounted here");
        var scene = Scene.Create(Path.Combine(_root.FullName, "scene"), 600, 6);
        var entries = scene.Entries().Select(bytes => new ReadOnlyMemory<byte>(bytes)).ToList();
        var ballast = Path.Combine(_root.FullName, "ballast");
        var acknowledged = 0;
        using (var sequencer = scene.Open())
        {
            sequencer.Append(entries[..50]);
            acknowledged = 50;
            Fill(ballast, leave: 64 << 10);
            var full = Should.Throw<LedgerStoppedException>(() =>
            {
                for (; acknowledged < entries.Count; acknowledged += 50)
                {
                    sequencer.Append(entries.GetRange(acknowledged, 50));
                }
            });
            full.InnerException.ShouldBeOfType<IOException>().Message.ShouldContain("No space left");
            Should.Throw<LedgerStoppedException>(() => sequencer.Append([entries[^1]]));
        }

        File.Delete(ballast);
        using var again = scene.Open();
        foreach (var entry in entries[..acknowledged])
        {
            again.Record.Ids.IndexOf(again.Record.Read(entry, out _)!.Id).ShouldBeGreaterThan(0);
        }

        again.Append(entries[acknowledged..]).ShouldAllBe(outcome => outcome.Rejection == null || outcome.Index >= 0);
    }

    [Fact]
    public async Task A_full_disk_is_shown_takes_nothing_and_goes_on_by_itself_when_there_is_room()
    {
        Assert.SkipUnless(_mounted, "no file system may be mounted here");
        var scene = Scene.Create(Path.Combine(_root.FullName, "scene"), 100, 8);
        var entries = scene.Entries().Select(bytes => new ReadOnlyMemory<byte>(bytes)).ToList();
        using (var sequencer = scene.Open())
        {
            sequencer.Append(entries[..50]);
            sequencer.Guard.Sign(sequencer.Tree, sequencer.Store).Checkpoint.ShouldNotBeNull();
        }

        var ballast = Path.Combine(_root.FullName, "ballast");
        Fill(ballast, leave: 0);
        var options = new IntakeOptions { DiskReserve = 256 << 10, DiskFloor = 64 << 10 };
        await using (var node = IntakeNode.Start(scene.Open(), options))
        {
            node.Read((record, _) => record.Count).ShouldBeGreaterThan(50);
            await Should.ThrowAsync<DiskFullException>(async () => await Submit(node));
            while (node.Warnings.All(warning => warning.Code != NodeWarningCode.DiskFull))
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            File.Delete(ballast);
            while (node.Disk == DiskRoom.Full)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            (await Submit(node)).Rejection.ShouldBeNull();
        }

        using var again = scene.Open();
        again.Record.Ids.IndexOf(again.Record.Read(entries[50], out _)!.Id).ShouldBeGreaterThan(0);

        ValueTask<Outcome> Submit(IntakeNode node) => node.SubmitAsync(entries[50], TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_publication_that_finds_no_room_leaves_the_one_before()
    {
        Assert.SkipUnless(_mounted, "no file system may be mounted here");
        var scene = Scene.Create(Path.Combine(_root.FullName, "scene"), 100, 7);
        using var sequencer = scene.Open();
        var entries = scene.Entries().Select(bytes => new ReadOnlyMemory<byte>(bytes)).ToList();
        sequencer.Append(entries[..(entries.Count / 2)]);
        Publisher.Publish(sequencer, sequencer.Guard.Sign(sequencer.Tree, sequencer.Store).Checkpoint!, scene.Publication);
        var size = sequencer.Tree.Size;
        sequencer.Append(entries[(entries.Count / 2)..]);
        var checkpoint = sequencer.Guard.Sign(sequencer.Tree, sequencer.Store).Checkpoint!;
        Fill(Path.Combine(_root.FullName, "ballast"), leave: 32 << 10);

        var failure = Xunit.Record.Exception(() => Publisher.Publish(sequencer, checkpoint, scene.Publication));

        (failure is AggregateException all ? all.InnerException : failure)
            .ShouldBeOfType<IOException>()
            .Message.ShouldContain("No space left");
        using (var source = PublicationSource.Open(scene.Publication))
        {
            var report = Verifier.Verify(source, new VerificationOptions());
            report.Flaws.ShouldBeEmpty();
            report.Checkpoint!.Value.Size.ShouldBe(size);
        }

        File.Delete(Path.Combine(_root.FullName, "ballast"));
        Publisher.Publish(sequencer, checkpoint, scene.Publication);
        using var renewed = PublicationSource.Open(scene.Publication);
        Verifier.Verify(renewed, new VerificationOptions()).Flaws.ShouldBeEmpty();
    }

    private void Fill(string path, long leave)
    {
        var room = new DriveInfo(_root.FullName).AvailableFreeSpace - leave;
        room.ShouldBeGreaterThan(0);
        File.WriteAllBytes(path, new byte[room]);
    }

    private static bool Ran(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false }
            );
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
