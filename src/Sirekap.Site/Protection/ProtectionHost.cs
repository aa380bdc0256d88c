using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Protection;

/// <summary>
/// What stands between strangers and everything else. The order is the order of cost: what is cheapest to refuse is refused first.
/// </summary>
internal static class ProtectionHost
{
    public static void AddProtection(this WebApplicationBuilder builder, SiteOptions site)
    {
        var (options, doors) = (site.Protection, new Doors(site));
        builder.WebHost.UseSockets(ConnectionLimits.Apply);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            ConnectionLimits.Apply(kestrel, site.Protection);
            doors.Listen(kestrel);
        });
        builder.Services.AddSingleton(doors);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<ServerMetrics>();
        builder.Services.AddSingleton<PrometheusText>();
        builder.Services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy
            {
                Timeout = options.RequestTime,
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
                WriteTimeoutResponse = context => ProblemResult.WriteAsync(context, new Problem(ProblemCode.Busy) { RetryAfter = 1 }),
            }
        );
    }

    /// <summary>To be called before anything is mapped; routing begins within.</summary>
    public static void UseProtection(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<ProtectionOptions>();
        var limits = app.Services.GetRequiredService<RateLimits>();

        // It listens from the first request on.
        _ = app.Services.GetRequiredService<PrometheusText>();
        if (options.Proxies.Count > 0)
        {
            app.UseForwardedHeaders(Forwarded(options));
        }

        app.Use(SecurityHeaders.AddAsync);
        app.UseMiddleware<Failures>();
        app.Use(limits.CountAsync);
        app.Use(PathRules.ApplyAsync);
        app.UseRouting();
        app.UseRequestTimeouts();
        app.Use(limits.BoundAsync);
    }

    public static void MapProtection(this WebApplication app)
    {
        Health.Map(app);
        app.MapGet("/metrics", (PrometheusText text) => text.Write()).ExcludeFromDescription();
    }

    private static ForwardedHeadersOptions Forwarded(ProtectionOptions options)
    {
        // Each proxy adds itself at the end; only those that we know are believed about whom they had it from.
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies)
        {
            forwarded.KnownIPNetworks.Add(proxy);
        }

        return forwarded;
    }
}
