using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The totals that a plenary certifies (D.HASIL). They are set beside the sum of the stations, and never replace it.</summary>
/// <param name="Contest">The contest.</param>
/// <param name="Region">Nation, province, regency or district.</param>
/// <param name="Stations">Stations counted in it.</param>
/// <param name="Figures">Every row of the paper. Votes, and the sums of section V, are given.</param>
public sealed record Totals(string Contest, RegionCode Region, int Stations, TotalFigures Figures) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
