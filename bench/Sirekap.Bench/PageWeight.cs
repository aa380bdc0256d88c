using System.Text.RegularExpressions;
using Sirekap.Elections.Regions;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// Pages of real results, as a server shows them: the 2024 rows beside this repository where they are, else the national night. Every
/// region down to the districts, some thousand villages and stations, the lists and searches, each once cold. Mark: a station's page
/// without its photo, with style and script, is at most 50 kB.
/// </summary>
internal static partial class PageWeight
{
    private const int Limit = 50_000;
    private const int Sample = 2_000;

    public static int Run(string[] args)
    {
        var data = RealResults.Data ?? NationalNight.DataFolder;
        var (regions, stations) = Places(data);
        using var server = ServedSite.Start("serve", "--data", data);
        var random = new Random(1);
        var heaviest = 0L;
        Console.WriteLine($"{data}: {stations.Count:N0} stations, {regions.Count:N0} regions");
        Console.WriteLine($"{"pages", -28}{"how many", 9}{"p50 ms", 9}{"p99 ms", 9}{"max ms", 9}{"median kB", 11}{"max kB", 9}");
        foreach (var level in (Level[])[Level.Nation, Level.Province, Level.Regency, Level.District, Level.Village])
        {
            var of = regions.Where(region => region.Level == level).ToArray();
            random.Shuffle(of);
            Crawl(server, level.ToString(), of.Take(Sample).Select(region => level == Level.Nation ? "/ppwp" : $"/ppwp/{region}"));
        }

        var some = stations.ToArray();
        random.Shuffle(some);
        heaviest = Crawl(server, "Station", some.Take(Sample).Select(station => $"/ppwp/{station}"));
        Crawl(server, "Station (en)", some.Skip(Sample).Take(Sample).Select(station => $"/en/ppwp/{station}"));
        var provinces = regions.Where(region => region.Level == Level.Province).ToArray();
        Crawl(server, "corrections", ["/koreksi", .. provinces.Select(region => $"/koreksi?region={region}")]);
        Crawl(server, "under review", ["/diperiksa", .. provinces.Select(region => $"/diperiksa?region={region}")]);
        Crawl(server, "search", some.Take(200).Select(station => $"/cari?q=TPS+{station.StationNumber}+su"));
        Crawl(server, "as of an earlier entry", provinces.Select((region, i) => $"/pada/{2000 + (i * 7000)}/ppwp/{region}"));

        var assets = Assets(server);
        Console.WriteLine($"style and script: {assets / 1e3:F1} kB, once for all pages");
        var figure = (heaviest + assets) / 1e3;
        Console.WriteLine(new Figure("page", figure, "kB", "limit", Limit / 1e3, figure / (Limit / 1e3), figure <= Limit / 1e3));
        return 0;
    }

    /// <summary>Asks for pages one after the other, each the first time.</summary>
    /// <returns>The largest, in bytes.</returns>
    private static long Crawl(ServedSite server, string what, IEnumerable<string> paths)
    {
        var (times, sizes) = (new List<double>(), new List<double>());
        foreach (var path in paths)
        {
            var (bytes, took) = server.Timed(path);
            sizes.Add(bytes.Length);
            times.Add(took.TotalMilliseconds);
        }

        times.Sort();
        sizes.Sort();
        Console.WriteLine(
            $"{what, -28}{times.Count, 9:N0}{times[times.Count / 2], 9:F1}{times[(int)((times.Count - 1) * 0.99)], 9:F1}"
                + $"{times[^1], 9:F1}{sizes[sizes.Count / 2] / 1e3, 11:F1}{sizes[^1] / 1e3, 9:F1}"
        );
        return (long)sizes[^1];
    }

    private static long Assets(ServedSite server) =>
        Asset()
            .Matches(System.Text.Encoding.UTF8.GetString(server.Get("/ppwp")))
            .Select(match => match.Value)
            .Distinct()
            .Sum(path => (long)server.Get(path).Length);

    private static (IReadOnlyList<RegionCode> Regions, IReadOnlyList<RegionCode> Stations) Places(string data)
    {
        using var ledger = LedgerReader.Open(ElectionFolder.Find(data, null, out var error) ?? throw new InvalidOperationException(error));
        var tree = ledger.Record.Tree;
        var contest = ledger.Record.Contests.First();
        return (
            [.. Enumerable.Range(0, tree.RegionCount).Select(tree.Region)],
            [.. Enumerable.Range(0, tree.StationCount).Where(station => contest.InPlace(station) >= 0).Select(tree.Station)]
        );
    }

    [GeneratedRegex("/assets/[a-z0-9.]+", RegexOptions.None, 1000)]
    private static partial Regex Asset();
}
