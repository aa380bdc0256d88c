using System.Formats.Asn1;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// By whom a blob is brought: the header <c>Sirekap-Signature: KEY SIGNATURE</c>, a key's name and its P-256 signature in base64, DER as
/// programs give it or 64 bytes r‖s as browsers do, over a text that no statement can be: <code>sirekap-blob v1\nELECTION\nSHA256\n</code>
/// Nobody keeps it, so either half of s will do.
/// </summary>
internal static class BlobSignature
{
    public const string Header = "Sirekap-Signature";

    /// <summary>Bytes of r and s, 32 each, as WebCrypto gives them.</summary>
    private const int RawLength = 64;

    /// <summary>What is signed.</summary>
    public static byte[] Text(string election, Digest blob) => Encoding.ASCII.GetBytes($"sirekap-blob v1\n{election}\n{blob}\n");

    /// <summary>Reads the header; nothing is verified yet.</summary>
    public static Problem? Read(string? header, out KeyName key, out byte[] signature)
    {
        (key, signature) = (default, []);
        if (header is null)
        {
            return NotSigned("signature.missing");
        }

        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var bytes = new byte[header.Length];
        if (
            space < 0
            || !KeyName.TryParse(header.AsSpan(0, space), out key)
            || !Convert.TryFromBase64String(header[(space + 1)..], bytes, out var length)
            || EcdsaP256.FromWebCrypto(length == RawLength ? bytes.AsSpan(0, length) : Raw(bytes.AsMemory(0, length))) is not { } strict
        )
        {
            return NotSigned("signature.form");
        }

        signature = strict;
        return null;
    }

    /// <summary>Whether an enrolled key that stands has signed this.</summary>
    public static Problem? Verify(ElectionRecord record, KeyName key, Digest blob, byte[] signature)
    {
        if (!record.Keys.TryFind(key, out var enrolled) || enrolled.IsRevoked)
        {
            return NotSigned("signature.key");
        }

        return EcdsaP256.Verify(record.Keys.Spki(enrolled.Ordinal), Text(record.Head.Election, blob), signature)
            ? null
            : NotSigned("signature.wrong");
    }

    /// <summary>r‖s of a signature in DER; empty where it is none.</summary>
    private static byte[] Raw(ReadOnlyMemory<byte> der)
    {
        try
        {
            var raw = new byte[RawLength];
            var sequence = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            foreach (var half in (Memory<byte>[])[raw.AsMemory(0, RawLength / 2), raw.AsMemory(RawLength / 2)])
            {
                var number = sequence.ReadInteger();
                if (number.Sign < 0 || number.GetByteCount(isUnsigned: true) > half.Length)
                {
                    return [];
                }

                number.TryWriteBytes(
                    half.Span[(half.Length - number.GetByteCount(isUnsigned: true))..],
                    out _,
                    isUnsigned: true,
                    isBigEndian: true
                );
            }

            return raw;
        }
        catch (AsnContentException)
        {
            return [];
        }
    }

    private static Problem NotSigned(string why) => new(ProblemCode.NotSigned) { Field = Header, Words = [new TextKey(why)] };
}
