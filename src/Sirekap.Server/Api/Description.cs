using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Sirekap.Server.Api;

/// <summary>The second type that an endpoint's 200 may be of.</summary>
internal sealed record AlsoProduces(Type Type);

/// <summary>The API's description in OpenAPI, made once from the endpoints, their types and their comments.</summary>
internal sealed class Description(IServiceProvider services)
{
    public const string Name = "v1";

    private readonly Lazy<Task<byte[]>> _bytes = new(() => MakeAsync(services));

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name && name.EndsWith("Json", StringComparison.Ordinal)
            ? name[..^"Json".Length]
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Sirekap",
                Version = "1",
                Description = "An election's results, their history and their proofs. Every answer names the ledger's size and root that it is of; codes are strings, numbers are numbers, "
                    + "what is not there is null. Errors are problem details (RFC 9457).",
            };
            // Where it is asked for is where it is served.
            document.Servers = [new OpenApiServer { Url = "/" }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                parameter.Schema = ParameterSchemas.Of(parameter.Name!);
            }

            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AlsoProduces>().FirstOrDefault() is { } also)
            {
                var content = operation.Responses!["200"].Content!["application/json"];
                var second = await context.GetOrCreateSchemaAsync(also.Type, cancellationToken: cancellation);
                content.Schema = new OpenApiSchema { OneOf = [content.Schema!, second] };
            }
        });
        options.AddSchemaTransformer((schema, _, _) =>
        {
            if (schema.Enum is { Count: > 0 })
            {
                schema.Type = JsonSchemaType.String;
            }
            else if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Object))
            {
                schema.AdditionalPropertiesAllowed = false;
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>The document.</summary>
    internal static async Task<IResult> Get(Description description) =>
        new Bytes(await description._bytes.Value, "application/json", $"\"{typeof(Description).Assembly.ManifestModule.ModuleVersionId:N}\"", Replies.Live);

    private static async Task<byte[]> MakeAsync(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }
}
