using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sirekap.Demo.Tricks;
using Sirekap.Site;
using Sirekap.Site.Pages;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Demo.Pages;

/// <summary>Puts "Coba curangi" on the web.</summary>
public static class CheatRoutes
{
    /// <summary>The page, without the language.</summary>
    public const string Path = "/curang";

    /// <summary>Below a plan: who noticed.</summary>
    public const string Verify = "verifikasi";

    /// <summary>What the pages look like beyond the site's own style.</summary>
    public const string Style = "curang.css";

    /// <summary>The room for the site's options; its words and styles join the site's.</summary>
    public static DemoRoom Room(Cheating cheating, CheatJobLimits? limits = null, TimeProvider? clock = null)
    {
        SiteEdition.Add(typeof(CheatRoutes).Assembly);
        return new DemoRoom(app => app.MapCheating(cheating, limits, clock));
    }

    /// <param name="app">The site.</param>
    /// <param name="cheating">What visitors may do.</param>
    /// <param name="limits">How much visitors may do.</param>
    /// <param name="clock">Tells when a plan has been kept for long enough.</param>
    private static void MapCheating(this WebApplication app, Cheating cheating, CheatJobLimits? limits, TimeProvider? clock)
    {
        var options = app.Services.GetRequiredService<SiteOptions>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CheatJobs));
        var jobs = new CheatJobs(
            cheating,
            limits ?? new CheatJobLimits(),
            clock ?? TimeProvider.System,
            log,
            app.Lifetime.ApplicationStopping
        );
        app.Lifetime.ApplicationStopped.Register(jobs.Dispose);
        var pages = new CheatPages(app.Services.GetRequiredService<SiteViews>(), options, new PageRenderer(app.Services), jobs);
        foreach (var language in Language.All)
        {
            var path = language.Prefix + Path;
            app.MapGet(path, context => pages.ChooseAsync(context, language));
            app.MapPost(path, context => pages.DoAsync(context, language));
            app.MapGet($"{path}/{{id}}", (HttpContext context, string id) => pages.ShowAsync(context, language, id, verify: false))
                .ExcludeFromDescription();
            app.MapGet($"{path}/{{id}}/{Verify}", (HttpContext context, string id) => pages.ShowAsync(context, language, id, verify: true))
                .ExcludeFromDescription();
        }
    }
}
