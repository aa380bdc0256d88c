using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Sirekap.Site.Api;

/// <summary>A region's endpoint that answers a station's code as the station's own does.</summary>
internal sealed record OrStation;

/// <summary>The endpoint also answers in lines of JSON, each of this type.</summary>
internal sealed record AlsoLines(string ContentType, Type Line);

/// <summary>The types that an endpoint takes in a body. It refuses others itself, in words; routing would leave them out.</summary>
internal sealed record Takes(params string[] ContentTypes);

/// <summary>The API's description in OpenAPI, made once from the endpoints, their types and their comments.</summary>
internal sealed class Description(IServiceProvider services)
{
    public const string Name = "v1";

    private readonly Lazy<Task<byte[]>> _bytes = new(() => MakeAsync(services));

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = type =>
            OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name && name.EndsWith("Json", StringComparison.Ordinal)
                ? name[..^"Json".Length]
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                Head(document);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(OperationAsync);
        options.AddSchemaTransformer(
            (schema, context, _) =>
            {
                Schema(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            }
        );
    }

    private static void Head(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Sirekap",
            Version = "1",
            Description =
                "An election's results, their history and their proofs. Every answer names the ledger's size and root that it is of; "
                + "codes are strings, numbers are numbers, what is not there is null. Errors are problem details (RFC 9457).",
        };
        // Where it is asked for is where it is served.
        document.Servers = [new OpenApiServer { Url = "/" }];
    }

    private static async Task OperationAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellation
    )
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Schema = ParameterSchemas.Of(parameter.Name!);
            parameter.Description ??= ParameterSchemas.WordsOf(parameter.Name!);
        }

        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Takes>().FirstOrDefault() is { } takes)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = takes.ContentTypes.ToDictionary(
                    type => type,
                    _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } }
                ),
            };
        }

        if (metadata.OfType<OrStation>().Any())
        {
            var content = operation.Responses!["200"].Content!["application/json"];
            content.Schema = new OpenApiSchema { OneOf = [content.Schema!, new OpenApiSchemaReference("Station", context.Document)] };
        }

        if (metadata.OfType<AlsoLines>().FirstOrDefault() is { } lines)
        {
            operation.Responses!["200"].Content![lines.ContentType] = new OpenApiMediaType
            {
                Schema = await context.GetOrCreateSchemaAsync(lines.Line, cancellationToken: cancellation),
            };
        }
    }

    private static void Schema(OpenApiSchema schema, Type of)
    {
        if (schema.Enum is { Count: > 0 })
        {
            schema.Type = JsonSchemaType.String;
            schema.Description ??= ParameterSchemas.WordsOf(of);
        }
        else if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Object))
        {
            schema.AdditionalPropertiesAllowed = false;
        }
    }

    /// <summary>The document.</summary>
    internal static async Task<IResult> Get(Description description) =>
        new Bytes(
            await description._bytes.Value,
            "application/json",
            $"\"{typeof(Description).Assembly.ManifestModule.ModuleVersionId:N}\"",
            Replies.Live
        );

    private static async Task<byte[]> MakeAsync(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }
}
