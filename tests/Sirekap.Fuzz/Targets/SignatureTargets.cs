using System.Text;
using Sirekap.Ledger.Notes;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>Signatures and keys: of one text and key exactly one encoding of a given signature holds, and any other bytes do not.</summary>
internal static class SignatureTargets
{
    private static readonly byte[] Text = "a text\n"u8.ToArray();
    private static readonly byte[] P256 = SampleLog.Officer.Sign(Text).Signature.ToArray();
    private static readonly byte[] Ed25519 = SampleLog.Log.Sign(Text).Signature.ToArray();
    private static readonly byte[] Spki = SampleLog.Officer.Verifier.PublicKey.ToArray();

    public static IEnumerable<Target> Create()
    {
        yield return new Target("p256-signatures", [P256], ReadP256) { Longest = 200 };
        yield return new Target("ed25519-signatures", [Ed25519], ReadEd25519) { Longest = 100 };
        yield return new Target("p256-keys", [Spki], ReadSpki) { Longest = 200 };
        yield return new Target("webcrypto-signatures", [Enumerable.Repeat((byte)7, 64).ToArray()], ReadWebCrypto) { Longest = 100 };
        yield return new Target(
            "key-files",
            [
                Encoding.UTF8.GetBytes(SampleLog.Log.Export().TrimEnd('\n')),
                Encoding.UTF8.GetBytes(SampleLog.Witness.Export().TrimEnd('\n')),
                Encoding.UTF8.GetBytes(SampleLog.Officer.ExportPem()),
            ],
            ReadKeyFile
        )
        {
            Words = ["+", "PRIVATE+KEY+", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "EC ", "ENCRYPTED ", "\n", "AAAA"],
        };
    }

    private static string ReadP256(byte[] input)
    {
        var strict = EcdsaP256.IsStrictSignature(input);
        var holds = EcdsaP256.Verify(Spki, Text, input);
        Unless(holds == input.AsSpan().SequenceEqual(P256), holds ? "a changed signature holds" : "the signature does not hold");
        return holds ? Target.Accepted
            : strict ? "strict, does not hold"
            : "not strict";
    }

    private static string ReadEd25519(byte[] input)
    {
        var holds = Ed25519Verification.Verify(SampleLog.Log.Verifier.PublicKey.Span, Text, input);
        Unless(holds == input.AsSpan().SequenceEqual(Ed25519), holds ? "a changed signature holds" : "the signature does not hold");
        Ed25519Verification.Verify(input.Length >= 32 ? input.AsSpan(0, 32) : input, Text, Ed25519);
        return holds ? Target.Accepted : "does not hold";
    }

    private static string ReadSpki(byte[] input)
    {
        var canonical = EcdsaP256.IsCanonicalKey(input);
        var holds = EcdsaP256.Verify(input, Text, P256);
        Unless(!holds || input.AsSpan().SequenceEqual(Spki), "another key verifies the signature");
        Unless(!holds || canonical, "a key that is not canonical verifies");
        return holds ? Target.Accepted
            : canonical ? "another key"
            : "no key";
    }

    private static string ReadWebCrypto(byte[] input)
    {
        if (EcdsaP256.FromWebCrypto(input) is not { } der)
        {
            return "no signature";
        }

        Unless(EcdsaP256.IsStrictSignature(der), "a converted signature is not strict");
        return Target.Accepted;
    }

    private static string ReadKeyFile(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);

        // The newline that ends the file may be missing.
        var line = text.EndsWith('\n') ? text : text + "\n";
        string? error;
        if (Ed25519Signer.TryParse(text, out var log, out error))
        {
            Unless(log.Export() == line, "a log's key does not encode to itself");
            return Target.Accepted;
        }

        if (CosignatureSigner.TryParse(text, TimeProvider.System, out var witness, out var second))
        {
            Unless(witness.Export() == line, "a witness's key does not encode to itself");
            return Target.Accepted;
        }

        if (!EcdsaSigner.TryImportPem(text, null, out var officer, out var third))
        {
            return $"{error} {second} {third}";
        }

        using (officer)
        {
            Unless(
                officer.Verifier.Verify(Text, officer.Sign(Text).Signature.Span),
                "a key that was read makes signatures that do not hold"
            );
        }

        return Target.Accepted;
    }
}
