using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Api.Live;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Api;

/// <summary>The API below <c>/api/v1</c>, and its description at <c>/api/openapi.json</c>.</summary>
internal static class ApiHost
{
    public const string Root = "/api/v1";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ElectionFacts>();
        builder.Services.AddSingleton<Bodies>();
        builder.Services.AddSingleton<StatementIntake>();
        builder.Services.AddSingleton<BlobIntake>();
        builder.Services.AddHostedService<BlobExpiry>();
        builder.Services.AddSingleton<Listeners>();
        builder.Services.AddSingleton<LiveHub>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveHub>());
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.NumberHandling = ApiJson.Default.Options.NumberHandling;
            foreach (var converter in ApiJson.Default.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        builder.Services.AddOpenApi(Description.Name, Description.Configure);
        builder.Services.AddSingleton<Description>();
    }

    public static void MapApi(this WebApplication app)
    {
        // Read while the ledger can be: what it says stays true when it has stopped.
        _ = app.Services.GetRequiredService<ElectionFacts>();
        var api = app.MapGroup(Root).AddEndpointFilter<Acceptable>();
        ElectionEndpoints.Map(Tagged("election"));
        RegionEndpoints.Map(Tagged("places"));
        ResultEndpoints.Map(Tagged("results"));
        ListEndpoints.Map(Tagged("results"));
        EventEndpoint.Map(Tagged("live"));
        LedgerEndpoints.Map(Tagged("ledger"));
        DisclosureEndpoint.Map(Tagged("transparency"));
        StatementEndpoint.Map(Tagged("intake"));
        BlobEndpoint.Map(Tagged("intake"));
        PhotoEndpoint.Map(Tagged("intake"));
        ProblemEndpoints.Map(Tagged("problems"));
        app.MapGet("/api/openapi.json", Description.Get).ExcludeFromDescription();
        app.MapGet("/api/{**rest}", () => new ProblemResult(new Problem(ProblemCode.NotFound))).ExcludeFromDescription();

        RouteGroupBuilder Tagged(string tag) => api.MapGroup("").WithTags(tag);
    }

    /// <summary>The statuses of an endpoint's problems beside those that every endpoint has.</summary>
    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in (ReadOnlySpan<int>)[.. statuses, StatusCodes.Status406NotAcceptable, StatusCodes.Status429TooManyRequests])
        {
            endpoint.Produces<ProblemJson>(status, ProblemResult.ContentType);
        }

        return endpoint;
    }
}
