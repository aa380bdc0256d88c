using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sirekap.Server.Api;
using Sirekap.Server.Demo.Pages;
using Sirekap.Server.Downloads;
using Sirekap.Server.Files;
using Sirekap.Server.Nodes;
using Sirekap.Server.Pages;
using Sirekap.Server.Protection;
using Sirekap.Server.Readers;
using Sirekap.Server.Views;

namespace Sirekap.Server;

/// <summary>The public side of a node: pages, API, published files.</summary>
public static class SiteHost
{
    /// <summary>Composes the application; nothing listens yet.</summary>
    public static WebApplication Build(LedgerNode node, SiteOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder
            .WebHost.UseKestrelHttpsConfiguration()
            .UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = options.Certificate);
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(node);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new SiteViews(node));
        builder.AddProtection(options.Protection);
        builder.AddApi();
        if (options.Reader is { } reader)
        {
            builder.Services.AddHostedService(services => new PhotoReaders(node, reader, services.GetRequiredService<ServerMetrics>()));
        }

        var app = builder.Build();
        app.UsePublishedFiles(node);
        app.UseProtection();
        app.MapProtection();
        app.MapApi();
        app.MapDownloads(app.Services.GetRequiredService<SiteViews>());
        app.MapCheating();
        app.MapPages();
        return app;
    }
}
