using Sirekap.Elections;
using Sirekap.Node;
using Sirekap.Reading.Images;
using Sirekap.Record;
using Sirekap.Record.Storage;
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

    /// <summary>How many stations' photos have been brought.</summary>
    public int Brought { get; private set; }

    /// <summary>
    /// Photographs one form after the other, on one thread, in the order in which they come in, and brings each when its figures stand.
    /// </summary>
    public async Task BringAsync(CancellationToken cancellation)
    {
        var camera = new FormCamera(seed);
        foreach (var form in Chosen())
        {
            cancellation.ThrowIfCancellationRequested();
            if (HasPhotos(form))
            {
                continue;
            }

            var photos = await Task.Run(() => Photograph(camera, form), cancellation);
            await StandsAsync(form, cancellation);
            var entry = night.WithPhotos(form.Station, photos);

            // Corrected meanwhile, or its key revoked: then the photos come too late, as some do.
            if (IsInPlace(form) && (await node.SubmitAsync(entry, cancellation)).Rejection is null)
            {
                Brought++;
            }
        }
    }

    /// <summary>In the order of their arrival: at first those with something to show, the rest as they come.</summary>
    private List<NightForm> Chosen()
    {
        var forms = night.Forms(Looked).Where(form => FormCamera.Fits(form.Paper)).ToList();
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

    private List<Digest> Photograph(FormCamera camera, NightForm form)
    {
        var photos = new List<Digest>();
        foreach (var page in camera.Photograph(form.Station, form.Paper))
        {
            if (!PhotoMetadata.TryStrip(page, ImageLimits.Default, out var stripped, out var problem))
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
                && contest.History(record.Tree.FindStation(form.Station)).Any(e => contest.Papers.Photos(e.Index).Count > 0)
        );

    private static ContestRecord Contest(ElectionRecord record) => record.Contest(SimulatedElection.Contest)!;
}
