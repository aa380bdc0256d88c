using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>The store on the machine's own disk.</summary>
public sealed class DiskFileSystemTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sirekap-store-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_store_on_a_real_disk_is_created_written_and_reopened()
    {
        var ledger = Path.Combine(_directory, "elections", "x");
        using (var store = SegmentStore.OpenWriter(DiskFileSystem.Instance, ledger, segmentBytes: 100))
        {
            for (var i = 0; i < 10; i++)
            {
                store.AppendBatch([new byte[] { (byte)i, 1, 2 }, new byte[] { 9 }]);
            }

            Should.Throw<StoreInUseException>(() => SegmentStore.OpenWriter(DiskFileSystem.Instance, ledger));
            using var reader = SegmentStore.OpenReader(DiskFileSystem.Instance, ledger);
            reader.Read(18).ShouldBe([9, 1, 2]);
        }

        using var again = SegmentStore.OpenWriter(DiskFileSystem.Instance, ledger);
        again.Count.ShouldBe(20);
        Directory.GetFiles(Path.Combine(ledger, "segments"), "*.seg").Length.ShouldBe(5);
    }

    [Fact]
    public void A_torn_tail_on_a_real_disk_is_cut_off()
    {
        using (var store = SegmentStore.OpenWriter(DiskFileSystem.Instance, _directory))
        {
            store.AppendBatch([new byte[10]]);
        }

        var segment = Path.Combine(_directory, "segments", "00000000.seg");
        var sound = new FileInfo(segment).Length;
        File.AppendAllText(segment, "torn");
        using var again = SegmentStore.OpenWriter(DiskFileSystem.Instance, _directory);
        again.Count.ShouldBe(1);
        new FileInfo(segment).Length.ShouldBe(sound);
    }

    [Fact]
    public void Syncing_a_directory_that_is_not_there_fails_by_name()
    {
        Should
            .Throw<IOException>(() => DiskFileSystem.Instance.SyncDirectory(Path.Combine(_directory, "none")))
            .Message.ShouldContain("none");
    }
}
