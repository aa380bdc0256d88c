using System.Buffers.Text;
using System.Security.Cryptography;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Officers.Kits;

/// <summary>
/// The kit of one station: a P-256 key whose letter the polling staff (KPPS) are handed, and which does one thing, enrol their phone. Who
/// has these bytes has the letter. Immutable; any thread.
/// </summary>
public sealed class StationKit
{
    /// <summary>Bytes of a private key, and of each coordinate of a public one.</summary>
    private const int Half = 32;

    private readonly byte[] _scalar;
    private readonly byte[] _spki;

    private StationKit(RegionCode station, byte[] scalar)
    {
        (Station, _scalar) = (station, scalar);
        using var signer = EcdsaSigner.FromScalar(scalar);
        _spki = signer.Verifier.PublicKey.ToArray();
    }

    public RegionCode Station { get; }

    /// <summary>The public key, as an enrolment has it.</summary>
    public byte[] Spki => _spki;

    /// <summary>By which the kit is revoked when its letter is lost.</summary>
    public KeyName Name => Keys.NameOf(_spki);

    /// <summary>A new kit, of chance.</summary>
    public static StationKit New(RegionCode station)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new StationKit(station, key.ExportParameters(includePrivateParameters: true).D!);
    }

    /// <summary>The kit of a private key that is there.</summary>
    /// <param name="station">Whose.</param>
    /// <param name="scalar">32 bytes, big-endian, above 0 and below the group's order.</param>
    public static StationKit Of(RegionCode station, byte[] scalar) => new(station, scalar);

    /// <summary>
    /// What stands behind the capture app's address in the letter's QR: <c>#kit=STATION.D.X.Y.LOG</c>, the parts of the key as in a JWK and
    /// the log's public key, in base64url. No browser sends it to a server.
    /// </summary>
    /// <param name="log">The log's Ed25519 key, 32 bytes: the phone believes no server that has another.</param>
    public string Fragment(ReadOnlySpan<byte> log) =>
        $"#kit={Station}.{Url(_scalar)}.{Url(_spki.AsSpan(^(2 * Half)..^Half))}.{Url(_spki.AsSpan(^Half..))}.{Url(log)}";

    /// <summary>A line by which it is kept until its letter is printed: <c>STATION D</c>.</summary>
    public string Line() => $"{Station} {Url(_scalar)}";

    /// <summary>Reads such a line; null where it is none, or its 32 bytes are no private key of the curve.</summary>
    public static StationKit? Read(string line)
    {
        var parts = line.Split(' ');
        var scalar = new byte[Half];
        return
            parts is [var code, var secret]
            && RegionCode.TryParse(code, out var station)
            && station.Level == Level.Station
            && Base64Url.IsValid(secret, out var length)
            && length == Half
            && Base64Url.TryDecodeFromChars(secret, scalar, out _)
            && EcdsaP256.IsScalar(scalar)
            ? new StationKit(station, scalar)
            : null;
    }

    private static string Url(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
