using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Sirekap.Ledger.Notes;

namespace Sirekap.Bench;

/// <summary>
/// Honest clients beside abuse: <c>sirekap serve</c> as it is over 20,000 stations; another process attacks from a hundred addresses; forty
/// honest requests a second (pages, results, receipts) go on. What counts is that each of them is answered, and how soon.
/// </summary>
internal static class Abuse
{
    private const int Stations = 20_000;
    private const int HonestRequests = 600;
    private const double HonestPerSecond = 40;
    private const double MostMilliseconds = 1_000;

    private static readonly (string Name, string What)[] Attacks =
    [
        ("none", "nobody else"),
        ("idle", "10,000 connections that say nothing"),
        ("heads", "10,000 connections, each sending a head letter by letter"),
        ("bodies", "4,000 connections, each sending a body letter by letter"),
        ("huge", "heads of 64 kB, as fast as they are refused"),
        ("paths", "tricks with paths, as fast as they are refused"),
        ("strangers", "statements of strangers, as fast as they are refused"),
        ("forged", "statements in officers' names with forged signatures, as fast as they are refused"),
        ("costly", "the costliest questions, as fast as they are answered"),
        ("listeners", "5,000 listeners"),
        ("eight", "16,000 connections that say nothing, from 8 addresses"),
        ("networks", "16,000 connections that say nothing, from 100 networks"),
    ];

    public static int Run(string[] args)
    {
        if (args is ["--attack", var kind, var url])
        {
            return new Attack(new Uri(url)).Run(kind);
        }

        var data = Directory.CreateTempSubdirectory("sirekap-abuse-").FullName;
        try
        {
            return Measure(data, args);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static int Measure(string data, string[] only)
    {
        using (
            var simulate = Process.Start(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "sirekap.dll"),
                    "simulate",
                    "--data",
                    data,
                    "--stations",
                    $"{Stations}",
                    "--seed",
                    "1",
                    "--plain",
                ]
            )
        )
        {
            simulate.WaitForExit();
        }

        var areKeysHeld = StolenKeys.Measure(only);
        using var site = ServedSite.Start("serve", "--data", data);
        var (alone, worst, failed) = (0.0, 0.0, 0);
        Honest(site.Url);
        foreach (var (name, what) in Attacks.Where(attack => attack.Name == "none" || only.Length == 0 || only.Contains(attack.Name)))
        {
            using var attack = name == "none" ? null : Begin(name, site.Url);
            var before = site.Processor;
            var (waits, refused) = Honest(site.Url);
            var cores = (site.Processor - before) / (HonestRequests / HonestPerSecond);
            var did = End(attack);
            var p99 = Paced.Share(waits, 0.99);
            Console.WriteLine(
                $"{what, -80} {did, -40} honest p50 {Paced.Share(waits, 0.5), 5:F1} ms, p99 {p99, 6:F1} ms, "
                    + $"longest {waits[^1], 7:F1} ms, not answered {refused}, server {cores:F2} cores"
            );
            (alone, worst, failed) = (name == "none" ? p99 : alone, Math.Max(worst, p99), failed + refused);
        }

        Console.WriteLine(
            new Figure(
                "abuse",
                worst,
                "ms p99 of honest requests, worst attack",
                "without an attack",
                alone,
                worst / alone,
                failed == 0 && worst <= MostMilliseconds && areKeysHeld
            )
        );
        return 0;
    }

