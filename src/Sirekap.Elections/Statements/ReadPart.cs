using System.Text;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Reads the parts that several kinds of statement have.</summary>
internal static class ReadPart
{
    public static (string Contest, RegionCode Station) Place(ref CanonicalReader r)
    {
        r.Expect(",\"contest\":"u8);
        var contest = r.String(StatementCodec.LongestId);
        r.Expect(",\"station\":"u8);
        var station = Region(ref r);
        if (!r.Failed && station.Level != Level.Station)
        {
            r.Fail("expected a station's code of 13 characters");
        }

        return (contest.SequenceEqual("ppwp"u8) ? "ppwp" : Encoding.ASCII.GetString(contest), station);
    }

    public static T Word<T>(ref CanonicalReader r, IReadOnlyList<(T Value, string Word)> words)
        where T : struct, Enum
    {
        var text = r.String(StatementCodec.LongestId);
        foreach (var (value, word) in words)
        {
            if (Ascii.Equals(text, word))
            {
                return value;
            }
        }

        r.Fail($"expected one of {string.Join(", ", words.Select(w => w.Word))}");
        return default;
    }

    public static RegionCode Region(ref CanonicalReader r)
    {
        if (!RegionCode.TryParse(r.String(13), out var code))
        {
            r.Fail("expected a region's code");
        }

        return code;
    }

    public static Timestamp Time(ref CanonicalReader r)
    {
        if (!Timestamp.TryParse(r.String(Timestamp.Length), out var time))
        {
            r.Fail("expected a time such as 2024-02-14T11:00:00Z");
        }

        return time;
    }

    public static Digest Digest(ref CanonicalReader r)
    {
        if (!Elections.Digest.TryParse(r.String(2 * Elections.Digest.Size), out var digest))
        {
            r.Fail("expected a SHA-256, 64 lowercase hexadecimal digits");
        }

        return digest;
    }

    public static BlobReference Blob(ref CanonicalReader r)
    {
        r.Expect("{\"sha256\":"u8);
        var digest = Digest(ref r);
        r.Expect(",\"bytes\":"u8);
        var bytes = r.Number(long.MaxValue / 1000);
        r.Expect("}"u8);
        return new BlobReference(digest, bytes);
    }

    public static byte[] Base64(ref CanonicalReader r)
    {
        var text = r.String(4096);
        var bytes = new byte[System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var status = System.Buffers.Text.Base64.DecodeFromUtf8(text, bytes, out var read, out var written);
        if (!r.Failed && (status != System.Buffers.OperationStatus.Done || read != text.Length || text.IsEmpty || !Ascii.Equals(text, Convert.ToBase64String(bytes, 0, written))))
        {
            r.Fail("expected canonical base64");
        }

        return bytes[..written];
    }
}
