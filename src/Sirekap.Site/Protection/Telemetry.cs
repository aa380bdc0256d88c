using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Sirekap.Site.Protection;

/// <summary>
/// Traces and measurements, sent to a collector by OpenTelemetry's protocol (OTLP over HTTP) where an operator names one; nothing is
/// gathered otherwise. Of a request goes what <c>/metrics</c> tells too: method, route, status, duration. Who asked, and for what exactly,
/// never leaves.
/// </summary>
internal static class Telemetry
{
    /// <summary>What a request's span may carry (OpenTelemetry's semantic conventions for HTTP); all else is taken off it.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "error.type",
        "network.protocol.version",
        "url.scheme",
    };

    /// <param name="builder">Of the site.</param>
    /// <param name="collector">Its base address, as <c>http://localhost:4318</c>; null gathers nothing.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, Uri? collector)
    {
        if (collector is null)
        {
            return;
        }

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("sirekap"))
            .WithTracing(tracing =>
                tracing
                    // Whether a request is traced is not for strangers to say in a header.
                    .SetSampler(new AlwaysOnSampler())
                    .AddAspNetCoreInstrumentation(OfNobody)
                    .AddOtlpExporter(exporter => To(exporter, collector, "v1/traces"))
            )
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(ServerMetrics.MeterName)
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddOtlpExporter(exporter => To(exporter, collector, "v1/metrics"))
            );
    }

    private static void To(OtlpExporterOptions exporter, Uri collector, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        // An address that is set by code is taken whole.
        exporter.Endpoint = new Uri(new Uri(collector.AbsoluteUri.TrimEnd('/') + '/'), signal);
    }

    private static void OfNobody(AspNetCoreTraceInstrumentationOptions options)
    {
        // The text of an exception may quote what was asked.
        options.RecordException = false;
        options.EnrichWithHttpResponse = (activity, _) => Strip(activity);
        options.EnrichWithException = (activity, _) => Strip(activity);
    }

    private static void Strip(Activity activity)
    {
        foreach (var (name, _) in activity.TagObjects.Where(tag => !Kept.Contains(tag.Key)).ToArray())
        {
            activity.SetTag(name, value: null);
        }
    }
}
