using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sirekap.Site.Protection;

/// <summary>
/// Gathers the measurements of this server and of the web server beneath it, and writes them in Prometheus' text format. Of a request it
/// keeps method, route template and status: as many series as there are routes, whatever strangers send.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Instruments =
    [
        "http.server.request.duration",
        "http.server.active_requests",
        "kestrel.active_connections",
        "kestrel.rejected_connections",
        "kestrel.queued_connections",
    ];

    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["http.request.method"] = "method",
        ["http.route"] = "route",
        ["http.response.status_code"] = "status",
        ["outcome"] = "outcome",
        ["code"] = "code",
    };

    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> _series = new();

    public PrometheusText(IMeterFactory factory, ServerMetrics metrics)
    {
        _ = metrics;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other servers in this process have factories of their own.
            if (
                ReferenceEquals(instrument.Meter.Scope, factory)
                && (instrument.Meter.Name == ServerMetrics.MeterName || Instruments.Contains(instrument.Name))
            )
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public IResult Write() => Results.Text(Text(), ContentType, Encoding.UTF8);

    public void Dispose() => _listener.Dispose();

    /// <summary><c>NotCosigned</c> as <c>not-cosigned</c>.</summary>
    internal static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : $"{c}"));

    internal string Text()
    {
        // A gauge that is no longer told, as a warning that has passed, is no longer there.
        foreach (var gauge in _series.Keys.Where(key => key.Instrument.IsObservable))
        {
            _series.TryRemove(gauge, out _);
        }

        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _series.GroupBy(series => series.Key.Instrument).OrderBy(family => family.Key.Name, StringComparer.Ordinal))
        {
            var name = Name(family.Key);
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {family.Key.Description}\n# TYPE {name} {Kind(family.Key)}\n");
            foreach (var (key, series) in family.OrderBy(series => series.Key.Labels, StringComparer.Ordinal))
            {
                series.Write(text, name, key.Labels);
            }
        }

        return text.ToString();
    }

    private static bool IsHistogram(Instrument instrument) => instrument is Histogram<double> or Histogram<long>;

    private static string Kind(Instrument instrument) =>
        IsHistogram(instrument) ? "histogram"
        : instrument is Counter<long> or Counter<double> ? "counter"
        : "gauge";

    private static string Name(Instrument instrument)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        var name = instrument.Name.Replace('.', '_');
        return (name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit) + (Kind(instrument) == "counter" ? "_total" : "");
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (name, label) in Labels)
        {
            foreach (var tag in tags)
            {
                if (tag.Key == name)
                {
                    labels.Append(labels.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{label}=\"{Escaped(tag.Value)}\"");
                }
            }
        }

        var series = _series.GetOrAdd(
            (instrument, labels.ToString()),
            static key => IsHistogram(key.Instrument) ? new Distribution() : new Level()
        );
        series.Take(value, isAbsolute: instrument.IsObservable);
    }

    private static string Escaped(object? value) =>
        Convert
            .ToString(value, CultureInfo.InvariantCulture)!
            .Replace("\\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    private abstract class Series
    {
        public abstract void Take(double value, bool isAbsolute);

        public abstract void Write(StringBuilder text, string name, string labels);

        protected static void Line(StringBuilder text, string name, string labels, double value) =>
            text.Append(name)
                .Append(labels.Length == 0 ? "" : "{" + labels + "}")
                .Append(CultureInfo.InvariantCulture, $" {value:0.######}\n");
    }

    private sealed class Level : Series
    {
        private readonly Lock _lock = new();
        private double _value;

        public override void Take(double value, bool isAbsolute)
        {
            lock (_lock)
            {
                _value = isAbsolute ? value : _value + value;
            }
        }

        public override void Write(StringBuilder text, string name, string labels)
        {
            lock (_lock)
            {
                Line(text, name, labels, _value);
            }
        }
    }

    private sealed class Distribution : Series
    {
        private readonly Lock _lock = new();
        private readonly long[] _counts = new long[Bounds.Length + 1];
        private double _sum;

        public override void Take(double value, bool isAbsolute)
        {
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            lock (_lock)
            {
                _counts[bucket < 0 ? Bounds.Length : bucket]++;
                _sum += value;
            }
        }

        public override void Write(StringBuilder text, string name, string labels)
        {
            lock (_lock)
            {
                var count = 0L;
                var before = labels.Length == 0 ? "" : labels + ",";
                for (var i = 0; i < _counts.Length; i++)
                {
                    count += _counts[i];
                    var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    Line(text, name + "_bucket", $"{before}le=\"{bound}\"", count);
                }

                Line(text, name + "_sum", labels, _sum);
                Line(text, name + "_count", labels, count);
            }
        }
    }
}
