using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Camera;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo;

/// <summary>
/// Some of the demo's stations have photos: their papers are filled in and photographed by the simulated camera, and brought a moment after
/// the figures, as a telephone does whose link is slow. The paper has the true figures, whatever the officer typed; so here and there a
/// reader reads what nobody signed.
/// </summary>
/// <param name="node">Takes the forms.</param>
/// <param name="night">The night.</param>
/// <param name="seed">Of writers and cameras.</param>
/// <param name="stations">So many have photos; some of them have something to show, the others are like most.</param>
public sealed class DemoPhotos(LedgerNode node, NightSimulation night, ulong seed, int stations = DemoPhotos.Usual)
{
    /// <summary>What a night of five minutes has time for on a machine that reads and tells at once.</summary>
    public const int Usual = 60;

    /// <summary>
    /// Forms looked through for those whose officer typed something else than the paper has: 24 are wanted, so one in eighty must be such.
    /// </summary>
    private const int Looked = 2_000;

    /// <summary>Two in five have something to show: far more than in truth, and still most are sound.</summary>
    private const double ShareOfErrors = 0.4;

    /// <summary>Boxes have three digits; stations overseas may have more.</summary>
    private const int Largest = 999;

    /// <summary>How many stations' photos have been brought.</summary>
    public int Brought { get; private set; }

    /// <summary>
    /// Photographs one form after the other, on one thread, in the order in which they come in, and brings each when its figures stand.
    /// </summary>
    public async Task BringAsync(CancellationToken cancellation)
    {
        var (camera, layout) = (new PhotoSimulator(), FormLayouts.Named("c-hasil-ppwp-2024"));
        foreach (var form in Chosen())
        {
            cancellation.ThrowIfCancellationRequested();
            if (HasPhotos(form))
            {
                continue;
            }

            var own = form.Station.ToString().Aggregate(seed, (hash, c) => unchecked((hash ^ c) * 1_099_511_628_211));
            var photos = await Task.Run(() => Photograph(camera, layout, form, own), cancellation);
            await StandsAsync(form, cancellation);
            var entry = night.WithPhotos(form.Station, photos);

            // Corrected meanwhile, or its key revoked: then the photos come too late, as some do.
            if (IsInPlace(form) && (await node.SubmitAsync(entry, cancellation)).Rejection is null)
            {
                Brought++;
            }
        }
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

    /// <summary>In the order of their arrival: at first those with something to show, the rest as they come.</summary>
    private List<NightForm> Chosen()
    {
        var forms = night.Forms(Looked).Where(form => Figures(form.Paper).Values.All(figure => figure is >= 0 and <= Largest)).ToList();
        var telling = forms.Where(form => !form.Sent.Equals(form.Paper)).Take((int)(stations * ShareOfErrors)).ToList();
        var others = forms.Where(form => form.Sent.Equals(form.Paper)).ToList();
        var wanted = Math.Min(stations - telling.Count, others.Count);
        return
        [
            .. telling
                .Concat(Enumerable.Range(0, wanted).Select(i => others[(int)((long)i * others.Count / wanted)]))
                .OrderBy(form => form.At.UnixSeconds),
        ];
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

    private List<Digest> Photograph(PhotoSimulator camera, FormLayout layout, NightForm form, ulong own)
    {
        var scenario = Scene();
        var truth = FormTruth.Of(layout, Figures(form.Paper), scenario, own);
        var photos = new List<Digest>();
        foreach (var page in camera.Photograph(layout, truth, scenario, own).Pages)
        {
            if (!PhotoMetadata.TryStrip(page.Jpeg, ImageLimits.Default, out var stripped, out var problem))
            {
                throw new InvalidOperationException($"the simulated camera's photo is {problem}");
            }

            photos.Add(node.Folder.Blobs.Add(stripped).Sha256);
        }

        return photos;
    }

    private async Task StandsAsync(NightForm form, CancellationToken cancellation)
    {
        var size = node.Size;
        while (!node.Read((record, _) => Contest(record).LastChange(record.Tree.FindStation(form.Station)) >= 0))
        {
            size = await node.ChangedAsync(size, cancellation);
        }
    }

    private bool IsInPlace(NightForm form) =>
        node.Read(
            (record, _) => Contest(record).Tally.Fields(record.Tree.FindStation(form.Station)) is { } fields && fields.Equals(form.Sent)
        );

    private bool HasPhotos(NightForm form) =>
        node.Read(
            (record, _) =>
                Contest(record) is var contest
                && contest.History(record.Tree.FindStation(form.Station)).Any(e => contest.Photos(e.Index).Count > 0)
        );

    private static ContestRecord Contest(ElectionRecord record) => record.Contest(SimulatedElection.Contest)!;
}
