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
/// made when it is enrolled, made again when it signs, and forgotten. The committees' keys, one for each district and above, stay. What
/// they sign is the same bytes each time.
/// </summary>
internal sealed class SimulatedKeys(ReadOnlyMemory<byte> secret) : IDisposable
{
    private readonly ConcurrentDictionary<RegionCode, DeterministicSigner> _committees = new();
    private readonly ConcurrentDictionary<WatchingPerson, DeterministicSigner> _watching = new();

    /// <summary>The key of a province, regency or district; callers sign with it one at a time.</summary>
    public DeterministicSigner Committee(RegionCode region) => Kept(_committees, region, region => Make(region, 0));

    /// <summary>The key of somebody who watches; callers sign with it one at a time.</summary>
    public DeterministicSigner Of(WatchingPerson person) => Kept(_watching, person, person => Make(NameOf(person)));

    /// <summary>The key of a station's kit; the caller disposes of it.</summary>
    public DeterministicSigner Kit(RegionCode station) => Make($"{station}/kit");

    /// <summary>A station's key; the caller disposes of it.</summary>
    /// <param name="station">The station.</param>
    /// <param name="replaced">How many keys it has had before this one.</param>
    public DeterministicSigner Make(RegionCode station, int replaced) => Make($"{station}/{replaced}");

    /// <summary>The private key of a kit for a visitor who plays the station's staff, 32 bytes, big-endian.</summary>
    public byte[] VisitorKit(RegionCode station) => Scalar($"{station}/visitor");

    /// <summary>Who plays the part of a place's officer: one person, whichever key they have.</summary>
    public Holder Holder(RegionCode region) => HolderOf($"{region}");

    /// <summary>Who somebody who watches is.</summary>
    public Holder Holder(WatchingPerson person) => HolderOf(NameOf(person));

    /// <summary>Who keeps a station's kit.</summary>
    public Holder KitHolder(RegionCode station) => HolderOf($"{station}/kit");

    /// <summary>Whoever else of a station's staff has a telephone.</summary>
    public Holder SecondHolder(RegionCode station) => HolderOf($"{station}/second");

    /// <summary>A key that nobody enrols; the caller disposes of it.</summary>
    public DeterministicSigner Stranger(string name) => Make($"stranger/{name}");

    /// <summary>Who keeps a visitor's kit.</summary>
    public Holder VisitorHolder(RegionCode station) => HolderOf($"{station}/visitor");

    /// <summary>The salt of some words.</summary>
    public string Salt(string of) => Convert.ToHexStringLower(Chance($"{of}/salt")[..(SaltedWords.SaltLength / 2)]);

    public void Dispose()
    {
        foreach (var signer in _committees.Values.Concat(_watching.Values))
        {
            signer.Dispose();
        }

        _committees.Clear();
        _watching.Clear();
    }

    private static DeterministicSigner Kept<T>(
        ConcurrentDictionary<T, DeterministicSigner> kept,
        T whose,
        Func<T, DeterministicSigner> make
    )
        where T : notnull
    {
        if (kept.TryGetValue(whose, out var signer))
        {
            return signer;
        }

        var made = make(whose);
        if (!kept.TryAdd(whose, made))
        {
            made.Dispose();
        }

        return kept[whose];
    }

    private static string NameOf(WatchingPerson person) => $"{Words.Roles.Of(person.Role)}/{person.Watcher}/{person.Scope}";

    private DeterministicSigner Make(string name) => new(Scalar(name));

    private byte[] Scalar(string name)
    {
        var scalar = Chance(name);
        // The group's order begins with ffffffff 00000000: below it surely, at the price of one bit of 256.
        scalar[0] &= 0x7F;
        return scalar;
    }

    private Holder HolderOf(string name) => new(BinaryPrimitives.ReadUInt128BigEndian(Chance($"{name}/holder")));

    private byte[] Chance(string name) => HMACSHA256.HashData(secret.Span, Encoding.ASCII.GetBytes(name));
}
