using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Node.Tests;

/// <summary>What a follower asks its origin for.</summary>
public sealed class ReplicaBlobsTests
{
    [Fact]
    public void Evidence_of_a_reading_must_come_and_its_photos_may()
    {
        var fields = new FormFields([1, 2, 3], FormFields.NoCounts());
        var (photo, evidence) = (BlobFolder.Reference([1]).Sha256, BlobFolder.Reference([2]));
        var station = RegionCode.Parse("3171010001001");
        var reading = new PhotoReading("ppwp", station, [photo], "x", photo, ReadingOutcome.Clear, fields, fields, evidence);
        reading.Blobs.Select(blob => (blob.Sha256, blob.Use)).ShouldBe([(evidence.Sha256, BlobUse.Published), (photo, BlobUse.Attached)]);
    }
}
