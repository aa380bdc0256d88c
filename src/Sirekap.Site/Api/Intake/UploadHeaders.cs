using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// The fields by which a client and this server speak of a blob that comes in parts: draft-ietf-httpbis-resumable-upload. An integer, and a
/// boolean as structured fields write them (RFC 9651): <c>?1</c> and <c>?0</c>.
/// </summary>
internal static class UploadHeaders
{
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";
    public const string Complete = "Upload-Complete";

    /// <summary>What a part that is not the first is, by its type.</summary>
    public const string PartType = "application/partial-upload";

    /// <summary>Whether the part ends the blob; null where the field is not there.</summary>
    public static Problem? ReadComplete(string? text, out bool? isComplete)
    {
        isComplete = text switch
        {
            "?1" => true,
            "?0" => false,
            _ => null,
        };
        return text is null || isComplete is not null ? null : Problem.Parameter(Complete, "expected.boolean");
    }

    /// <summary>A number of bytes that must be there.</summary>
    public static Problem? ReadBytes(string field, string? text, out long bytes) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bytes)
            ? null
            : Problem.Parameter(field, "expected.number");

    /// <summary>Says how much has come.</summary>
    public static void Tell(HttpContext context, long offset, bool isComplete, long? length = null)
    {
        var headers = context.Response.Headers;
        headers[Offset] = offset.ToString(CultureInfo.InvariantCulture);
        headers[Complete] = isComplete ? "?1" : "?0";
        headers.CacheControl = "no-store";
        if (length is { } bytes)
        {
            headers[Length] = bytes.ToString(CultureInfo.InvariantCulture);
        }
    }
}
