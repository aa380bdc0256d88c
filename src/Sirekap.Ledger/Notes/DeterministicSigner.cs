using System.Security.Cryptography;
using Sirekap.Ledger.Hashing;
using Scalar = Sirekap.Ledger.Notes.Residue<Sirekap.Ledger.Notes.P256Order>;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// Signs as <see cref="EcdsaSigner"/> does, ECDSA P-256 with SHA-256, but with a nonce that follows from key and text (RFC 6979): the same
/// text by the same key is signed by the same bytes, so that what is simulated twice is the same ledger. Safe for several threads.
/// </summary>
/// <remarks>For invented keys alone: how long it takes tells of the key.</remarks>
public sealed class DeterministicSigner : SignerKey
{
    /// <summary>Bytes of a number below the group's order, and of a SHA-256: RFC 6979 needs no padding between them.</summary>
    private const int Length = 32;

    private readonly byte[] _key;

    /// <param name="scalar">The private key, 32 bytes, big-endian.</param>
    /// <exception cref="CryptographicException">It is not in 1 … n − 1.</exception>
    public DeterministicSigner(ReadOnlySpan<byte> scalar)
    {
        _key = scalar.ToArray();
        using var key = Multiple(_key);
        var spki = key.ExportSubjectPublicKeyInfo();
        Verifier = VerifierKey.EcdsaP256(KeyFingerprint.Of(spki), spki);
    }

    /// <inheritdoc/>
    public override VerifierKey Verifier { get; }

    /// <inheritdoc/>
    protected override byte[] SignText(ReadOnlySpan<byte> text)
    {
        // Step d of section 3.2: as a number of the group, 32 bytes.
        var digest = Reduced(Scalar.Decode(Sha256.Hash(text)));
        Span<byte> v = stackalloc byte[Length];
        Span<byte> k = stackalloc byte[Length];
        v.Fill(1);
        k.Clear();
        Mix(k, v, [0, .. _key, .. digest]);
        Mix(k, v, [1, .. _key, .. digest]);
        while (true)
        {
            HMACSHA256.HashData(k, v, v);
            if (Sign(v, digest) is { } signature)
            {
                return signature;
            }

            Mix(k, v, [0]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => CryptographicOperations.ZeroMemory(_key);

    /// <summary>Steps d to g: K and V with more in them.</summary>
    private static void Mix(Span<byte> k, Span<byte> v, ReadOnlySpan<byte> more)
    {
        HMACSHA256.HashData(k, [.. v, .. more], k);
        HMACSHA256.HashData(k, v, v);
    }

    /// <summary>The signature by a nonce; null where there is none by it.</summary>
    private byte[]? Sign(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> digest)
    {
        if (!EcdsaP256.IsScalar(nonce))
        {
            return null;
        }

        using var point = Multiple(nonce.ToArray());
        var r = Scalar.Decode(point.ExportParameters(includePrivateParameters: false).Q.X);
        var s = Scalar.Decode(nonce).Invert() * (Scalar.Decode(digest) + (r * Scalar.Decode(_key)));
        return EcdsaP256.FromWebCrypto([.. Reduced(r), .. Reduced(s)]);
    }

    /// <summary>The group's generator so many times: the platform has it at hand for every private key.</summary>
    private static ECDsa Multiple(byte[] scalar) => ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });

    private static byte[] Reduced(Scalar number)
    {
        var bytes = new byte[Length];
        number.EncodeLittleEndian(bytes);
        bytes.AsSpan().Reverse();
        return bytes;
    }
}
