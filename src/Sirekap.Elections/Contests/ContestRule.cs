namespace Sirekap.Elections.Contests;

/// <summary>How votes become seats.</summary>
public enum ElectionMethod : byte
{
    /// <summary>
    /// As many as there are seats, those with the most votes: governors, regents and mayors (UU 10/2016 Art. 107, 109, verify), and the
    /// first four of a province for the DPD (UU 7/2017 Art. 423, verify).
    /// </summary>
    Plurality,

    /// <summary>
    /// More than a part of all valid votes, and of those of each of more than half of the provinces at least another; else the first two
    /// stand again (UUD 1945 Art. 6A(3), UU 7/2017 Art. 416).
    /// </summary>
    Majority,

    /// <summary>
    /// Parties with at least a part of the nation's valid votes (UU 7/2017 Art. 414(1)); among them the highest of each one's votes
    /// divided by 1, 3, 5, 7 … (Art. 415, 420), and within a party those with the most votes (Art. 422).
    /// </summary>
    SainteLague,
}

/// <summary>By what rule a contest is won; every part of votes in thousandths.</summary>
/// <param name="Method">How votes become seats.</param>
/// <param name="Threshold">Of Sainte-Laguë: the part of the nation's valid votes below which a party has no seat; 40 for the DPR of 2024,
/// 0 for councils of regions.</param>
/// <param name="Majority">Of a majority: more than this part of all valid votes; 500 for the president.</param>
/// <param name="Spread">Of a majority: at least this part of the valid votes in more than half of the provinces; 200 for the president, 0
/// where only the whole counts.</param>
public sealed record ContestRule(ElectionMethod Method, int Threshold = 0, int Majority = 0, int Spread = 0)
{
    /// <summary>The whole, in thousandths.</summary>
    public const int Whole = 1000;

    /// <summary>Methods by their word.</summary>
    internal static readonly IReadOnlyList<(ElectionMethod Value, string Word)> Methods =
    [
        (ElectionMethod.Plurality, "plurality"),
        (ElectionMethod.Majority, "majority"),
        (ElectionMethod.SainteLague, "sainte-lague"),
    ];

    /// <summary>President and vice president.</summary>
    public static ContestRule President { get; } = new(ElectionMethod.Majority, Majority: 500, Spread: 200);

    /// <summary>The House of representatives (DPR) of 2024.</summary>
    public static ContestRule House { get; } = new(ElectionMethod.SainteLague, Threshold: 40);

    /// <summary>
    /// Where a definition names none: most votes; of parties Sainte-Laguë without a threshold, as for councils of regions.
    /// </summary>
    public static ContestRule Usual(ContestKind kind) =>
        new(kind == ContestKind.Parties ? ElectionMethod.SainteLague : ElectionMethod.Plurality);

    /// <summary>What is wrong with it for such a contest, or null.</summary>
    internal string? Flaw(ContestKind kind, IReadOnlyList<ElectoralDistrict> districts) =>
        kind == ContestKind.Parties != (Method == ElectionMethod.SainteLague)
            ? "rule: sainte-lague is for parties, plurality and majority for tickets and individuals"
        : Threshold is < 0 or >= Whole ? "rule: threshold out of range, 0 to 999 thousandths"
        : Method != ElectionMethod.Majority ? null
        : Majority is < Whole / 2 or >= Whole ? "rule: majority out of range, 500 to 999 thousandths"
        : Spread is < 0 or >= Whole ? "rule: spread out of range, 0 to 999 thousandths"
        : districts.Any(district => district.Seats != 1) ? "rule: a majority elects one"
        : null;
}
