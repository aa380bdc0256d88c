using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Reads the parts that several kinds of statement have.</summary>
internal static class ReadPart
{
    /// <summary>Longest public key in base64; a P-256 SPKI has 124.</summary>
    private const int LongestKey = 512;

    /// <summary>Pages of a form, some of them photographed again.</summary>
    private const int MostPhotos = 64;

    /// <summary>More checks than any rules have.</summary>
    private const int MostChecks = 64;

    /// <summary>Hashes of photos, the first of which must be there, with the bracket that ends them.</summary>
    public static List<Digest> Photos(ref CanonicalReader r)
    {
        var photos = new List<Digest>();
        do
        {
            photos.Add(Digest(ref r));
        } while (photos.Count < MostPhotos && r.Take(","u8));
        r.Expect("]"u8);
        return photos;
    }

    /// <summary>Places in a list, ascending, each below <paramref name="count"/>, and the bracket that ends them.</summary>
    public static List<int> Places(ref CanonicalReader r, int count)
    {
        var places = new List<int>();
        while (!r.Failed && !r.Take("]"u8))
        {
            if (places.Count > 0)
            {
                r.Expect(","u8);
            }

            var place = (int)r.Number(count - 1);
            if (places.Count > 0 && place <= places[^1])
            {
                r.Fail("places ascend, each once");
            }

            places.Add(place);
        }

        return places;
    }

    /// <summary>Who is given a copy, or whose it is, one at least, and the bracket that ends them.</summary>
    public static Recipients Recipients(ref CanonicalReader r)
    {
        var village = r.Take("\"pps\""u8);
        if (village && r.Take("]"u8))
        {
            return new Recipients(village, []);
        }

        if (village)
        {
            r.Expect(","u8);
        }

        var watchers = Places(ref r, Watcher.Most);
        if (watchers.Count == 0)
        {
            r.Fail("a copy is somebody's");
        }

        return new Recipients(village, watchers);
    }

    /// <summary>Codes of checks, if any are named.</summary>
    public static List<string> Checks(ref CanonicalReader r)
    {
        var checks = new List<string>();
        if (r.Take(",\"checks\":["u8))
        {
            do
            {
                checks.Add(Encoding.ASCII.GetString(r.String(StatementCodec.LongestId)));
            } while (checks.Count < MostChecks && r.Take(","u8));
            r.Expect("]"u8);
        }

        return checks;
    }

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

    /// <summary>A choice: its number, and a party's candidate's after the party's.</summary>
    public static Choice Choice(ref CanonicalReader r)
    {
        r.Expect("["u8);
        var number = (int)r.Number(Contests.Choice.Largest);
        var candidate = r.Take(","u8) ? (int)r.Number(Contests.Choice.Largest) : -1;
        if (!r.Failed && (number == 0 || candidate == 0))
        {
            r.Fail("numbers of choices begin at 1");
        }

        r.Expect("]"u8);
        return new Choice(number, Math.Max(candidate, 0));
    }

    /// <summary>The time that a source gives to a row, if it gives one, with the comma that precedes it.</summary>
    public static Timestamp? Dated(ref CanonicalReader r) => r.Take(",\"dated\":"u8) ? Time(ref r) : null;

    /// <summary>The blob of somebody's words, if they say any, with the comma that precedes it.</summary>
    public static BlobReference? Text(ref CanonicalReader r) => r.Take(",\"text\":"u8) ? Blob(ref r) : null;

    public static T Word<T>(ref CanonicalReader r, IReadOnlyList<(T Value, string Word)> words)
        where T : struct, Enum
    {
        var text = r.String(StatementCodec.LongestId);
        for (var i = 0; i < words.Count; i++)
        {
            if (Ascii.Equals(text, words[i].Word))
            {
                return words[i].Value;
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

    public static KeyName Key(ref CanonicalReader r)
    {
        if (!KeyName.TryParse(r.String(KeyName.Length), out var key))
        {
            r.Fail("expected a key's name, 32 lowercase hexadecimal digits");
        }

        return key;
    }

    public static BlobReference Blob(ref CanonicalReader r)
    {
        r.Expect("{\"sha256\":"u8);
        var digest = Digest(ref r);
        r.Expect(",\"bytes\":"u8);
        var bytes = r.Number(BlobReference.Longest);
        r.Expect("}"u8);
        return new BlobReference(digest, bytes);
    }

    public static byte[] Base64(ref CanonicalReader r)
    {
        var text = r.String(LongestKey);
        Span<byte> bytes = stackalloc byte[LongestKey];
        Span<byte> again = stackalloc byte[LongestKey];
        if (
            System.Buffers.Text.Base64.DecodeFromUtf8(text, bytes, out _, out var written) != System.Buffers.OperationStatus.Done
            || written == 0
            || System.Buffers.Text.Base64.EncodeToUtf8(bytes[..written], again, out _, out var length)
                != System.Buffers.OperationStatus.Done
            || !text.SequenceEqual(again[..length])
        )
        {
            r.Fail("expected canonical base64");
        }

        return bytes[..written].ToArray();
    }
}
