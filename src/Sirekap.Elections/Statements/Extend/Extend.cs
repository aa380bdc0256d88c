using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>
/// A root proposes to add stations, and the regions that they lie in, to the election that runs; they are there once a quorum of the roots
/// agrees. Without its limits this would be the statement by which ballots are stuffed: it never touches a region whose totals are
/// certified, and all totals are given without it, too.
/// </summary>
/// <param name="Ground">Why.</param>
/// <param name="Stations">Blob: the stations, in the form of the regions blob.</param>
/// <param name="Names">Blob: words for the places that are new, in the form of the names document; null where codes do.</param>
public sealed record Extend(AdditionGround Ground, BlobReference Stations, BlobReference? Names) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs
    {
        get
        {
            var stations = NamedBlob.Of(Stations, BlobUse.Replayed, "stations that are added");
            return Names is null
                ? [stations]
                : [stations, NamedBlob.Of(Names, BlobUse.Published, "names of what is added") with { Flaw = FlawOf }];
        }
    }

    private static string? FlawOf(ReadOnlyMemory<byte> names) => ElectionNames.TryParse(names, out _, out var error) ? null : error;
}
