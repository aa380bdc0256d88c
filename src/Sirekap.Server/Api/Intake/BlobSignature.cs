using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Server.Api.Problems;

namespace Sirekap.Server.Api.Intake;

/// <summary>
/// By whom a blob is brought: the header <c>Sirekap-Signature: KEY SIGNATURE</c>, a key's name and its P-256 signature (strict DER, base64) over a text that
/// no statement can be: <code>sirekap-blob v1\nELECTION\nSHA256\n</code>
/// </summary>
internal static class BlobSignature
{
    public const string Header = "Sirekap-Signature";

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
        signature = new byte[header.Length];
        if (space < 0 || !KeyName.TryParse(header.AsSpan(0, space), out key) || !Convert.TryFromBase64String(header[(space + 1)..], signature, out var length))
        {
            return NotSigned("signature.form");
        }

        signature = signature[..length];
        return EcdsaP256.IsStrictSignature(signature) ? null : NotSigned("signature.form");
    }

    /// <summary>Whether an enrolled key that stands has signed this.</summary>
    public static Problem? Verify(ElectionRecord record, KeyName key, Digest blob, byte[] signature)
    {
        if (!record.Keys.TryFind(key, out var enrolled) || enrolled.IsRevoked)
        {
            return NotSigned("signature.key");
        }

        return EcdsaP256.Verify(record.Keys.Spki(enrolled.Ordinal), Text(record.Head.Election, blob), signature) ? null : NotSigned("signature.wrong");
    }

    private static Problem NotSigned(string why) => new(ProblemCode.NotSigned) { Field = Header, Words = [new TextKey(why)] };
}
