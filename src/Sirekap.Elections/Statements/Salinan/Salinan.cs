using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>
/// A station's polling staff (KPPS) say to whom they gave a copy (SALINAN) of its form. Not giving one is a crime (UU 7/2017 Art. 506), and
/// who was given none is public from then on. A later one may only add.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="On">The form that was copied, by its statement's identity.</param>
/// <param name="Given">To whom; one at least.</param>
public sealed record Salinan(string Contest, RegionCode Station, Digest On, Recipients Given) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
