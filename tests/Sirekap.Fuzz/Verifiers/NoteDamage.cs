using System.Numerics;
using System.Text;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>Changes a signed note where it is signed: what one reader of notes, of base64 or of DER takes and another does not.</summary>
internal static class NoteDamage
{
    private static readonly BigInteger Order = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        System.Globalization.NumberStyles.AllowHexSpecifier,
        System.Globalization.CultureInfo.InvariantCulture
    );

    /// <param name="note">The note.</param>
    /// <param name="kind">1 to 7.</param>
    public static byte[] Of(byte[] note, int kind)
    {
        var text = Encoding.UTF8.GetString(note);
        var cut = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (cut < 0 || text[(cut + 2)..].Split(' ') is not [var dash, var name, var base64, ..])
        {
            return note;
        }

        var body = text[..(cut + 2)];
        return Encoding.UTF8.GetBytes(
            kind switch
            {
                1 => body + $"{dash} {name} {High(base64.TrimEnd('\n'))}\n",
                2 => body + $"{dash} {name}\u00a0{base64}",
                3 => body + $"{dash} {name} {base64.TrimEnd('\n', '=')}\n",
                4 => body + $"{dash} {name} {base64}\n",
                5 => body + $"- {name} {base64}",
                6 => body + $"{dash} {name} {base64.Insert(4, " ")}",
                _ => body + $"{dash} {name.ToUpperInvariant()} {base64}",
            }
        );
    }

    /// <summary>The same ECDSA signature with s above half of the order.</summary>
    private static string High(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length < 12 || bytes[4] != 0x30)
        {
            return base64;
        }

        var r = bytes.AsSpan(6, 2 + bytes[7]);
        var at = 6 + r.Length;
        var s = Order - new BigInteger(bytes.AsSpan(at + 2, bytes[at + 1]), isUnsigned: false, isBigEndian: true);
        var high = s.ToByteArray(isUnsigned: false, isBigEndian: true);
        byte[] signature = [.. r, 2, (byte)high.Length, .. high];
        return Convert.ToBase64String([.. bytes.AsSpan(0, 4), 0x30, (byte)signature.Length, .. signature]);
    }
}
