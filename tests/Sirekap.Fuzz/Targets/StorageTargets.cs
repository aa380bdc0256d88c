using System.Buffers.Binary;
using Sirekap.Ledger.Storage;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>
/// Files of a ledger's own directory, damaged: it opens to entries that it can read again and go on from, or says by name what is damaged.
/// </summary>
internal static class StorageTargets
{
    private const string Ledger = "/ledger";
    private const string First = "/ledger/segments/00000000.seg";
    private const string Second = "/ledger/segments/00000001.seg";

    /// <summary>Stands between the two segments of an input.</summary>
    private static readonly byte[] Cut = "|next segment|"u8.ToArray();

    public static IEnumerable<Target> Create()
    {
        yield return new Target("segments", [.. Segments()], OpenStore)
        {
            Words = ["\u00FF", "SK\u0001", "|next segment|", "\0\0\0\u0001", "\0\u0001"],
            Repair = MendChecksums,
            MostAllocated = 256L << 20,
        };
        yield return new Target(
            "checkpoint-files",
            [SampleLog.Checkpoint(5).Bytes.ToArray(), SampleLog.Checkpoint(0).Bytes.ToArray()],
            OpenGuard
        )
        {
            Words = ["\n", "\u2014 ", " "],
        };
    }

    private static IEnumerable<byte[]> Segments()
    {
        foreach (var segmentBytes in (int[])[1 << 20, 200])
        {
            var files = new MemoryFileSystem();
            using var store = SegmentStore.OpenWriter(files, Ledger, segmentBytes: segmentBytes);
            store.AppendBatch([SampleLog.Entry(0)]);
            store.AppendBatch([.. Enumerable.Range(1, 4).Select(i => (ReadOnlyMemory<byte>)SampleLog.Entry(i))]);
            store.AppendBatch([SampleLog.Entry(5), SampleLog.Entry(6)]);
            yield return files.FileExists(Second) ? [.. files[First], .. Cut, .. files[Second]] : files[First];
        }
    }

    private static string OpenStore(byte[] input)
    {
        var files = new MemoryFileSystem();
        var cut = input.AsSpan().IndexOf(Cut);
        files[First] = cut < 0 ? input : input[..cut];
        if (cut >= 0)
        {
            files[Second] = input[(cut + Cut.Length)..];
        }

        var shown = new List<byte[]>();
        try
        {
            using var store = SegmentStore.OpenWriter(files, Ledger, (_, entry) => shown.Add(entry.ToArray()));
            Unless(store.Count == shown.Count, "it counts other entries than it shows");
            for (var i = 0; i < shown.Count; i += 1 + (shown.Count / 20))
            {
                Unless(store.Read(i).AsSpan().SequenceEqual(shown[i]), $"entry {i} reads otherwise than it was shown");
            }

            Unless(store.AppendBatch(["one more"u8.ToArray()]) == shown.Count, "the next entry has another index");
        }
        catch (StoreDamagedException e)
        {
            using var reader = Reader(files);
            return e.Message[(e.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        }

        using var again = SegmentStore.OpenWriter(files, Ledger);
        Unless(again.Count == shown.Count + 1, "opened again it has other entries");
        return Target.Accepted;
    }

    /// <summary>A reader of a damaged store must name the damage too.</summary>
    private static SegmentStore? Reader(MemoryFileSystem files)
    {
        try
        {
            return SegmentStore.OpenReader(files, Ledger);
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    private static string OpenGuard(byte[] input)
    {
        var files = new MemoryFileSystem { [Ledger + "/checkpoint"] = input };
        try
        {
            var size = CheckpointGuard.LatestSize(files, Ledger);
            var guard = CheckpointGuard.Open(files, Ledger, SampleLog.Log);
            Unless(guard.Latest!.Checkpoint.Size == size, "the guard holds another size");
            Unless(guard.Latest.Checkpoint.Root == SampleLog.Tree.Root(size), "the guard believes a checkpoint that the log did not sign");
            return Target.Accepted;
        }
        catch (StoreDamagedException e)
        {
            return e.Message;
        }
    }

    private static byte[] MendChecksums(byte[] input)
    {
        const int Header = 24;
        var bytes = (byte[])input.Clone();
        ReadOnlySpan<byte> magic = [0xFF, 0x53, 0x4B, 0x01];
        for (var at = bytes.AsSpan().IndexOf(magic); at >= 0 && at + Header <= bytes.Length; )
        {
            var batch = bytes.AsSpan(at);
            BinaryPrimitives.WriteUInt32BigEndian(batch[20..], Crc32C.Of(batch[..20]));
            var length = BinaryPrimitives.ReadUInt32BigEndian(batch[16..]);
            if (length <= batch.Length - Header - 4)
            {
                var body = Header + (int)length;
                BinaryPrimitives.WriteUInt32BigEndian(batch[body..], Crc32C.Of(batch[..body]));
            }

            var next = bytes.AsSpan(at + 1).IndexOf(magic);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return bytes;
    }
}
