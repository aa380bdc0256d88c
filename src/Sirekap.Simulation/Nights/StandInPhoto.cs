using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Hashing;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// A kilobyte in the outer form of a JPEG, whose scan is noise: what an intake does with a photo it does with this, and a night of a
/// hundred thousand forms fits on a disk. Nobody can see anything on it.
/// </summary>
internal static class StandInPhoto
{
    /// <summary>With what stands before and behind it a kilobyte.</summary>
    private const int Scan = 980;

    /// <summary>SOI, a frame of 64 × 64 grey pixels and the start of its one scan (ITU-T T.81, B.2.2 and B.2.3).</summary>
    private static ReadOnlySpan<byte> Beginning =>
        [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 64, 0, 64, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];

    /// <summary>What a telephone writes beside a picture, and nobody may store: an EXIF segment of nothing but its name.</summary>
    private static readonly byte[] Exif = [0xFF, 0xE1, 0, 14, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0];

    /// <summary>The photo of a station's form.</summary>
    /// <param name="contest">The contest's place in the order of counting.</param>
    public static byte[] Of(ulong seed, RegionCode station, int contest)
    {
        // The first draws are those of its clock.
        var draws = Draws.Of(seed, station, Purpose.Telephone, 1 + contest);
        var photo = new byte[Beginning.Length + Scan + 2];
        Beginning.CopyTo(photo);
        for (var i = 0; i < Scan; i++)
        {
            // Below 0xFF, which would begin a marker.
            photo[Beginning.Length + i] = (byte)draws.Below(0xFF);
        }

        (photo[^2], photo[^1]) = (0xFF, 0xD9);
        return photo;
    }

    /// <summary>By which hash a form names it.</summary>
    public static Digest NameOf(ulong seed, RegionCode station, int contest) => new(Sha256.Hash(Of(seed, station, contest)));

    /// <summary>The same picture as a telephone writes it, with more than the picture in it.</summary>
    public static byte[] WithExif(ReadOnlySpan<byte> photo) => [.. photo[..2], .. Exif, .. photo[2..]];
}
