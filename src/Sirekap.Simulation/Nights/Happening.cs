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

    /// <summary>A body's or contestant's person is enrolled; the region is their scope.</summary>
    SupervisorEnrolled,
    WitnessEnrolled,
    ObserverEnrolled,

    /// <summary>The district enrols a letter that will enrol the station's phone.</summary>
    KitEnrolled,

    /// <summary>Somebody who watches signs the first form, or refuses to; which of them, the number says.</summary>
    Attested,
    Objected,

    /// <summary>An objection is answered; which answer it is, the number says.</summary>
    Answered,
}

/// <summary>A happening at a time and place, packed into 64 bits that sort by time.</summary>
/// <remarks>
/// 24 bits of seconds since the <see cref="NightClock"/>'s begin (194 days), 8 of what, 4 of the contest's position, 8 of a number, 20 of
/// the ordinal of the station or region.
/// </remarks>
internal readonly record struct Appointment(ulong Packed)
{
    /// <summary>A million; the nation has 823,236 stations.</summary>
    private const int PlaceBits = 20;

    /// <summary>Where the contest's position begins, above the number's eight bits.</summary>
    private const int ContestAt = PlaceBits + 8;

    public Appointment(long second, Happening what, int place, int contest = 0, int number = 0)
        : this(((ulong)second << 40) | ((ulong)what << 32) | ((ulong)contest << ContestAt) | ((ulong)number << PlaceBits) | (uint)place) { }

    public long Second => (long)(Packed >> 40);

    public Happening What => (Happening)((Packed >> 32) & 0xFF);

    /// <summary>Which of the election's contests it is about; 0 when it is about none.</summary>
    public int Contest => (int)((Packed >> ContestAt) & 0xF);

    /// <summary>Which of several of its kind; 0 where there is one.</summary>
    public int Number => (int)((Packed >> PlaceBits) & 0xFF);

    public int Place => (int)(Packed & ((1 << PlaceBits) - 1));
}
