using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Ledger.Tiles;

namespace Sirekap.Ledger.Tests.Tiles;

public class EntryBundleTests
{
    [Fact]
    public void Each_entry_stands_after_its_length()
    {
        EntryBundle.Encode([Array.Empty<byte>(), new byte[] { 0x61 }, new byte[] { 1, 2 }]).ShouldBe([0, 0, 0, 1, 0x61, 0, 2, 1, 2]);
    }

    [Fact]
    public void Every_bundle_is_read_back() =>
        Prop.ForAll<NonEmptyArray<byte[]>>(entries =>
            {
                var memory = entries.Get.Select(e => (ReadOnlyMemory<byte>)(e ?? [])).ToArray();
                var bytes = EntryBundle.Encode(memory);
                EntryBundle.TryDecode(bytes, memory.Length, out var read, out var error).ShouldBeTrue(error);
                read!.Select(e => e.ToArray()).ShouldBe(memory.Select(e => e.ToArray()));
                EntryBundle.Encode(read!).ShouldBe(bytes);
                var appended = new ArrayBufferWriter<byte>();
                foreach (var entry in memory)
                {
                    EntryBundle.Append(appended, entry.Span);
                }

                appended.WrittenSpan.ToArray().ShouldBe(bytes);
                Should.Throw<ArgumentException>(() => EntryBundle.Append(appended, new byte[EntryBundle.MaxEntryLength + 1]));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_longest_entry_and_the_fullest_bundle_fit()
    {
        var longest = new byte[EntryBundle.MaxEntryLength];
        EntryBundle.TryDecode(EntryBundle.Encode([longest]), 1, out var read, out _).ShouldBeTrue();
        read![0].Length.ShouldBe(65_535);
        EntryBundle.Encode([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 256)]).Length.ShouldBe(512);
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]));
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([.. Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, 257)]));
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([]));
    }

    [Theory]
    [InlineData("", 1, "bundle ends at byte 0, before the length of entry 0 of 1")]
    [InlineData("00", 1, "bundle ends at byte 1, before the length of entry 0 of 1")]
    [InlineData("000161", 2, "bundle ends at byte 3, before the length of entry 1 of 2")]
    [InlineData("00026100", 2, "bundle ends at byte 4, before the length of entry 1 of 2")]
    [InlineData("000361", 1, "bundle ends at byte 3, within the 3 bytes of entry 0 of 1")]
    [InlineData("000161000162", 1, "bundle has 3 bytes after its 1 entries")]
    public void A_bundle_of_another_width_is_refused(string hex, int width, string reason)
    {
        EntryBundle.TryDecode(Convert.FromHexString(hex), width, out var entries, out var error).ShouldBeFalse();
        entries.ShouldBeNull();
        error.ShouldBe(reason);
    }
}
