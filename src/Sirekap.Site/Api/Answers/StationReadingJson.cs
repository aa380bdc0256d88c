using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>A photo that a form named for the station; its bytes are at <c>/blobs/</c> and its hash, where they are here.</summary>
/// <param name="Sha256">SHA-256 of its bytes, without any metadata, 64 lowercase hexadecimal digits.</param>
/// <param name="Bytes">Whether they are here, absent, or withheld.</param>
/// <param name="Others">Other stations for which forms named the same photo, the first twelve: it can be of one station at most.</param>
/// <param name="HasMore">Whether there are more than these.</param>
public sealed record PhotoJson(string Sha256, PhotoBytes Bytes, IReadOnlyList<PlaceJson> Others, bool HasMore)
{
    internal static PhotoJson Of(PhotoView photo) => new(photo.Photo.ToString(), photo.Bytes, PlaceJson.Of(photo.Others), photo.HasMore);
}

/// <summary>What a program read on photos of the station's form. It is evidence: no figure of the election, and counted nowhere.</summary>
/// <param name="Signer">Under which reader's key it was said, and when.</param>
/// <param name="Photos">SHA-256 of the photos read, in the order of their pages.</param>
/// <param name="Layout">The form's layout.</param>
/// <param name="Model">SHA-256 of the network that read.</param>
/// <param name="Outcome">For the form as a whole.</param>
/// <param name="Figures">What was read; null where it was not.</param>
/// <param name="Probabilities">How sure the reader is of each, in millionths.</param>
/// <param name="Differences">Figures in place that were read otherwise.</param>
/// <param name="Evidence">The whole reading as JSON, box by box.</param>
public sealed record StationReadingJson(
    SignerJson Signer,
    IReadOnlyList<string> Photos,
    string Layout,
    string Model,
    ReadingOutcome Outcome,
    FiguresJson Figures,
    FiguresJson Probabilities,
    IReadOnlyList<ReadingDifferenceJson> Differences,
    BlobJson Evidence
)
{
    internal static StationReadingJson Of(RecordAsOf asOf, ReadingView reading) =>
        new(
            SignerJson.Of(reading.Signer),
            [.. reading.Statement.Photos.Select(photo => photo.ToString())],
            reading.Statement.Layout,
            reading.Statement.Model.ToString(),
            reading.Statement.Outcome,
            FiguresJson.Of(reading.Statement.Fields)!,
            FiguresJson.Of(reading.Statement.Probabilities)!,
            [.. reading.Differences.Select(ReadingDifferenceJson.Of)],
            BlobJson.Of(asOf, reading.Statement.Evidence)
        );
}

/// <summary>A figure that was read otherwise than it was signed.</summary>
/// <param name="Paper">Its place on the paper, such as "V.A", or "IV.2" for choice 2, "IV.2.7" for the seventh candidate of party
/// 2.</param>
/// <param name="Read">What was read.</param>
/// <param name="Signed">What is in place.</param>
public sealed record ReadingDifferenceJson(string Paper, int Read, int Signed)
{
    internal static ReadingDifferenceJson Of(Difference difference) =>
        new($"{difference.Place}", difference.After!.Value, difference.Before!.Value);
}