    private static Process Begin(string name, Uri url)
    {
        var attack = Process.Start(
            new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], "abuse", "--attack", name, url.ToString()])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        // It says so when it is in full swing.
        attack.StandardOutput.ReadLine();
        return attack;
    }

    private static string End(Process? attack)
    {
        if (attack is null)
        {
            return "";
        }

        attack.StandardInput.Close();
        var did = attack.StandardOutput.ReadToEnd().Trim();
        attack.WaitForExit();
        return did;
    }

    /// <summary>Waits in ascending order, and how many requests were not answered as they should be.</summary>
    private static (double[] Waits, int Refused) Honest(Uri url)
    {
        const int Workers = 40;
        string[] paths =
        [
            "/ppwp",
            "/api/v1/results/ppwp/0",
            "/results/ppwp/0.json",
            "/api/v1/entries/100",
            "/api/v1/proofs/100",
            "/api/v1/ledger",
            "/",
            "/koreksi",
        ];
        var refused = 0;
        var connections = new KeepAlive?[Workers];
        var (_, waits) = Paced
            .RunAsync(
                HonestRequests,
                HonestPerSecond,
                Workers,
                async (worker, i) =>
                {
                    try
                    {
                        // A fresh connection each: that is what a crowd keeps others from.
                        connections[worker]?.Dispose();
                        connections[worker] = await KeepAlive.ToAsync(url, 30_000 + worker);
                        if (await connections[worker]!.AskAsync(KeepAlive.Get(paths[i % paths.Length])) != 200)
                        {
                            Interlocked.Increment(ref refused);
                        }
                    }
                    catch (SocketException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                }
            )
            .GetAwaiter()
            .GetResult();
        Array.ForEach(connections, connection => connection?.Dispose());
        return (waits, refused);
    }

    /// <summary>The process that attacks, until its input ends.</summary>
    private sealed class Attack(Uri url)
    {
        private const int Addresses = 100;

        /// <summary>From one client's number to one of the next /24.</summary>
        private const int NetworkApart = 256;

        private readonly List<Socket> _sockets = [];
        private long _done;
        private Func<int, int> _address = i => i;

        public int Run(string kind)
        {
            var ended = Task.Run(() => Console.In.ReadToEnd());
            _address = kind switch
            {
                "eight" => i => i % 8,
                "networks" => i => i % Addresses * NetworkApart,
                _ => i => i % Addresses,
            };
            Func<int, byte[]>? flood = kind switch
            {
                "huge" => _ => Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: x\r\nA: {new string('a', 64_000)}\r\n\r\n"),
                "paths" => i => Encoding.ASCII.GetBytes($"GET /..%2f..%2f{i}/%00 HTTP/1.1\r\nHost: x\r\n\r\n"),
                "strangers" => Strangers(),
                "forged" => Forged(),
                "costly" => i => KeepAlive.Get(i % 2 == 0 ? $"/api/v1/search?q=a+b&most=500&x={i}" : $"/api/v1/reviews?most=500&first={i}"),
                _ => null,
            };
            if (flood is not null)
            {
                Console.WriteLine("begun");
                Flood(flood, ended);
                Console.WriteLine($"{_done:N0} refused or answered");
                return 0;
            }

            var (count, begin, letter) = kind switch
            {
                "idle" => (10_000, "", ""),
                "eight" or "networks" => (16_000, "", ""),
                "heads" => (10_000, "GET / HTTP/1.1\r\nHost: x\r\nA: ", "a"),
                "bodies" => (
                    4_000,
                    "POST /api/v1/statements HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 60000\r\n\r\n",
                    "a"
                ),
                _ => (5_000, "GET /api/v1/events HTTP/1.1\r\nHost: x\r\n\r\n", ""),
            };
            Hold(count, begin, letter, ended);
            Console.WriteLine($"{_done:N0} connections made");
            return 0;
        }

        /// <summary>Holds connections, makes new ones for those that are cut off, and sends a letter now and then.</summary>
        private void Hold(int count, string begin, string letter, Task ended)
        {
            for (var i = 0; i < count; i++)
            {
                _sockets.Add(Connect(i, begin));
            }

            Console.WriteLine("begun");
            while (!ended.IsCompleted)
            {
                for (var i = 0; i < count && !ended.IsCompleted; i++)
                {
                    try
                    {
                        if (_sockets[i].Poll(0, SelectMode.SelectRead) && _sockets[i].Available == 0)
                        {
                            _sockets[i].Dispose();
                            _sockets[i] = Connect(i, begin);
                        }
                        else if (letter.Length > 0)
                        {
                            _sockets[i].Send(Encoding.ASCII.GetBytes(letter));
                        }
                    }
                    catch (SocketException)
                    {
                        _sockets[i].Dispose();
                        _sockets[i] = Connect(i, begin);
                    }
                }

                ended.Wait(TimeSpan.FromMilliseconds(500));
            }

            _sockets.ForEach(socket => socket.Dispose());
        }

        private Socket Connect(int i, string begin)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new System.Net.IPEndPoint(KeepAlive.Address(_address(i)), 0));
            try
            {
                socket.Connect(System.Net.IPAddress.Loopback, url.Port);
                socket.Send(Encoding.ASCII.GetBytes(begin));
                _done++;
            }
            catch (SocketException)
            {
                // It may not, and tries again later.
            }

            return socket;
        }

        private void Flood(Func<int, byte[]> request, Task ended)
        {
            const int Workers = 64;
            var next = 0;
            Task.WaitAll([
                .. Enumerable
                    .Range(0, Workers)
                    .Select(worker =>
                        Task.Run(async () =>
                        {
                            while (!ended.IsCompleted)
                            {
                                try
                                {
                                    using var connection = await KeepAlive.ToAsync(url, worker % Addresses);
                                    while (!ended.IsCompleted && await connection.AskAsync(request(Interlocked.Increment(ref next))) > 0)
                                    {
                                        Interlocked.Increment(ref _done);
                                    }
                                }
                                catch (SocketException)
                                {
                                    Interlocked.Increment(ref _done);
                                }
                            }
                        })
                    ),
            ]);
        }

        private Func<int, byte[]> Strangers()
        {
            var key = EcdsaSigner.Generate();
            var entry = Encoding.UTF8.GetString(Entry());
            var text = Encoding.UTF8.GetBytes(entry[..(entry.IndexOf("\n\n", StringComparison.Ordinal) + 1)]);
            var note = Note.Encode(text, [key.Sign(text)]);
            return _ => KeepAlive.Post(note);
        }

        /// <summary>A true form with another figure under its true signature: only the verification tells.</summary>
        private Func<int, byte[]> Forged()
        {
            var entry = Encoding.UTF8.GetString(Entry());
            return i =>
                KeepAlive.Post(
                    Encoding.UTF8.GetBytes(
                        entry.Replace(
                            "\"votes\":[",
                            string.Create(CultureInfo.InvariantCulture, $"\"votes\":[{i % 900_000},"),
                            StringComparison.Ordinal
                        )
                    )
                );
        }

        /// <summary>A form as the ledger has it.</summary>
        private byte[] Entry()
        {
            using var client = new HttpClient { BaseAddress = url };
            for (var index = 30_000; ; index++)
            {
                var entry = client.GetByteArrayAsync(new Uri($"/api/v1/entries/{index}", UriKind.Relative)).GetAwaiter().GetResult();
                if (entry.AsSpan().IndexOf("\"votes\":["u8) >= 0)
                {
                    return entry;
                }
            }
        }
    }
}
