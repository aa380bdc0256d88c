using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Sirekap.Cli;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Bench;

/// <summary>
/// Intake over HTTP: <c>sirekap serve</c> as it is, with all its limits; forms, each by a key of its own, sent by a process of its own over
/// connections that stay. First as many as there can be, then at ten times the national peak of some 190 a second. Mark: 2,000 a second
/// durable, and at that rate 99 of 100 answered within 250 ms.
/// </summary>
internal static class IntakeHttp
{
    private const int Stations = 60_000;
    private const int Warm = 8_000;
    private const int AtOnce = 25_000;
    private const double TenPeaks = 2_000;
    private const double MostMilliseconds = 250;
    private const int Connections = 256;

    public static int Run(string[] args)
    {
        if (args is ["--load", var file, var url, var from, var count, var rate])
        {
            return Load(file, new Uri(url), Whole(from), Whole(count), double.Parse(rate, CultureInfo.InvariantCulture));
        }

        var data = Directory.CreateTempSubdirectory("sirekap-intake-").FullName;
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
        var file = Path.Combine(data, "forms");
        var bare = Prepare(data, file);
        using var site = ServedSite.Start("serve", "--data", data);
        Loaded(file, site.Url, 0, Warm, 0);
        var full = Loaded(file, site.Url, Warm, AtOnce, 0);
        var paced = Loaded(file, site.Url, Warm + AtOnce, Stations - Warm - AtOnce, TenPeaks);

        Console.WriteLine(
            $"as many as there can be, {Connections} connections: {full.Rate:N0} forms/s durable, p99 {full.P99:F0} ms;"
                + $" bare P-256 checks on the same threads {bare:N0}/s"
        );
        Console.WriteLine(
            $"at {TenPeaks:N0} a second, ten times the national peak: {paced.Rate:N0} forms/s, p50 {paced.P50:F0} ms, "
                + $"p99 {paced.P99:F0} ms, longest {paced.Longest:F0} ms"
        );
        Console.WriteLine(
            new Figure(
                "intake-http",
                full.Rate,
                "forms/s",
                "ten times the national peak",
                TenPeaks,
                full.Rate / TenPeaks,
                full.Rate >= TenPeaks && paced.P99 <= MostMilliseconds
            )
        );
        return 0;
    }

    /// <summary>An election in which every station's key is enrolled, and a file of forms to send.</summary>
    /// <returns>Bare checks of their signatures a second.</returns>
    private static double Prepare(string data, string file)
    {
        var places = SimulatedRegions.Generate(Stations, 1);
        var definition = SimulatedElection.Define("intake", "localhost/intake", places.Names, places.StationNames);
        var folder = ElectionFolder.At(data, definition.Id);
        using var root = EcdsaSigner.Generate();
        using var log = Ed25519Signer.Generate(definition.Ledger);
        var begin = new NewElection(
            new StatementHead(definition.Ledger, definition.Id, definition.Rules),
            definition.Kind,
            1,
            definition.Structure.Encode(),
            places.Tree.Encode(),
            definition.Names.Encode()
        );
        using var sequencer = begin.Begin(folder, [root], log, TimeProvider.System);
        KeyFiles.Write(KeyFiles.Log(folder), log.Export());
        var (before, forms) = (new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>());
        using var night = new NightSimulation(
            SimulationOptions.BenchmarkNight(Stations, 1) with
            {
                ReviewShare = 0,
            },
            sequencer.Record.Head,
            places.Tree,
            root
        );
        foreach (var entry in night.Entries())
        {
            (sequencer.Record.Read(entry.Entry, out _)!.Statement is Form ? forms : before).Add(entry.Entry);
        }

        foreach (var outcome in sequencer.Append(before))
        {
            _ = outcome.Rejection is null ? 0 : throw new InvalidOperationException(outcome.Rejection.ToString());
        }

        using var stream = File.Create(file);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var form in forms)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, form.Length);
            stream.Write(length);
            stream.Write(form.Span);
        }

        var checks = forms
            .Take(AtOnce)
            .Select(form =>
            {
                var entry = sequencer.Record.Read(form, out _)!;
                sequencer.Record.Keys.TryFind(entry.Signers[0]!.Value, out var key);
                return (Key: sequencer.Record.Keys.Spki(key.Ordinal), entry.Note.Text, entry.Note.Signatures[0].Signature);
            })
            .ToArray();
        return checks.Length
            / Clock.Seconds(() =>
                Parallel.ForEach(checks, check => _ = EcdsaP256.Verify(check.Key, check.Text.Span, check.Signature.Span))
            );
    }

    private static (double Rate, double P50, double P99, double Longest) Loaded(string file, Uri url, int from, int count, double rate)
    {
        using var load = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Environment.GetCommandLineArgs()[0],
                    "intake-http",
                    "--load",
                    file,
                    url.ToString(),
                    $"{from}",
                    $"{count}",
                    rate.ToString(CultureInfo.InvariantCulture),
                ]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var figures = load.StandardOutput.ReadToEnd().Trim().Split(' ');
        load.WaitForExit();
        return load.ExitCode == 0
            ? (Number(figures[0]), Number(figures[1]), Number(figures[2]), Number(figures[3]))
            : throw new InvalidOperationException($"the load ended with {load.ExitCode}: {string.Join(' ', figures)}");
    }

    /// <summary>What the other process does: sends, and writes forms a second, p50, p99 and the longest in milliseconds.</summary>
    private static int Load(string file, Uri url, int from, int count, double rate)
    {
        var requests = Requests(file).Skip(from).Take(count).ToArray();
        var connections = Enumerable.Range(0, Connections).Select(i => KeepAlive.ToAsync(url, i).GetAwaiter().GetResult()).ToArray();
        var (seconds, waits) = Paced
            .RunAsync(
                count,
                rate,
                Connections,
                async (worker, i) =>
                {
                    if (await connections[worker].AskAsync(requests[i]) is not 201 and var status)
                    {
                        throw new InvalidOperationException(
                            $"{status}: {System.Text.Encoding.UTF8.GetString(connections[worker].Body.Span)}"
                        );
                    }
                }
            )
            .GetAwaiter()
            .GetResult();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count / seconds:F1} {Paced.Share(waits, 0.5):F2} {Paced.Share(waits, 0.99):F2} {waits[^1]:F2}"
            )
        );
        foreach (var connection in connections)
        {
            connection.Dispose();
        }

        return 0;
    }

    private static IEnumerable<byte[]> Requests(string file)
    {
        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at < bytes.Length; )
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            yield return KeepAlive.Post(bytes.AsSpan(at + sizeof(int), length));
            at += sizeof(int) + length;
        }
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
