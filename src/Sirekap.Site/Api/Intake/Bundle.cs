using System.Buffers.Binary;
using Sirekap.Ledger.Tiles;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Api.Intake;

/// <summary>Notes in bulk, in the form of a C2SP entry bundle: each after its length in two bytes, big-endian.</summary>
internal static class Bundle
{
    public const string ContentType = "application/vnd.sirekap.bundle";

    /// <summary>As many as a C2SP bundle has: the ledger's own reader takes it apart.</summary>
    public const int Most = 256;

    /// <summary>Most bytes of a bundle: its largest part would otherwise be bundles of the largest entries, which nobody has.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The notes, or what is wrong.</summary>
    public static Problem? Read(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte>[] notes)
    {
        notes = [];
        var (width, at) = (0, 0);
        for (; at < bytes.Length && width <= Most; width++)
        {
            at +=
                bytes.Length - at < sizeof(ushort) ? bytes.Length : sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[at..]);
        }

        if (width is 0 or > Most)
        {
            return Flaw(width == 0 ? "bundle.empty" : "bundle.many");
        }

        if (!EntryBundle.TryDecode(bytes, width, out var entries, out _))
        {
            return Flaw("bundle.cut");
        }

        notes = entries;
        return null;
    }

    private static Problem Flaw(string key) => new(ProblemCode.BadBundle) { Words = [Most, new TextKey(key)] };
}
