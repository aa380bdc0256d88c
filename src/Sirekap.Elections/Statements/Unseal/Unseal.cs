using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>What a reviewer sealed, opened: the figures that they read on the paper.</summary>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="On">Their own seal, by its identity.</param>
/// <param name="Salt">The chance that was sealed with the figures.</param>
/// <param name="Fields">The figures; one that they could not read is missing.</param>
public sealed record Unseal(string Contest, RegionCode Station, Digest On, Salt Salt, FormFields Fields) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
