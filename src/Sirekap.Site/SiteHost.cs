using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sirekap.Node;
using Sirekap.Site.Api;
using Sirekap.Site.Downloads;
using Sirekap.Site.Files;
using Sirekap.Site.Pages;
using Sirekap.Site.Protection;
using Sirekap.Site.Views;

namespace Sirekap.Site;

/// <summary>The public side of a node: pages, API, published files.</summary>
public static class SiteHost
{
    /// <summary>Composes the application; nothing listens yet.</summary>
    public static WebApplication Build(LedgerNode node, SiteOptions options)
    {
        RawFiles.Clear(node.Folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(node);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new SiteViews(node));
        builder.Services.AddSingleton(services => new RawFiles(services.GetRequiredService<SiteViews>(), TimeProvider.System));
        builder.AddProtection(options);
        builder.AddTelemetry(options.Collector);
        builder.AddApi();
        if (options.Reader is { } reader)
        {
            builder.Services.AddHostedService(services => new BackgroundReading(
                node,
                reader,
                services.GetRequiredService<ServerMetrics>()
            ));
        }

        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<Doors>().ApplyAsync);
        app.UsePublishedFiles(node);
        app.UseProtection();
        app.MapProtection();
        app.MapApi();
        app.MapDownloads();
        options.Officers?.Map(app);
        options.Demo?.Map(app);
        app.MapPages();
        return app;
    }

    /// <summary>Where one of its doors listens, once it does.</summary>
    public static IReadOnlyList<string> UrlsOf(WebApplication app, Door door) =>
        app.Services.GetRequiredService<Doors>().UrlsOf(door, app.Urls);
}
