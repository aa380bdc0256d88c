namespace Sirekap.Elections.Contests;

/// <summary>The sizes that law and regulation set for a station.</summary>
/// <param name="Voters">Most voters that a domestic station was planned for: 300 in 2024 (PKPU 7/2022, verify), 600 in the regional
/// elections (verify). Above it is an anomaly.</param>
/// <param name="Law">Most voters of a station by law: 500 (UU 7/2017 Art. 350(1), verify). More votes than this cannot be.</param>
/// <param name="ReservePercent">Reserve ballots beyond the roll, in percent: 2 (UU 7/2017 Art. 344(2), verify).</param>
public sealed record Limits(int Voters, int Law, int ReservePercent)
{
    /// <summary>Those of 2024.</summary>
    public static Limits Of2024 { get; } = new(300, 500, 2);

    /// <summary>Where the figures are of no station, there is no size that they could exceed.</summary>
    public static Limits None { get; } = new(int.MaxValue, int.MaxValue, 0);
}
