using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Sirekap.Cli.Tests;

/// <summary>All of the data pack through the program: one ledger, its totals beside KPU's own, published and verified.</summary>
public sealed class DataPackTests
{
    private const string Early = "pemilu2024/ppwp-tps/31-20240220.csv.gz";
    private static readonly string[] Candidates = ["100025", "100026", "100027"];

    /// <summary>
    /// One province that was corrected later, whose 30,766 stations stand at KPU's own figures, overseas, the smallest, one with nearly
    /// no figures, and one that differs.
    /// </summary>
    private static readonly string[] Some = ["31", "65", "81", "95", "99"];

    [Fact]
    public void Provinces_of_every_sort_in_one_ledger_equal_KPUs_totals_but_for_the_listed_differences()
    {
        using var folder = new TempFolder();
        using (var regions = new StreamWriter(new GZipStream(File.Create(folder["regions.csv.gz"]), CompressionLevel.Fastest)))
        {
            foreach (var row in GzipLines(Repository.Shared("pemilu2024/wilayah.csv.gz")))
            {
                if (row.StartsWith("kode,", StringComparison.Ordinal) || Some.Contains(row[..2]))
                {
                    regions.WriteLine(row);
                }
            }
        }

        var files = Import(folder, folder["regions.csv.gz"], Some);
        Jakarta(folder);
        Repeated(folder, files);
        Published(folder).ShouldBe(Some);
    }

