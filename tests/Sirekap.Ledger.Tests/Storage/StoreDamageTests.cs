using System.Text;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>A torn tail goes; damage to what was acknowledged stops everything, and nothing is touched.</summary>
public sealed class StoreDamageTests
{
    private const string First = "/ledger/segments/00000000.seg";

    private static ReadOnlyMemory<byte>[] Batch(int i) =>
        [Encoding.UTF8.GetBytes($"entry {i} of the damaged"), Encoding.UTF8.GetBytes($"and {i}")];

    private static ForgetfulFileSystem Disk(int batches, int segmentBytes = SegmentStore.DefaultSegmentBytes)
    {
        var disk = new ForgetfulFileSystem(1);
        using var store = SegmentStore.OpenWriter(disk, "/ledger", segmentBytes: segmentBytes);
        for (var i = 0; i < batches; i++)
        {
            store.AppendBatch(Batch(i));
        }

        return disk;
    }

    private static void Append(ForgetfulFileSystem disk, string path, ReadOnlySpan<byte> bytes)
    {
        using var file = disk.OpenWrite(path);
        file.Write(file.Length, bytes);
        file.Sync();
    }

    [Fact]
    public void Any_bit_changed_before_the_last_batch_stops_the_opening_and_names_file_and_offset()
    {
        var length = Disk(1).LengthOf(First);
        for (var offset = 0L; offset < 2 * length; offset++)
        {
            var disk = Disk(3);
            disk.Rot(First, offset);
            var before = disk.LengthOf(First);
            var damage = Should.Throw<StoreDamagedException>(() => SegmentStore.OpenWriter(disk, "/ledger"));
            (damage.File, damage.Offset).ShouldBe((First, offset / length * length));
            Should.Throw<StoreDamagedException>(() => SegmentStore.OpenReader(disk, "/ledger"));
            disk.LengthOf(First).ShouldBe(before);
        }
    }

    [Fact]
    public void Any_bit_changed_in_an_earlier_segment_stops_the_opening()
    {
        var segments = Disk(3, segmentBytes: 1).LengthOf(First);
        for (var offset = 0L; offset < segments; offset++)
        {
            var disk = Disk(3, segmentBytes: 1);
            disk.Rot(First, offset);
            Should.Throw<StoreDamagedException>(() => SegmentStore.OpenWriter(disk, "/ledger")).File.ShouldBe(First);
        }
    }

    [Fact]
    public void A_cut_at_any_length_of_the_last_batch_leaves_the_batches_before_it()
    {
        var one = Disk(1).LengthOf(First);
        for (var length = one; length < 2 * one; length++)
        {
            var disk = Disk(2);
            using (var file = disk.OpenWrite(First))
            {
                file.Truncate(length);
            }

            using (var reader = SegmentStore.OpenReader(disk, "/ledger"))
            {
                reader.Count.ShouldBe(2);
            }

            disk.LengthOf(First).ShouldBe(length, "a reader changes nothing");
            using var store = SegmentStore.OpenWriter(disk, "/ledger");
            store.Count.ShouldBe(2);
            disk.LengthOf(First).ShouldBe(one);
            store.AppendBatch(Batch(1)).ShouldBe(2);
        }
    }

    [Fact]
    public void Zeros_and_rubbish_at_the_end_are_a_torn_append()
    {
        foreach (
            var tail in (byte[][])
                [
                    [0],
                    new byte[4096],
                    [.. "rubbish"u8],
                    [0xFF, 0x53, 0x4B, 0x01],
                ]
        )
        {
            var disk = Disk(2);
            Append(disk, First, tail);
            using var store = SegmentStore.OpenWriter(disk, "/ledger");
            store.Count.ShouldBe(4);
        }
    }

    [Fact]
    public void A_flaw_in_the_last_batch_is_no_torn_append_when_it_is_known_to_have_been_acknowledged()
    {
        var disk = Disk(2);
        var length = disk.LengthOf(First);
        disk.Rot(First, length - 10);
        Should
            .Throw<StoreDamagedException>(() => SegmentStore.OpenWriter(disk, "/ledger", knownDurable: 4))
            .Message.ShouldContain("4 entries were acknowledged");
        disk.LengthOf(First).ShouldBe(length);
        using var store = SegmentStore.OpenWriter(disk, "/ledger", knownDurable: 2);
        store.Count.ShouldBe(2);
    }

    [Fact]
    public void A_missing_segment_stops_the_opening()
    {
        var disk = Disk(4, segmentBytes: 1);
        disk.Remove("/ledger/segments/00000001.seg");
        Should.Throw<StoreDamagedException>(() => SegmentStore.OpenWriter(disk, "/ledger")).Message.ShouldContain("00000001.seg");
    }

    [Fact]
    public void Segments_in_the_wrong_order_stop_the_opening()
    {
        var disk = Disk(3, segmentBytes: 1);
        disk.Rename("/ledger/segments/00000002.seg", "/ledger/segments/x");
        disk.Rename("/ledger/segments/00000001.seg", "/ledger/segments/00000002.seg");
        disk.Rename("/ledger/segments/x", "/ledger/segments/00000001.seg");
        Should.Throw<StoreDamagedException>(() => SegmentStore.OpenWriter(disk, "/ledger")).Message.ShouldContain("where 2 is due");
    }

    [Fact]
    public void A_batch_of_another_place_at_the_end_stops_the_opening()
    {
        var disk = Disk(2, segmentBytes: 1);
        disk.Remove(First);
        disk.Rename("/ledger/segments/00000001.seg", First);
        Should.Throw<StoreDamagedException>(() => SegmentStore.OpenWriter(disk, "/ledger")).Message.ShouldContain("where 0 is due");
    }
}
