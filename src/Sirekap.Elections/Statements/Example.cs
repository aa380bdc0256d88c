using System.Text;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>What the examples of the kinds are made of.</summary>
internal static class Example
{
    public static RegionCode Station { get; } = RegionCode.Parse("3171010001001");

    public static Timestamp Time { get; } = new(1_707_900_000);

    public static Digest Digest { get; } = new(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef"));

    public static BlobReference Blob { get; } = new(Digest, 1234);

    public static Holder Holder { get; } = new(new UInt128(0x0123456789abcdef, 0x0123456789abcdef));

    /// <summary>P-256's base point, the public key to the private key 1.</summary>
    public static byte[] Key { get; } =
        Convert.FromHexString(
            "3059301306072a8648ce3d020106082a8648ce3d030107034200"
                + "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
        );

    /// <summary>Some votes, one of them missing, and one count.</summary>
    public static FormFields Some { get; } = With(144, 19, FormFields.Missing);

    public static FormFields With(params int[] votes)
    {
        var counts = FormFields.NoCounts();
        counts[(int)Field.Valid] = 165;
        return new FormFields(votes, counts);
    }

    /// <summary>Every figure there is.</summary>
    public static FormFields All() => new([1, 2, 3], new int[Fields.Count]);
}