    [Fact(Explicit = true)]
    public void All_31_provinces_and_overseas_in_one_ledger_equal_KPUs_totals_but_for_the_listed_differences()
    {
        using var folder = new TempFolder();
        var listed = ListedDifferences();
        listed.Values.Count(difference => difference == 0).ShouldBe(12);
        var files = Import(folder, Repository.Shared("pemilu2024/wilayah.csv.gz"), [.. listed.Keys]);
        files.Length.ShouldBe(32);

        // The nation: 305,301 rows with votes and 6,029 with voters' figures alone are forms; the last are under review.
        var nation = Totals(folder, "0");
        nation
            .GetProperty("stations")
            .GetRawText()
            .ShouldBe("""{"total":823236,"received":311330,"accepted":211473,"unchecked":66643,"underReview":33214}""");
        CopyFolder.Numbers(nation.GetProperty("votes").GetProperty("reported")).Sum().ShouldBe(59_203_391);
        Nation(folder);
        Jakarta(folder);
        Repeated(folder, files);
        Published(folder).ShouldBe(listed.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>Takes the earlier state of Jakarta, then every file of the provinces.</summary>
    private static string[] Import(TempFolder folder, string regions, IReadOnlyCollection<string> provinces)
    {
        var files = Directory
            .GetFiles(Repository.Shared("pemilu2024/ppwp-tps"), "*.csv.gz")
            .Where(file => !file.EndsWith(Path.GetFileName(Early), StringComparison.Ordinal))
            .Where(file => provinces.Contains(Path.GetFileName(file)[..2]))
            .Order(StringComparer.Ordinal)
            .ToArray();
        files.Length.ShouldBe(provinces.Count);
        string[] overseas = ["--regions", Repository.Shared("pemilu2024/wilayah-luar-negeri-tps.csv.gz")];
        Command
            .Run([
                .. ImportInto(folder),
                "--taken-at",
                "2024-02-20T00:00:00+07:00",
                "--regions",
                regions,
                .. overseas,
                Repository.Shared(Early),
            ])
            .Succeeds();
        var all = Command.Run([.. ImportInto(folder), .. files]).Succeeds();
        all.Lines.Length.ShouldBe(files.Length + 1);
        all.Lines.Single(line => line.Contains("/31.csv.gz:", StringComparison.Ordinal)).ShouldContain("1,548 corrected, 13 withdrawn");
        return files;
    }

    /// <summary>Said again, some of them say nothing: one that was corrected, one overseas, one of the smallest.</summary>
    private static void Repeated(TempFolder folder, string[] files)
    {
        var ledger = Ledger(folder);
        string[] again = ["31.csv.gz", "99.csv.gz", "65.csv.gz"];
        Command
            .Run([.. ImportInto(folder), .. files.Where(file => again.Contains(Path.GetFileName(file)))])
            .Succeeds()
            .Lines.Length.ShouldBe(again.Length + 1);
        Command
            .Run([.. ImportInto(folder), "--taken-at", "2024-02-20T00:00:00+07:00", Repository.Shared(Early)])
            .Succeeds()
            .Out.ShouldContain("0 new, 0 corrected, 0 withdrawn");
        Ledger(folder).ShouldBe(ledger);
    }

    private static string[] ImportInto(TempFolder folder) => ["import", "kpu-csv", "--data", folder["d"]];

    /// <summary>Published and verified; every province's document is beside KPU's answer.</summary>
    /// <returns>The provinces that have documents.</returns>
    private static string[] Published(TempFolder folder)
    {
        Command.Run("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        var provinces = Directory
            .GetFiles(folder["p/results/ppwp"], "??.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(code => ListedDifferences().ContainsKey(code))
            .Order(StringComparer.Ordinal)
            .ToArray();
        BesideKpu(folder, provinces);

        // What documents say and what the command says is the same thing.
        var nation = Totals(folder, "0");
        using var whole = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["p"], "results", "ppwp", "0.json")));
        foreach (var part in new[] { "stations", "votes", "counts" })
        {
            nation.GetProperty(part).GetRawText().ShouldBe(whole.RootElement.GetProperty(part).GetRawText());
        }

        Command.Run("verify", folder["p"]).Succeeds().Lines[^1].ShouldBe("consistent in itself; keys not pinned");
        return provinces;
    }

    /// <summary>
    /// Reported votes of each province's document, beside KPU's answer of 3 April 2024 and the difference that the pack's README lists.
    /// </summary>
    private static void BesideKpu(TempFolder folder, string[] provinces)
    {
        using var answer = JsonDocument.Parse(File.ReadAllText(Repository.Shared("pemilu2024/kpu-json/pemilu__hhcw__ppwp.json")));
        var listed = ListedDifferences();
        foreach (var province in provinces)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["p"], "results", "ppwp", $"{province}.json")));
            var ours = CopyFolder.Numbers(document.RootElement.GetProperty("votes").GetProperty("reported"));
            var kpu = Candidates
                .Select(id => answer.RootElement.GetProperty("table").GetProperty(province).GetProperty(id).GetInt64())
                .ToArray();
            (ours.Sum() - kpu.Sum()).ShouldBe(listed[province], province);
            if (listed[province] == 0)
            {
                ours.ShouldBe(kpu, province);
            }
        }
    }

    /// <summary>
    /// Facts of the data: which checks its stations break. As the README of the pack says: 3,024 and 18,963; 6,029 rows with voters alone
    /// and 68 with some choices missing.
    /// </summary>
    private static void Nation(TempFolder folder)
    {
        var nation = CopyFolder.JsonOf(Command.Run("checks", "--data", folder["d"], "--json"));
        var broken = nation.GetProperty("checks");
        new[] { "VALID_SUM", "VOTES_SUM", "CHOICE_MISSING", "TURNOUT_VOTES", "VOTES_OVER_LAW" }
            .Select(code => broken.GetProperty(code).GetInt32())
            .ShouldBe([12_329, 3_024, 6_029 + 68, 18_963, 230]);
    }

    /// <summary>What the rules would have made of what KPU corrected later.</summary>
    private static void Jakarta(TempFolder folder)
    {
        // Of the 66 stations of Jakarta whose votes KPU changed after 20 February, four had stood among the accepted; of the 8 that lost
        // their votes, three.
        var jakarta = CopyFolder.JsonOf(Command.Run("checks", "--data", folder["d"], "--region", "31", "--json"));
        jakarta.GetProperty("inPlace").GetRawText().ShouldBe("""{"accepted":11769,"unchecked":9064,"underReview":2089}""");
        var replaced = jakarta.GetProperty("replaced");
        new[] { "accepted", "unchecked", "underReview" }.Select(name => replaced.GetProperty(name).GetInt32()).ShouldBe([4, 27, 35]);
        replaced.GetProperty("checks").GetProperty("VALID_SUM").GetInt32().ShouldBe(32);
        jakarta.GetProperty("withdrawn").GetRawText().ShouldBe("""{"accepted":3,"unchecked":2,"underReview":3}""");
    }

    /// <summary>The last column of the README's table of provinces.</summary>
    private static Dictionary<string, long> ListedDifferences()
    {
        var rows = File.ReadLines(Repository.Shared("README.md"))
            .SkipWhile(line => !line.StartsWith("| kode | province |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        return rows.Select(row => row.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells[1].Length == 2)
            .ToDictionary(
                cells => cells[1],
                cells => long.Parse(cells[^2], NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            );
    }

    /// <summary>Every file of the ledger, with the hash of its bytes.</summary>
    private static SortedDictionary<string, string> Ledger(TempFolder folder) =>
        TempFolder.Content(Path.Combine(Directory.GetDirectories(folder["d/elections"]).Single(), "ledger"));

    private static IEnumerable<string> GzipLines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static JsonElement Totals(TempFolder folder, string region) =>
        CopyFolder.JsonOf(Command.Run("totals", "--data", folder["d"], "--region", region, "--json"));
}
