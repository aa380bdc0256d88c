using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>
/// What a program read on photos of a station's form, beside the figures in place. It is evidence and no number of the election.
/// </summary>
/// <param name="Signer">Under which key it was said, and when.</param>
/// <param name="Statement">What was said.</param>
/// <param name="Differences">Figures in place, and what was read instead; none where no form is in place.</param>
/// <param name="Evidence">Box by box; of the newest reading alone, and null where its bytes are withheld, not here, or not in their
/// form.</param>
public sealed record ReadingView(Signer Signer, PhotoReading Statement, IReadOnlyList<Difference> Differences, ReadingEvidence? Evidence)
{
    internal static IReadOnlyList<ReadingView> Of(RecordAsOf asOf, SiteViews site, ContestRecord contest, int station, FormFields? inPlace)
    {
        var readings = contest.Readings(station).Where(reading => reading.Index < asOf.Size).ToArray();
        return
        [
            .. readings.Select(
                (reading, i) =>
                    new ReadingView(
                        Signer.Of(asOf, reading.Index, reading.Key),
                        reading.Statement,
                        inPlace is null ? [] : reading.Differences(inPlace, contest.PaperOf(station).Ballot),
                        i == readings.Length - 1 ? EvidenceOf(asOf, site, reading.Statement.Evidence) : null
                    )
            ),
        ];
    }

    private static ReadingEvidence? EvidenceOf(RecordAsOf asOf, SiteViews site, BlobReference blob) =>
        blob.Bytes <= ReadingEvidence.Longest
        && !asOf.Record.Withheld.ContainsKey(blob.Sha256)
        && site.Node.Folder.Blobs.Read(blob) is { } bytes
        && Record.Storage.BlobFolder.Reference(bytes.Span) == blob
        && ReadingEvidence.TryParse(bytes, out var evidence)
            ? evidence
            : null;
}
