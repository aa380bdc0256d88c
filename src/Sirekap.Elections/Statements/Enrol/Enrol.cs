using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Whose part somebody plays. Each enrols the next, within its own region.</summary>
public enum Role : byte
{
    /// <summary>KPU RI; named in the definition, kept offline; certifies the nation.</summary>
    Root,

    /// <summary>KPU provinsi.</summary>
    Province,

    /// <summary>KPU kabupaten/kota; PPLN overseas.</summary>
    Regency,

    /// <summary>PPK (kecamatan).</summary>
    District,

    /// <summary>KPPS (TPS).</summary>
    Station,

    /// <summary>Copies somebody else's feed; only in an election of kind copy.</summary>
    Import,

    /// <summary>Reads photos of forms; never in a copy.</summary>
    Reader,

    /// <summary>
    /// A letter to a polling station, whose key does one thing: it enrols the phones of the KPPS, where there is no network too.
    /// </summary>
    Kit,

    /// <summary>
    /// Supervises (Bawaslu, Panwaslu, PTPS) by a body's own root in the definition, and enrols its people tier by tier.
    /// </summary>
    Supervisor,

    /// <summary>A contestant's witness (saksi peserta), enrolled by the contestant's own root or its people in a wider region.</summary>
    Witness,

    /// <summary>An observer (pemantau), whom a body that supervises has accredited (UU 7/2017 Art. 435–447).</summary>
    Observer,
}

/// <summary>Gives a key a role and a scope. Carries no name: who holds the key is private data.</summary>
/// <param name="Role">The role.</param>
/// <param name="Scope">Where it holds; the nation for <see cref="Role.Import"/>, for <see cref="Role.Reader"/> the nation or a
/// province.</param>
/// <param name="Key">P-256 SPKI DER, 91 bytes.</param>
/// <param name="Holder">Who holds it, by a pseudonym that is chance, so that nobody does twice what two are to do.</param>
public sealed record Enrol(Role Role, RegionCode Scope, byte[] Key, Holder Holder) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];

    public override byte[] Enrols => Key;
}
