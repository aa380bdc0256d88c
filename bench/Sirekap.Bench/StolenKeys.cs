using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sirekap.Cli;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Bench;

/// <summary>
/// Honest forms and photos beside keys that were stolen: <c>sirekap serve</c> as it is, with a door of its own for statements. What counts
/// is that every honest form and photo is taken, and how soon.
/// </summary>
internal sealed class StolenKeys : IDisposable
{
    private const int Stations = 4_000;
    private const int Forms = 1_000;
    private const double FormsPerSecond = 100;
    private const int Forbidden = 1_024;
    private const int BlobBytes = 8 << 20;
    private const int Blobs = 32;
    private const int Thieves = 100;
    private const int Photos = 50;
    private const int PhotoBytes = 1 << 20;

    /// <summary>The mark: 99 of 100 forms are answered within this beside a key that says what it may not.</summary>
    private const double MostMilliseconds = 100;

    private readonly string _data;
    private readonly EcdsaSigner _root = EcdsaSigner.Generate();
    private readonly Dictionary<RegionCode, EcdsaSigner> _keys = [];
    private readonly RegionTree _tree;
    private readonly StatementHead _head;
    private readonly List<BlobReference> _blobs = [];
    private readonly EcdsaSigner _revoked = EcdsaSigner.Generate();
    private int _next;

    private StolenKeys(string data)
    {
        _data = data;
        var places = SimulatedRegions.Generate(Stations, 1);
        var definition = SimulatedElection.Define("stolen", "localhost/stolen", places.Names, places.StationNames);
        var folder = ElectionFolder.At(data, definition.Id);
        using var log = Ed25519Signer.Generate(definition.Ledger);
        _tree = places.Tree;
        _head = new StatementHead(definition.Ledger, definition.Id, definition.Rules);
        var begin = new NewElection(
            _head,
            definition.Kind,
            1,
            definition.Structure.Encode(),
            places.Tree.Encode(),
            definition.Names.Encode()
        );
        using var sequencer = begin.Begin(folder, [_root], log, TimeProvider.System);
        KeyFiles.Write(KeyFiles.Log(folder), log.Export());
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var station = 0; station < _tree.StationCount; station++)
        {
            Enrol(_tree.Station(station), entries);
        }

