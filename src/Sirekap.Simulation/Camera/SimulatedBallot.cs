using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>The form of an invented station.</summary>
public static class SimulatedBallot
{
    /// <summary>Eighteen parties stood for the DPR in 2024; the layout has pages for every number that a party could bear.</summary>
    private const int Parties = 18;

    /// <summary>The layout with the pages of an invented station's ballot; other forms stay as they are.</summary>
    public static FormLayout Of(FormLayout layout) => PartyPages.Of(layout, Enumerable.Range(1, Parties).ToHashSet());

    /// <summary>
    /// What is printed on a page beside its boxes: on our own forms a seal, so that a reader knows which pages belong together. It names an
    /// election that there is not, and in place of a signature has zeros: whoever has a commission's key to verify it with refuses it.
    /// </summary>
    /// <param name="layout">With the ballot's pages alone.</param>
    /// <param name="page">One of them.</param>
    public static PageWords Words(FormLayout layout, PageLayout page)
    {
        if (page.Qr is null)
        {
            return PageWords.None;
        }

        var parties = layout.Pages.Select(PartyPages.PartyOf).OfType<int>().Order().ToArray();
        var seal = new PageSeal(
            "simulasi-formulir",
            layout.Contest,
            RegionCode.Parse("3171011001001"),
            page.Number,
            parties,
            new byte[PageSeal.SignatureLength]
        );
        return PageWords.None with { Seal = seal.ToString() };
    }
}
