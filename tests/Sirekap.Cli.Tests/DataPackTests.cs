using System.Globalization;
using System.Text.Json;

namespace Sirekap.Cli.Tests;

/// <summary>All of the data pack through the program: one ledger, its totals beside KPU's own, published and verified.</summary>
public sealed class DataPackTests
{
    private const string Early = "pemilu2024/ppwp-tps/31-20240220.csv.gz";
    private static readonly string[] Candidates = ["100025", "100026", "100027"];

    [Fact]
    public void All_31_provinces_and_overseas_in_one_ledger_equal_KPUs_totals_but_for_the_listed_differences()
    {
        var files = Directory
            .GetFiles(Repository.Shared("pemilu2024/ppwp-tps"), "*.csv.gz")
            .Where(file => !file.EndsWith(Path.GetFileName(Early), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
        files.Length.ShouldBe(32);
        using var folder = new TempFolder();
        string[] import = ["import", "kpu-csv", "--data", folder["d"]];

        Command
            .Run([
                .. import,
                "--taken-at",
                "2024-02-20T00:00:00+07:00",
                "--regions",
                Repository.Shared("pemilu2024/wilayah.csv.gz"),
                "--regions",
                Repository.Shared("pemilu2024/wilayah-luar-negeri-tps.csv.gz"),
                Repository.Shared(Early),
            ])
            .Succeeds();
        var all = Command.Run([.. import, .. files]).Succeeds();
        all.Lines.Length.ShouldBe(33);
        all.Lines.Single(line => line.Contains("/31.csv.gz:", StringComparison.Ordinal)).ShouldContain("1,548 corrected, 13 withdrawn");

        // The nation: 305,301 rows with votes and 6,029 with voters' figures alone are forms; the last are under review.
        var nation = Totals(folder, "0");
        nation
            .GetProperty("stations")
            .GetRawText()
            .ShouldBe("""{"total":823236,"received":311330,"accepted":211473,"unchecked":66643,"underReview":33214}""");
        CopyFolder.Numbers(nation.GetProperty("votes").GetProperty("reported")).Sum().ShouldBe(59_203_391);

        // Said again, some of them say nothing: one that was corrected, one overseas, one of the smallest.
        var ledger = Ledger(folder);
        string[] again = ["31.csv.gz", "99.csv.gz", "65.csv.gz"];
        Command
            .Run([.. import, .. files.Where(file => again.Contains(Path.GetFileName(file)))])
            .Succeeds()
            .Lines.Length.ShouldBe(again.Length + 1);
        Command
            .Run([.. import, "--taken-at", "2024-02-20T00:00:00+07:00", Repository.Shared(Early)])
            .Succeeds()
            .Out.ShouldContain("0 new, 0 corrected, 0 withdrawn");
        Ledger(folder).ShouldBe(ledger);

        Checks(folder);
        Command.Run("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        BesideKpu(folder, files, nation);
        Command.Run("verify", folder["p"]).Succeeds().Lines[^1].ShouldBe("consistent in itself; keys not pinned");
    }

    /// <summary>
    /// Reported votes of each province's document, beside KPU's answer of 3 April 2024 and the difference that the pack's README lists.
    /// </summary>
    private static void BesideKpu(TempFolder folder, string[] files, JsonElement nation)
    {
        using var answer = JsonDocument.Parse(File.ReadAllText(Repository.Shared("pemilu2024/kpu-json/pemilu__hhcw__ppwp.json")));
        var listed = ListedDifferences();
        listed.Keys.Order(StringComparer.Ordinal).ShouldBe(files.Select(file => Path.GetFileName(file)[..2]));
        listed.Values.Count(difference => difference == 0).ShouldBe(12);
        foreach (var (province, difference) in listed)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["p"], "results", "ppwp", $"{province}.json")));
            var ours = CopyFolder.Numbers(document.RootElement.GetProperty("votes").GetProperty("reported"));
            var kpu = Candidates
                .Select(id => answer.RootElement.GetProperty("table").GetProperty(province).GetProperty(id).GetInt64())
                .ToArray();
            (ours.Sum() - kpu.Sum()).ShouldBe(difference, province);
            if (difference == 0)
            {
                ours.ShouldBe(kpu, province);
            }
        }

        // What documents say and what the command says is the same thing.
        using var whole = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["p"], "results", "ppwp", "0.json")));
        foreach (var part in new[] { "stations", "votes", "counts" })
        {
            nation.GetProperty(part).GetRawText().ShouldBe(whole.RootElement.GetProperty(part).GetRawText());
        }
    }

    /// <summary>
    /// Facts of the data: which checks its stations break, and what the rules would have made of what KPU corrected later.
    /// </summary>
    private static void Checks(TempFolder folder)
    {
        // As the README of the pack says: 3,024 and 18,963; 6,029 rows with voters alone and 68 with some choices missing.
        var nation = CopyFolder.JsonOf(Command.Run("checks", "--data", folder["d"], "--json"));
        var broken = nation.GetProperty("checks");
        new[] { "VALID_SUM", "VOTES_SUM", "CHOICE_MISSING", "TURNOUT_VOTES", "VOTES_OVER_LAW" }
            .Select(code => broken.GetProperty(code).GetInt32())
            .ShouldBe([12_329, 3_024, 6_029 + 68, 18_963, 230]);

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

    private static JsonElement Totals(TempFolder folder, string region) =>
        CopyFolder.JsonOf(Command.Run("totals", "--data", folder["d"], "--region", region, "--json"));
}
