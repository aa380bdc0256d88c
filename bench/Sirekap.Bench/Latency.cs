using System.Diagnostics;
using System.Text;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// From the moment a form is accepted until the published document and the page of its station show it: on the national record, served as
/// it is, while 190 other forms a second come in, the national peak. Mark: 99 of 100 within 2 s; PREP Mexico publishes every 5 minutes.
/// </summary>
internal static class Latency
{
    private const int Probes = 300;
    private const double ProbesPerSecond = 5;
    private const double PeakPerSecond = 190;
    private const double MostSeconds = 2;
    private const double PrepSeconds = 300;

    public static int Run(string[] args)
    {
        var data = Directory.CreateTempSubdirectory("sirekap-latency-").FullName;
        try
        {
            return Measure(data);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static int Measure(string data)
    {
        var copy = ElectionFolder.At(data, NationalNight.Folder.Id);
        Copy(NationalNight.Folder.Root, copy.Root);
        using var site = ServedSite.Start("serve", "--data", data);
        using var night = new SecondForms(site.Url, copy);
        var background = (int)(Probes / ProbesPerSecond * PeakPerSecond);
        night.Enrol(background + Probes);

        using var stop = new CancellationTokenSource();
        var told = new List<double>();
        using var listening = Listener.On(site.Url, told, stop.Token);
        var busy = Task.Run(() => Send(site.Url, night.Requests(Probes, background)));
        var (documents, pages) = Probe(site.Url, night).GetAwaiter().GetResult();
        busy.GetAwaiter().GetResult();
        stop.Cancel();

        var worst = documents.Zip(pages, Math.Max).ToArray();
        Array.Sort(documents);
        Array.Sort(pages);
        Array.Sort(worst);
        Console.WriteLine(
            $"{Probes} forms among {background:N0} others at {PeakPerSecond:N0} a second, {NationalNight.Stations:N0} stations:"
        );
        Console.WriteLine(
            $"document p50 {Paced.Share(documents, 0.5):F0} ms, p99 {Paced.Share(documents, 0.99):F0} ms; station page p50 "
                + $"{Paced.Share(pages, 0.5):F0} ms, p99 {Paced.Share(pages, 0.99):F0} ms"
        );
        Console.WriteLine(
            $"an open page is told {told.Count} times, at most once a second; longest silence "
                + $"{(told.Count == 0 ? double.NaN : told.Max()):F1} s"
        );
        var figure = Paced.Share(worst, 0.99) / 1000;
        Console.WriteLine(new Figure("latency", figure, "s", "PREP Mexico", PrepSeconds, figure / MostSeconds, figure <= MostSeconds));
        return 0;
    }

    private static async Task Send(Uri site, byte[][] requests)
    {
        const int Connections = 32;
        var connections = await Task.WhenAll(Enumerable.Range(1_000, Connections).Select(client => KeepAlive.ToAsync(site, client)));
        await Paced.RunAsync(
            requests.Length,
            PeakPerSecond,
            Connections,
            async (worker, i) => Expect(201, await connections[worker].AskAsync(requests[i]), connections[worker])
        );
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    /// <summary>Milliseconds from the receipt until the document, and until the page, show the form.</summary>
    private static async Task<(double[] Documents, double[] Pages)> Probe(Uri site, SecondForms night)
    {
        const int Workers = 32;
        var (documents, pages) = (new double[Probes], new double[Probes]);
        var requests = night.Requests(0, Probes);
        var connections = await Task.WhenAll(Enumerable.Range(2_000, 3 * Workers).Select(client => KeepAlive.ToAsync(site, client)));
        await Paced.RunAsync(
            Probes,
            ProbesPerSecond,
            Workers,
            async (worker, i) =>
            {
                var poster = connections[3 * worker];
                Expect(201, await poster.AskAsync(requests[i]), poster);
                var accepted = Stopwatch.GetTimestamp();
                var index = SecondForms.IndexOf(poster.Body.Span);
                var station = night.Station(i);
                var document = Shown(
                    connections[(3 * worker) + 1],
                    $"/results/ppwp/{station[..2]}/{station[..10]}.json",
                    $"\"index\":{index},",
                    accepted
                );
                var page = Shown(connections[(3 * worker) + 2], $"/ppwp/{station}", $"id=\"entri-{index}\"", accepted);
                (documents[i], pages[i]) = (await document, await page);
            }
        );
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return (documents, pages);
    }

    private static async Task<double> Shown(KeepAlive connection, string path, string what, long accepted)
    {
        var (request, bytes) = (KeepAlive.Get(path), Encoding.ASCII.GetBytes(what));
        while (true)
        {
            Expect(200, await connection.AskAsync(request), connection);
            if (connection.Body.Span.IndexOf(bytes) >= 0)
            {
                return Stopwatch.GetElapsedTime(accepted).TotalMilliseconds;
            }

            await Task.Delay(2);
        }
    }

    private static void Expect(int status, int answered, KeepAlive connection) =>
        _ = status == answered ? 0 : throw new InvalidOperationException($"{answered}: {Encoding.UTF8.GetString(connection.Body.Span)}");

    private static void Copy(string from, string to)
    {
        foreach (
            var file in Directory
                .EnumerateFiles(from, "*", SearchOption.AllDirectories)
                .Where(file =>
                    !file.Contains($"{Path.DirectorySeparatorChar}publications{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                )
        )
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>A page that is open, as it were.</summary>
    private sealed class Listener(HttpClient client, Task reading) : IDisposable
    {
        public static Listener On(Uri site, List<double> told, CancellationToken cancellation)
        {
            var client = new HttpClient { BaseAddress = site };
            return new Listener(client, ReadAsync(client, told, cancellation));
        }

        public void Dispose()
        {
            reading.GetAwaiter().GetResult();
            client.Dispose();
        }

        private static async Task ReadAsync(HttpClient client, List<double> told, CancellationToken cancellation)
        {
            try
            {
                using var lines = new StreamReader(
                    await client.GetStreamAsync(new Uri("/api/v1/events?contest=ppwp&region=0", UriKind.Relative), cancellation)
                );
                var last = Stopwatch.GetTimestamp();
                while (await lines.ReadLineAsync(cancellation) is { } line)
                {
                    if (line.StartsWith("event: ", StringComparison.Ordinal))
                    {
                        told.Add(Stopwatch.GetElapsedTime(last).TotalSeconds);
                        last = Stopwatch.GetTimestamp();
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The measuring is over.
            }
        }
    }
}
