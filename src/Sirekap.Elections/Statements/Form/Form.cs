using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>A station's form as its officer, or a copied feed, gives it.</summary>
/// <param name="Contest">The contest's code, e.g. <c>ppwp</c>.</param>
/// <param name="Station">The station.</param>
/// <param name="Taken">The device's claim of when; in a copy the time of the snapshot.</param>
/// <param name="Fields">The figures.</param>
/// <param name="Photos">The form's photos by hash.</param>
/// <param name="Dated">Copies only: the time that the source itself gives to the row; null where it gives none.</param>
/// <param name="Poll">Copies only: what the source says that the figures are of.</param>
public sealed record Form(
    string Contest,
    RegionCode Station,
    Timestamp Taken,
    FormFields Fields,
    IReadOnlyList<Digest> Photos,
    Timestamp? Dated = null,
    PollKind Poll = PollKind.Regular
) : Statement
{
    /// <summary>Which of the photos are from the phone's gallery and not from its camera: places from 0, ascending.</summary>
    public IReadOnlyList<int> Gallery { get; init; } = [];

    /// <summary>Who signed the paper; null where the polling staff do not say.</summary>
    public PaperSignatures? Paper { get; init; }

    public override IReadOnlyList<NamedBlob> Blobs =>
        Photos.Count == 0 ? [] : [.. Photos.Select(photo => new NamedBlob(photo, null, BlobUse.Attached, "photo"))];
}
