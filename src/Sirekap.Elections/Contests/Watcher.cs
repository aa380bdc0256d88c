using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Contests;

/// <summary>
/// Somebody who watches those who count, with a root key of their own in the definition: a body that supervises (Bawaslu), or a contestant
/// whose people witness (saksi peserta; the mandate is the contestant's to give, PKPU 5/2024 Art. 14(4)c). Those whom they watch can
/// neither enrol, delay nor revoke their people.
/// </summary>
/// <param name="Key">Their root, P-256 SPKI DER, 91 bytes.</param>
/// <param name="For">What a contestant stands for, a mandate a ballot; nothing for a body that supervises.</param>
public sealed record Watcher(byte[] Key, IReadOnlyList<Mandate> For)
{
    /// <summary>Two thousand candidates stood for DPD and DPR's parties in 2024; so that no definition fills a reader's memory.</summary>
    public const int Most = 4096;

    /// <summary>Whether it is a body that supervises.</summary>
    public bool Supervises => For.Count == 0;

    /// <summary>Whether a contestant, or a supervisor always, has a part in what is counted at a station in a contest.</summary>
    public bool HasPartIn(Contest contest, RegionCode station) =>
        Supervises
        || (
            contest.TryFindDistrict(station, out var district)
            && For.Any(mandate =>
                mandate.Contest == contest.Code
                && (mandate.District is null || mandate.District == district.Code)
                && district.IndexOf(new Choice(mandate.Choice)) >= 0
            )
        );
}

/// <summary>What a contestant stands for on a ballot.</summary>
/// <param name="Contest">The contest's code.</param>
/// <param name="District">The electoral district; null for all that have the number, as a party's.</param>
/// <param name="Choice">The number of the ticket, the party or the person.</param>
public sealed record Mandate(string Contest, string? District, int Choice);
