using System.Net;
using System.Net.Http.Headers;
using Sirekap.Elections.Statements;

namespace Sirekap.Bench;

/// <summary>
/// 200 review desks over a district of 10,000 forms that wait: each asks for its queue every 15 seconds and for the paper of a reading
/// that it has sealed every three, as the desk does, while 20 forms a second come in. Mark: 99 of 100 answers within 250 ms, the queue's
/// whole answer within 16 kB, which a slow telephone has in a second.
/// </summary>
internal static class Desk
{
    private const int Waiting = 10_000;
    private const int Desks = 200;
    private const double Seconds = 30;
    private const double TasksPerSecond = Desks / 15.0;
    private const double PapersPerSecond = Desks / 3.0;
    private const double FormsPerSecond = 20;
    private const double MostMilliseconds = 250;
    private const int MostBytes = 16 << 10;

    public static int Run(string[] args)
    {
        var data = Directory.CreateTempSubdirectory("sirekap-desk-").FullName;
        try
        {
            return MeasureAsync(data).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(string data)
    {
        using var election = new DeskElection(data, Waiting, Desks, (int)(Seconds * FormsPerSecond));
        using var site = ServedSite.Start("serve", "--data", data);
        var (tasks, papers) = (new Asking(site.Url), new Asking(site.Url));
        await tasks.AskAsync(TasksOf(election.Reviewers[0]));
        var whole = tasks.Bytes;
        var processor = site.Processor;
        var forms = Task.Run(() => SendAsync(site.Url, election.Coming()));
        var queue = Paced.RunAsync(
            (int)(Seconds * TasksPerSecond),
            TasksPerSecond,
            Desks,
            (_, i) => tasks.AskAsync(TasksOf(election.Reviewers[i % Desks]))
        );
        var paper = Paced.RunAsync(
            (int)(Seconds * PapersPerSecond),
            PapersPerSecond,
            Desks,
            (_, i) => papers.AskAsync($"/console/papers/{election.Stations[i % Desks * (Waiting / Desks)]}?contest=ppwp")
        );
        var (ofTasks, ofPapers, ofForms) = ((await queue).Waits, (await paper).Waits, await forms);
        Console.WriteLine($"{Desks} desks, {Waiting:N0} tasks, {FormsPerSecond:N0} forms a second beside, {Seconds:N0} s:");
        Tell("tasks", ofTasks, tasks);
        Tell("papers", ofPapers, papers);
        Console.WriteLine($"forms   p50 {Paced.Share(ofForms, 0.5):F0} ms, p99 {Paced.Share(ofForms, 0.99):F0} ms");
        Console.WriteLine($"a whole queue {whole:N0} bytes; the server's processor {site.Processor - processor:F1} s");
        var worst = Math.Max(Paced.Share(ofTasks, 0.99), Paced.Share(ofPapers, 0.99));
        var isMet = worst <= MostMilliseconds && whole <= MostBytes;
        Console.WriteLine(new Figure("desk", worst, "ms", "mark", MostMilliseconds, worst / MostMilliseconds, isMet));
        return 0;
    }

    private static string TasksOf(KeyName name) => $"/console/tasks/{name}";

    private static void Tell(string what, double[] waits, Asking asked) =>
        Console.WriteLine(
            $"{what, -8}p50 {Paced.Share(waits, 0.5):F0} ms, p99 {Paced.Share(waits, 0.99):F0} ms; {waits.Length:N0} answers, "
                + $"{asked.Unchanged:N0} of them 304, {asked.Bytes / (double)waits.Length:N0} bytes each"
        );

    private static async Task<double[]> SendAsync(Uri site, byte[][] requests)
    {
        const int Connections = 16;
        var connections = await Task.WhenAll(Enumerable.Range(1_000, Connections).Select(client => KeepAlive.ToAsync(site, client)));
        var (_, waits) = await Paced.RunAsync(
            requests.Length,
            FormsPerSecond,
            Connections,
            async (worker, i) =>
            {
                if (await connections[worker].AskAsync(requests[i]) is var status and not 201)
                {
                    throw new InvalidOperationException($"a form is answered {status}");
                }
            }
        );
        Array.ForEach(connections, connection => connection.Dispose());
        return waits;
    }

    /// <summary>Asks as a browser does that has kept the last answer: for what changed since.</summary>
    private sealed class Asking(Uri site)
    {
        private readonly HttpClient _http = new() { BaseAddress = site };
        private readonly Dictionary<string, EntityTagHeaderValue> _known = new(StringComparer.Ordinal);
        private long _bytes;
        private int _unchanged;

        public long Bytes => Volatile.Read(ref _bytes);

        public int Unchanged => Volatile.Read(ref _unchanged);

        public async Task AskAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            lock (_known)
            {
                if (_known.TryGetValue(path, out var tag))
                {
                    request.Headers.IfNoneMatch.Add(tag);
                }
            }

            using var answer = await _http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.NotModified)
            {
                Interlocked.Increment(ref _unchanged);
                return;
            }

            answer.EnsureSuccessStatusCode();
            Interlocked.Add(ref _bytes, (await answer.Content.ReadAsByteArrayAsync()).Length);
            if (answer.Headers is { ETag: { } its, CacheControl.NoStore: false })
            {
                lock (_known)
                {
                    _known[path] = its;
                }
            }
        }
    }
}
