using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>A station's first form of a simulated night.</summary>
/// <param name="Station">The station.</param>
/// <param name="Paper">What truly stands on its paper.</param>
/// <param name="Sent">What its officer sends.</param>
/// <param name="At">When it reaches the ledger.</param>
public sealed record NightForm(RegionCode Station, FormFields Paper, FormFields Sent, Timestamp At);
