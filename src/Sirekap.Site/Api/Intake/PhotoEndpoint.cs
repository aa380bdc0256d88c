using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sirekap.Node;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// Where a device brings a photo as its camera made it. Place, time and telephone are taken out before anything is stored, and what the
/// form statement then names is the hash of what is left: what a camera wrote beside the picture is never on this server's disk.
/// </summary>
internal static class PhotoEndpoint
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/photos/{sha256}", Put)
            .Produces<StoredBlobJson>(StatusCodes.Status201Created)
            .Produces<StoredBlobJson>()
            .Problems(400, 403, 408, 413, 422, 503)
            .WithMetadata(new OwnLimits(CountsClients: false), new Takes("application/octet-stream"));

    /// <summary>Strips a photo of its metadata and stores the picture, for a form statement to name.</summary>
    /// <remarks>
    /// A JPEG or PNG. The key signs as for a blob, over the hash of the body as it is sent. The answer has the hash of what was stored,
    /// which is what the statement names in its photos; a device that can checks it by stripping the photo itself. A photo that has nothing
    /// but its picture may be brought as a blob.
    /// </remarks>
    /// <param name="context"></param>
    /// <param name="node"></param>
    /// <param name="blobs"></param>
    /// <param name="limits"></param>
    /// <param name="sha256">SHA-256 of the body, 64 lowercase hexadecimal digits.</param>
    /// <param name="signature">The key's name, a space, and its P-256 signature in base64: DER, or 64 bytes r and s.</param>
    internal static Task<IResult> Put(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        [FromHeader(Name = BlobSignature.Header)] string? signature
    ) => BlobEndpoint.TakeAsync(context, node, blobs, limits, sha256, signature, strip: true);
}
