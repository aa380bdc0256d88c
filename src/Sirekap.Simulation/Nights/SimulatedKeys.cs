using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// The officers' keys. Each follows from one secret, its place and how many it has had before, so that none need be kept: a station's is
/// made when it is enrolled, made again when it signs, and forgotten. The committees' keys, one for each district and above, stay.
/// </summary>
internal sealed class SimulatedKeys(ReadOnlyMemory<byte> secret) : IDisposable
{
    private readonly ConcurrentDictionary<RegionCode, EcdsaSigner> _committees = new();

    /// <summary>The key of a province, regency or district; callers sign with it one at a time.</summary>
    public EcdsaSigner Committee(RegionCode region)
    {
        if (_committees.TryGetValue(region, out var signer))
        {
            return signer;
        }

        var made = Make(region, 0);
        if (!_committees.TryAdd(region, made))
        {
            made.Dispose();
        }

        return _committees[region];
    }

    /// <summary>A station's key; the caller disposes of it.</summary>
    /// <param name="station">The station.</param>
    /// <param name="replaced">How many keys it has had before this one.</param>
    public EcdsaSigner Make(RegionCode station, int replaced)
    {
        var name = Encoding.ASCII.GetBytes($"{station}/{replaced}");
        Span<byte> scalar = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret.Span, name, scalar);
        // The group's order begins with ffffffff 00000000: below it surely, at the price of one bit of 256.
        scalar[0] &= 0x7F;
        return EcdsaSigner.FromScalar(scalar);
    }

    /// <summary>Who plays the part of a place's officer: one person, whichever key they have.</summary>
    public Holder Holder(RegionCode region)
    {
        Span<byte> chance = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret.Span, Encoding.ASCII.GetBytes($"{region}/holder"), chance);
        return new Holder(BinaryPrimitives.ReadUInt128BigEndian(chance));
    }

    public void Dispose()
    {
        foreach (var signer in _committees.Values)
        {
            signer.Dispose();
        }

        _committees.Clear();
    }
}