        var district = _tree.Station(0).At(Level.District);
        entries.Add(Entry(Enrolment(Role.District, district, _revoked), _keys[district.Parent]));
        entries.Add(Entry(new Revoke(Keys.NameOf(_revoked.Verifier.PublicKey.Span), RevocationReason.Compromised), _root));
        foreach (var outcome in sequencer.Append(entries))
        {
            _ = outcome.Rejection is null ? 0 : throw new InvalidOperationException(outcome.Rejection.ToString());
        }
    }

    /// <summary>Runs every scene, or those that are named.</summary>
    /// <returns>Whether all was as it should be.</returns>
    public static bool Measure(IReadOnlyCollection<string> only)
    {
        var isMet = true;
        foreach (
            var (name, what, run) in (ReadOnlySpan<(string, string, Func<string, (string, bool)>)>)
                [
                    ("alone", "forms alone", data => Beside(data, _ => [])),
                    ("forbidden", "1,024 reviews that a station may not make, each with a blob of 8 MB", data => Beside(data, Reviews)),
                    ("revoked", "the same under a district's revoked key", data => Beside(data, RevokedReviews)),
                    ("pool", "100 keys of one district fill what they may", Pool),
                    ("disk", "a disk of 24 MB that photos fill", Disk),
                ]
        )
        {
            if (only.Count > 0 && !only.Contains(name))
            {
                continue;
            }

            var data = Directory.CreateTempSubdirectory("sirekap-stolen-").FullName;
            try
            {
                var (found, met) = run(data);
                Console.WriteLine($"{what, -80} {found}");
                isMet &= met;
            }
            finally
            {
                Directory.Delete(data, recursive: true);
            }
        }

        return isMet;
    }

    public void Dispose()
    {
        _root.Dispose();
        _revoked.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    /// <summary>Forms at their rate, beside whatever a key says, each once, as fast as it is answered.</summary>
    private static (string Found, bool Met) Beside(string data, Func<StolenKeys, byte[][]> says)
    {
        using var scene = new StolenKeys(data);
        var requests = says(scene);
        using var site = ServedSite.Start("serve", "--data", data, "--intake-urls", "http://127.0.0.1:0");
        scene.Honest(site.Intake, Forms / 4);
        using var stop = new CancellationTokenSource();
        var said = 0;
        var attack = requests.Length == 0 ? Task.CompletedTask : Attack();
        var (waits, refused) = scene.Honest(site.Intake, Forms);
        stop.Cancel();
        attack.GetAwaiter().GetResult();
        var p99 = Paced.Share(waits, 0.99);
        return (
            $"{said, 7:N0} answered; honest p50 {Paced.Share(waits, 0.5):F1} ms, p99 {p99:F1} ms, longest {waits[^1]:F1} ms, "
                + $"refused {refused}",
            refused == 0 && p99 <= MostMilliseconds
        );

        Task Attack() =>
            Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(worker =>
                        Task.Run(async () =>
                        {
                            using var connection = await KeepAlive.ToAsync(site.Intake, 50_000 + (worker * 256));
                            for (var i = worker; i < requests.Length && !stop.IsCancellationRequested; i += 8)
                            {
                                if (await connection.AskAsync(requests[i]) is 422)
                                {
                                    Interlocked.Increment(ref said);
                                }
                            }
                        })
                    )
            );
    }

    private static byte[][] Reviews(StolenKeys scene) => scene.ReviewsBy(scene._keys[scene._tree.Station(0)]);

    private static byte[][] RevokedReviews(StolenKeys scene) => scene.ReviewsBy(scene._revoked);

    private byte[][] ReviewsBy(EcdsaSigner key)
    {
        var folder = ElectionFolder.At(_data, _head.Election).Blobs;
        var bytes = new byte[BlobBytes];
        for (var i = 0; i < Blobs; i++)
        {
            bytes[0] = (byte)i;
            _blobs.Add(folder.Add(bytes));
        }

        return
        [
            .. Enumerable
                .Range(0, Forbidden)
                .Select(i =>
                    KeepAlive.Post(
                        Entry(
                            new Review(
                                SimulatedElection.Contest,
                                _tree.Station(i % 100),
                                BlobFolder.Reference(BitConverter.GetBytes(i)).Sha256,
                                ReviewAct.Hold,
                                ReviewReason.Objection,
                                [],
                                null,
                                _blobs[i % Blobs]
                            ),
                            key
                        )
                    )
                ),
        ];
    }

    private static (string Found, bool Met) Pool(string data)
    {
        using var scene = new StolenKeys(data);
        using var site = ServedSite.Start("serve", "--data", data, "--intake-urls", "http://127.0.0.1:0");
        var (taken, refused) = (0, 0);
        var district = scene._tree.Station(0).At(Level.District);
        var thieves = scene._tree.StationsOf(scene._tree.FindRegion(district));
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Thieves; i++)
        {
            var key = scene._keys[scene._tree.Station(thieves.First + (i % thieves.Count))];
            for (var status = 201; status == 201; )
            {
                status = scene.Put(site.Intake, key, BlobBytes, client: i).GetAwaiter().GetResult();
                (taken, refused) = status == 201 ? (taken + 1, refused) : (taken, refused + 1);
            }
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var honest = Enumerable
            .Range(0, Photos)
            .Count(i =>
                scene.Put(site.Intake, scene._keys[scene._tree.Station(Stations - 1 - i)], PhotoBytes, 300 + i).GetAwaiter().GetResult()
                == 201
            );
        return (
            $"{taken} blobs of 8 MB taken and {refused} refused in {seconds:F1} s; then {honest} of {Photos} honest photos taken",
            honest == Photos
        );
    }

    private static (string Found, bool Met) Disk(string data)
    {
        if (!Ran("mount", "-t", "tmpfs", "-o", "size=24m", "sirekap-bench", data))
        {
            return ("left out: no file system may be mounted here", true);
        }

        try
        {
            using var scene = new StolenKeys(data);
            using var site = ServedSite.Start("serve", "--data", data, "--intake-urls", "http://127.0.0.1:0", "--reserve", "8");
            var photos = 0;
            for (var i = 0; i < 100 && scene.Put(site.Intake, scene._keys[scene._tree.Station(i)], PhotoBytes, i).Result == 201; i++)
            {
                photos++;
            }

            var (waits, refused) = scene.Honest(site.Intake, Forms);
            return (
                $"{photos} photos of 1 MB taken, then refused; then of {Forms} forms {refused} refused, "
                    + $"p99 {Paced.Share(waits, 0.99):F1} ms",
                photos is > 0 and < 100 && refused == 0
            );
        }
        finally
        {
            Ran("umount", data);
        }
    }

    /// <summary>Forms of stations that have sent none, each over a connection of its own address.</summary>
    private (double[] Waits, int Refused) Honest(Uri url, int count)
    {
        const int Workers = 32;
        var forms = Enumerable
            .Range(0, count)
            .Select(_ => _tree.Station(200 + _next++))
            .Select(station => KeepAlive.Post(Entry(Form(station), _keys[station])))
            .ToArray();
        var refused = 0;
        var connections = new KeepAlive?[Workers];
        var (_, waits) = Paced
            .RunAsync(
                count,
                FormsPerSecond,
                Workers,
                async (worker, i) =>
                {
                    connections[worker]?.Dispose();
                    connections[worker] = await KeepAlive.ToAsync(url, 30_000 + i);
                    if (await connections[worker]!.AskAsync(forms[i]) != 201 && Interlocked.Increment(ref refused) == 1)
                    {
                        Console.WriteLine($"the first that was refused: {Encoding.UTF8.GetString(connections[worker]!.Body.Span)}");
                    }
                }
            )
            .GetAwaiter()
            .GetResult();
        Array.ForEach(connections, connection => connection?.Dispose());
        return (waits, refused);
    }

    private Form Form(RegionCode station)
    {
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes], counts[(int)Field.Voters]) = (6, 0, 6, 6);
        return new Form(SimulatedElection.Contest, station, Timestamp.From(DateTimeOffset.UtcNow), new FormFields([1, 2, 3], counts), []);
    }

    private async Task<int> Put(Uri url, EcdsaSigner key, int bytes, int client)
    {
        var body = RandomNumberGenerator.GetBytes(bytes);
        var hash = new Digest(SHA256.HashData(body));
        var signature = key.Sign(Encoding.ASCII.GetBytes($"sirekap-blob v1\n{_head.Election}\n{hash}\n")).Signature;
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"PUT /api/v1/blobs/{hash} HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: {bytes}\r\n"
        );
        var by = $"{Keys.NameOf(key.Verifier.PublicKey.Span)} {Convert.ToBase64String(signature.Span)}";
        using var connection = await KeepAlive.ToAsync(url, client);
        return await connection.AskAsync((byte[])[.. Encoding.ASCII.GetBytes($"{head}Sirekap-Signature: {by}\r\n\r\n"), .. body]);
    }

    private void Enrol(RegionCode place, List<ReadOnlyMemory<byte>> entries)
    {
        if (place.Level == Level.Nation || _keys.ContainsKey(place))
        {
            return;
        }

        var above = place.Level == Level.Station ? place.At(Level.District) : place.Parent;
        Enrol(above, entries);
        var key = _keys[place] = EcdsaSigner.Generate();
        var role = place.Level switch
        {
            Level.Province => Role.Province,
            Level.Regency => Role.Regency,
            Level.District => Role.District,
            _ => Role.Station,
        };
        entries.Add(Entry(Enrolment(role, place, key), above.Level == Level.Nation ? _root : _keys[above]));
    }

    private static Enrol Enrolment(Role role, RegionCode place, EcdsaSigner key) =>
        new(role, place, key.Verifier.PublicKey.ToArray(), Holders.New());

    private byte[] Entry(Statement statement, EcdsaSigner key) => Signing.Entry(_head, statement, key);

    private static bool Ran(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false }
            );
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
