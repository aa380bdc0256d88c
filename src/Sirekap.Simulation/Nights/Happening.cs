namespace Sirekap.Simulation.Nights;

/// <summary>What can happen in a simulated election, each an entry. The order breaks ties of time.</summary>
internal enum Happening : byte
{
    ProvinceEnrolled,
    RegencyEnrolled,
    DistrictEnrolled,
    StationEnrolled,

    /// <summary>Before the count the station's key is lost and revoked.</summary>
    KeyLost,

    /// <summary>After its form the station's key is found compromised and revoked.</summary>
    KeyCompromised,

    /// <summary>The station gets another key.</summary>
    KeyReplaced,

    Form,

    /// <summary>The same text once more, as after a lost answer. A ledger has it once.</summary>
    SameText,

    /// <summary>The same figures photographed again.</summary>
    SameFigures,

    /// <summary>A form under the revoked key, which the record refuses.</summary>
    Intrusion,

    /// <summary>A second form with other figures.</summary>
    SecondForm,

    Hold,
    Decision,

    /// <summary>The plenary of the district decides what is still open.</summary>
    PlenaryDecision,

    DistrictCertified,
    RegencyCertified,
    ProvinceCertified,
    NationCertified,
}

/// <summary>A happening at a time and place, packed into 64 bits that sort by time.</summary>
/// <remarks>
/// 24 bits of seconds since the <see cref="NightClock"/>'s begin (194 days), 8 of what, 4 of the contest's position, 28 of the ordinal of
/// the station or region.
/// </remarks>
internal readonly record struct Appointment(ulong Packed)
{
    /// <summary>Places of a nation need 20 bits; 28 leave four for the contest and the rest of 64 for what and when.</summary>
    private const int PlaceBits = 28;

    public Appointment(long second, Happening what, int place, int contest = 0)
        : this(((ulong)second << 40) | ((ulong)what << 32) | ((ulong)contest << PlaceBits) | (uint)place) { }

    public long Second => (long)(Packed >> 40);

    public Happening What => (Happening)((Packed >> 32) & 0xFF);

    /// <summary>Which of the election's contests it is about; 0 when it is about none.</summary>
    public int Contest => (int)((Packed >> PlaceBits) & 0xF);

    public int Place => (int)(Packed & ((1 << PlaceBits) - 1));
}
