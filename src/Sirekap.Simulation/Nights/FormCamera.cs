using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Paper.Layouts;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// Fills in the president's form of a station by hand and photographs it, page by page, as a telephone does that sends small pictures.
/// </summary>
/// <param name="seed">Of writers and cameras.</param>
public sealed class FormCamera(ulong seed)
{
    /// <summary>Boxes have three digits; stations overseas may have more.</summary>
    private const int Largest = 999;

    /// <summary>Of FNV-1a, which makes a station's code a part of its seed.</summary>
    private const ulong Prime = 1_099_511_628_211;

    private readonly PhotoSimulator _camera = new();
    private readonly FormLayout _layout = FormLayouts.Named("c-hasil-ppwp-2024");

    /// <summary>Whether the figures have boxes enough.</summary>
    public static bool Fits(FormFields paper) => Figures(paper).Values.All(figure => figure is >= 0 and <= Largest);

    /// <summary>The pages as JPEG, as the camera writes them.</summary>
    /// <param name="station">Whose form it is.</param>
    /// <param name="paper">What stands on it.</param>
    public IReadOnlyList<byte[]> Photograph(RegionCode station, FormFields paper)
    {
        var own = station.ToString().Aggregate(seed, (hash, c) => unchecked((hash ^ c) * Prime));
        var scenario = Scene();
        return
        [
            .. _camera
                .Photograph(_layout, FormTruth.Of(_layout, Figures(paper), scenario, own), scenario, own)
                .Pages.Select(page => page.Jpeg),
        ];
    }

    /// <summary>The figures of a form by their places on the paper, as layouts name them.</summary>
    internal static Dictionary<string, int> Figures(FormFields fields)
    {
        var figures = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var field = Field.RollMen; field <= Field.AllVotes; field++)
        {
            if (fields[field] is { } figure)
            {
                figures.Add(PaperPlace.Of(field).ToString(), figure);
            }
        }

        for (var i = 0; i < fields.Votes.Length; i++)
        {
            figures.Add($"IV.{i + 1}", fields.Votes[i]);
        }

        return figures;
    }

    /// <summary>
    /// A phone's photos of a size that a page loads quickly; what is written is the station's paper, without further mistakes.
    /// </summary>
    private static Scenario Scene() =>
        Scenario.Phone with
        {
            Mistakes = 0,
            Ranges =
            [
                .. Scenario.Phone.Ranges.Select((range, i) => (Parameter)i == Parameter.Megapixels ? new ScenarioRange(2, 3.2) : range),
            ],
        };
}
