using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sirekap.Bench;

/// <summary>
/// Result documents of some 4 kB over HTTP: <c>sirekap serve</c> as it is, beside nginx serving the same bytes as files, with the settings
/// of a busy site. Both are warm, asked in turns by the same wrk for the same thousand documents over the same number of connections. Mark:
/// as many as nginx.
/// </summary>
internal static class Serve
{
    private const int Stations = 20_000;
    private const int Documents = 1_000;
    private const int Rounds = 5;
    private const string Seconds = "6s";

    public static int Run(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-serve-").FullName;
        try
        {
            return Run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Run(string folder)
    {
        var (data, publication) = (Path.Combine(folder, "data"), Path.Combine(folder, "publication"));
        Sirekap("simulate", "--data", data, "--stations", $"{Stations}", "--seed", "1", "--plain").WaitForExit();
        Sirekap("publish", "--data", data, "--to", publication).WaitForExit();
        var documents = Choose(publication);
        var script = Path.Combine(folder, "documents.lua");
        File.WriteAllText(script, Script(documents));

        var (own, peer) = (FreePort(), FreePort());
        using var server = Sirekap("serve", "--data", data, "--urls", $"http://127.0.0.1:{own}");
        using var nginx = Nginx(folder, publication, peer);
        try
        {
            var kilobytes = documents.Average(document => new FileInfo(Path.Combine(publication, document)).Length) / 1000.0;
            Compare(own, peer, documents);
            Ask(own, script);
            Ask(peer, script);
            var (ours, theirs) = (new double[Rounds], new double[Rounds]);
            for (var round = 0; round < Rounds; round++)
            {
                (ours[round], theirs[round]) = (Ask(own, script), Ask(peer, script));
            }

            var (figure, beside) = (Figure.Median(ours), Figure.Median(theirs));
            Console.WriteLine(
                $"{documents.Length:N0} documents of {kilobytes:F1} kB: {figure:N0} a second, nginx {beside:N0} a second, "
                    + $"{Rounds} rounds of {Seconds} each in turns"
            );
            Console.WriteLine(
                new Figure(
                    "serve",
                    figure,
                    "documents/s",
                    "nginx serving the same bytes as files",
                    beside,
                    figure / beside,
                    figure >= beside
                )
            );
            return 0;
        }
        finally
        {
            server.Kill();
            nginx.Kill(entireProcessTree: true);
            server.WaitForExit();
            nginx.WaitForExit();
        }
    }

    /// <summary>The documents nearest to 4 kB.</summary>
    private static string[] Choose(string publication) =>
        [
            .. Directory
                .GetFiles(Path.Combine(publication, "results"), "*.json", SearchOption.AllDirectories)
                .OrderBy(file => Math.Abs(new FileInfo(file).Length - 4000))
                .Take(Documents)
                .Select(file => Path.GetRelativePath(publication, file)),
        ];

    /// <summary>Requests made once, so that wrk spends its time on the network.</summary>
    private static string Script(string[] documents)
    {
        var lua = new StringBuilder("local requests = {}\nlocal paths = {\n");
        foreach (var document in documents)
        {
            lua.Append(CultureInfo.InvariantCulture, $"\"/{document}\",\n");
        }

        return lua.Append(
                "}\nlocal next = 0\nfunction init(args)\n  for i, path in ipairs(paths) do requests[i] = wrk.format(\"GET\", "
                    + "path) end\n  next = math.random(#requests)\nend\n"
            )
            .Append("function request()\n  next = next % #requests + 1\n  return requests[next]\nend\n")
            .ToString();
    }

    /// <summary>Both serve the same bytes, or the figures mean nothing.</summary>
    private static void Compare(int own, int peer, string[] documents)
    {
        using var http = new HttpClient();
        foreach (var document in documents)
        {
            if (!Get(own, document).AsSpan().SequenceEqual(Get(peer, document)))
            {
                throw new InvalidOperationException($"{document} is served otherwise than it is published");
            }
        }

        byte[] Get(int port, string document)
        {
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    return http.GetByteArrayAsync(new Uri($"http://127.0.0.1:{port}/{document}")).GetAwaiter().GetResult();
                }
                catch (HttpRequestException e) when (e.StatusCode is null && attempt < 600)
                {
                    // It is still starting.
                    Thread.Sleep(100);
                }
            }
        }
    }

    private static double Ask(int port, string script)
    {
        var start = new ProcessStartInfo("wrk", ["-t2", "-c64", $"-d{Seconds}", "-s", script, $"http://127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var wrk = Process.Start(start)!;
        var lines = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        if (lines.Contains("Non-2xx", StringComparison.Ordinal) || lines.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"port {port}: {lines}");
        }

        var figure = lines.Split('\n').First(line => line.StartsWith("Requests/sec:", StringComparison.Ordinal)).Split(':')[1];
        return double.Parse(figure, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// What a busy site would set: as many workers as cores, open files kept, sendfile, long-lived connections, no access log.
    /// </summary>
    private static Process Nginx(string folder, string publication, int port)
    {
        var configuration = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(
            configuration,
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes auto;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/nginx.log;
            events { worker_connections 4096; multi_accept on; }
            http {
                access_log off;
                sendfile on;
                tcp_nopush on;
                tcp_nodelay on;
                server_tokens off;
                keepalive_timeout 75;
                keepalive_requests 100000000;
                open_file_cache max=20000 inactive=600s;
                open_file_cache_valid 600s;
                open_file_cache_min_uses 1;
                types { application/json json; }
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                server { listen 127.0.0.1:{{port}} backlog=4096; root {{publication}}; }
            }
            """
        );
        return Process.Start("nginx", ["-c", configuration, "-p", folder, "-e", Path.Combine(folder, "nginx.log")]);
    }

    private static Process Sirekap(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "sirekap.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
