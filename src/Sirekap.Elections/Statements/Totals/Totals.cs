using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The totals that a plenary certifies (D.HASIL). They are set beside the sum of the stations, and never replace it.</summary>
/// <param name="Contest">The contest.</param>
/// <param name="Region">Nation, province, regency or district.</param>
/// <param name="Stations">Stations counted in it.</param>
/// <param name="Votes">Votes in ballot order.</param>
/// <param name="Valid">Valid votes.</param>
/// <param name="Invalid">Invalid votes.</param>
public sealed record Totals(string Contest, RegionCode Region, int Stations, IReadOnlyList<long> Votes, long Valid, long Invalid)
    : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
