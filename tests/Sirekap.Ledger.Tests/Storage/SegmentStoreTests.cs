using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

public sealed class SegmentStoreTests
{
    private const string Ledger = "/ledger";

    private static IReadOnlyList<ReadOnlyMemory<byte>> Batch(params string[] entries) =>
        [.. entries.Select(entry => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(entry))];

    private static List<string> All(SegmentStore store, long from = 0)
    {
        var all = new List<string>();
        store
            .ReadAll(
                from,
                (index, entry) =>
                {
                    index.ShouldBe(from + all.Count);
                    all.Add(Encoding.UTF8.GetString(entry));
                }
            )
            .ShouldBe(store.Count);
        return all;
    }

    [Fact]
    public void The_checksum_is_that_of_rfc_3720()
    {
        Crc32C.Of("123456789"u8).ShouldBe(0xE3069283);
        Crc32C.Of(new byte[32]).ShouldBe(0x8A9136AA); // RFC 3720 B.4, 32 bytes of zeros
        Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]).ShouldBe(0x46DD794Eu); // RFC 3720 B.4, ascending
    }

    [Fact]
    public void What_was_appended_is_read_back_after_reopening()
    {
        var disk = new ForgetfulFileSystem(1);
        using (var store = SegmentStore.OpenWriter(disk, Ledger))
        {
            store.AppendBatch(Batch("a", "b")).ShouldBe(0);
            store.AppendBatch(Batch("c")).ShouldBe(2);
        }

        var replayed = new List<string>();
        using var again = SegmentStore.OpenWriter(disk, Ledger, (_, entry) => replayed.Add(Encoding.UTF8.GetString(entry)));
        replayed.ShouldBe(["a", "b", "c"]);
        All(again).ShouldBe(replayed);
        All(again, from: 2).ShouldBe(["c"]);
        again.AppendBatch(Batch("d")).ShouldBe(3);
        Encoding.UTF8.GetString(again.Read(3)).ShouldBe("d");
    }

    [Fact]
    public void Every_entry_is_found_by_its_index_in_any_batching()
    {
        var sizes = Gen.Choose(1, 400).SelectMany(count => Gen.Elements(1, 2, 7, 60, 300, 5000, 65_535).ArrayOf(count));
        var batches = Gen.Choose(1, 150);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(25),
            Prop.ForAll(
                sizes.ToArbitrary(),
                batches.ToArbitrary(),
                (lengths, perBatch) =>
                {
                    var disk = new ForgetfulFileSystem(1);
                    var entries = lengths.Select((length, i) => Enumerable.Repeat(unchecked((byte)i), length).ToArray()).ToArray();
                    foreach (var reopened in (bool[])[false, true])
                    {
                        using var store = SegmentStore.OpenWriter(disk, Ledger, segmentBytes: 200_000);
                        if (!reopened)
                        {
                            foreach (var chunk in entries.Chunk(perBatch))
                            {
                                store.AppendBatch([.. chunk.Select(entry => (ReadOnlyMemory<byte>)entry)]);
                            }
                        }

                        for (var i = 0; i < entries.Length; i++)
                        {
                            store.Read(i).ShouldBe(entries[i]);
                        }

                        var next = (long)entries.Length / 2;
                        store
                            .ReadAll(
                                next,
                                (index, entry) =>
                                {
                                    index.ShouldBe(next++);
                                    entry.SequenceEqual(entries[index]).ShouldBeTrue();
                                }
                            )
                            .ShouldBe(entries.Length);
                    }
                }
            )
        );
    }

    [Fact]
    public void Entries_that_no_bundle_could_hold_are_refused_and_nothing_is_written()
    {
        using var store = SegmentStore.OpenWriter(new ForgetfulFileSystem(1), Ledger);
        Should.Throw<ArgumentException>(() => store.AppendBatch([])).Message.ShouldContain("a batch of 0 bytes");
        Should.Throw<ArgumentException>(() => store.AppendBatch([new byte[1], new byte[65_536]])).Message.ShouldContain("entry 1");
        Should.Throw<ArgumentException>(() => store.AppendBatch([ReadOnlyMemory<byte>.Empty])).Message.ShouldContain("entry 0");
        store.Stopped.ShouldBeNull();
        store.AppendBatch([new byte[65_535]]).ShouldBe(0);
        store.Count.ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => store.Read(1));
        Should.Throw<ArgumentOutOfRangeException>(() => store.Read(-1));
    }

    [Fact]
    public void A_second_writer_is_refused_by_name_and_the_first_goes_on()
    {
        var disk = new ForgetfulFileSystem(1);
        using (var store = SegmentStore.OpenWriter(disk, Ledger))
        {
            Should.Throw<StoreInUseException>(() => SegmentStore.OpenWriter(disk, Ledger)).Message.ShouldContain(Ledger);
            store.AppendBatch(Batch("a"));
        }

        using var next = SegmentStore.OpenWriter(disk, Ledger);
        next.Count.ShouldBe(1);
    }

    [Fact]
    public void A_reader_beside_a_writer_sees_what_was_there_when_it_opened_and_cannot_append()
    {
        var disk = new ForgetfulFileSystem(1);
        using var writer = SegmentStore.OpenWriter(disk, Ledger, segmentBytes: 100);
        writer.AppendBatch(Batch("a", "b"));
        using var reader = SegmentStore.OpenReader(disk, Ledger);
        for (var i = 0; i < 20; i++)
        {
            writer.AppendBatch(Batch("later"));
        }

        reader.Count.ShouldBe(2);
        All(reader).ShouldBe(["a", "b"]);
        Encoding.UTF8.GetString(reader.Read(1)).ShouldBe("b");
        Should.Throw<InvalidOperationException>(() => reader.AppendBatch(Batch("x")));
    }

    [Fact]
    public void A_reader_waits_until_what_it_shows_is_durable()
    {
        var disk = new ForgetfulFileSystem(7);
        using (var writer = SegmentStore.OpenWriter(disk, Ledger))
        {
            writer.AppendBatch(Batch("a"));
            // The process dies between its write and its sync: the batch stands whole in the page cache.
            disk.FailNext = ("sync", Fault.PowerCut);
            Should.Throw<LedgerStoppedException>(() => writer.AppendBatch(Batch(new string('b', 500))));
        }

        disk.Kill();
        using (var reader = SegmentStore.OpenReader(disk, Ledger))
        {
            reader.Count.ShouldBe(2);
        }

        disk.CutPower();
        using var again = SegmentStore.OpenWriter(disk, Ledger);
        again.Count.ShouldBe(2);
    }

    [Fact]
    public void A_missing_store_is_not_an_empty_one_to_a_reader()
    {
        Should
            .Throw<DirectoryNotFoundException>(() => SegmentStore.OpenReader(new ForgetfulFileSystem(1), Ledger))
            .Message.ShouldContain(Ledger);
    }
}
