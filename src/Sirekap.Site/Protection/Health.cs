using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Site.Api;

namespace Sirekap.Site.Protection;

/// <summary>
/// Whether the process is alive, and whether it should be sent visitors. What exactly is wrong is for the operator's log: only its name
/// stands here.
/// </summary>
internal static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet(
                "/health/live",
                () =>
                    new Stored<HealthJson>(
                        StatusCodes.Status200OK,
                        new HealthJson("alive", null, null, []),
                        HealthWriting.Default.HealthJson
                    )
            )
            .ExcludeFromDescription();
        app.MapGet("/health/ready", Ready).ExcludeFromDescription();
    }

    /// <summary>
    /// Ready: the ledger has been folded, memory and disk agree, and nobody holds another history of an intake node's ledger.
    /// </summary>
    private static IResult Ready(LedgerNode node)
    {
        HealthWarningJson[] warnings = [.. node.Warnings.Select(warning => new HealthWarningJson(warning.Code, warning.Since))];
        var isReady =
            !node.Warnings.Any(warning => warning.Code is NodeWarningCode.Stopped or NodeWarningCode.Contradicted) && CanRead(node);
        return new Stored<HealthJson>(
            isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            new HealthJson(isReady ? "ready" : "stopped", node.Size, node.Checkpoint?.Checkpoint.Size, warnings),
            HealthWriting.Default.HealthJson
        );
    }

    private static bool CanRead(LedgerNode node)
    {
        try
        {
            return node.Read((record, _) => record.Count > 0);
        }
        catch (LedgerStoppedException)
        {
            return false;
        }
    }
}

/// <summary>How the server is.</summary>
/// <param name="Status">alive, ready or stopped.</param>
/// <param name="Size">Entries that it shows.</param>
/// <param name="CheckpointSize">Entries of the newest published checkpoint.</param>
/// <param name="Warnings">What is not as it should be while pages go on.</param>
internal sealed record HealthJson(string Status, long? Size, long? CheckpointSize, IReadOnlyList<HealthWarningJson> Warnings);

/// <summary>Something that is not as it should be.</summary>
internal sealed record HealthWarningJson(NodeWarningCode Code, DateTimeOffset Since);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(KebabWords<NodeWarningCode>)])]
[JsonSerializable(typeof(HealthJson))]
internal sealed partial class HealthWriting : JsonSerializerContext;
