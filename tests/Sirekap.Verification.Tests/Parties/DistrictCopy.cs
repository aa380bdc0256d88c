using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;
using Sirekap.Record;

namespace Sirekap.Verification.Tests.Parties;

/// <summary>
/// A copy of a table of votes by candidate of whole electoral districts. Its forms are made of the lines of the table by hand.
/// </summary>
internal sealed partial class DistrictCopy : ToldNight
{
    public const string Code = "pdpr";

    /// <summary>Why tests of the real result are skipped.</summary>
    public const string Absent = "needs the data pack: set SIREKAP_SHARED to the folder that has data/, or put it at ../shared";

    private DistrictCopy(ElectionDefinition definition, RegionTree tree, Feed feed, string text)
        : base(definition, tree, TimeProvider.System)
    {
        var import = Key("import");
        Say(new Enrol(Role.Import, RegionCode.Nation, import.Verifier.PublicKey.ToArray(), Holders.New()), "0");
        var plan = FeedImport.Plan(Sequencer.Record, Sequencer.Record.Contest(Code)!, new DatedFeed(feed, Taken));
        Sequencer.Folder.Blobs.Add(plan.Stations!.Value.Span);
        foreach (var statement in plan.Statements)
        {
            Say(statement, "import");
        }

        foreach (var district in Lines().Matches(text).GroupBy(line => line.Groups["district"].Value))
        {
            var code = RegionCode.Parse($"{district.Key[..2]}{80 + int.Parse(district.Key[2..], CultureInfo.InvariantCulture)}010001001");
            var votes = district.OrderBy(line => Number(line, "party")).ThenBy(line => Number(line, "candidate"));
            Forms.Add(
                new Counted(
                    Code,
                    code,
                    StationClass.Unchecked,
                    new FormFields([.. votes.Select(line => Number(line, "votes"))], FormFields.NoCounts())
                )
            );
        }
    }

    private static Timestamp Taken => new(1_710_947_940);

    /// <summary>Two provinces, three districts, parties with lists of unlike length, figures larger than any station's.</summary>
    public static DistrictCopy Invented()
    {
        var text = new StringBuilder("dapil_kode,dapil,partai,caleg_id,nomor_urut,nama,jenis_kelamin,suara\n");
        foreach (var (district, lists) in new[] { ("1101", new[] { 2, 0, 3 }), ("1102", [1, 3, 1]), ("1201", [4, 2, 2]) })
        {
            foreach (var (party, list) in lists.Index())
            {
                for (var number = 0; number <= list; number++)
                {
                    var votes = (999_999 / (1 + number + (3 * party))) - int.Parse(district, CultureInfo.InvariantCulture);
                    var candidate = number == 0 ? ",,," : $"7,{number},\"CALON {number}, S.H.\",P";
                    text.Append(CultureInfo.InvariantCulture, $"{district},DAPIL {district},{party + 1},{candidate},{votes}\n");
                }
            }
        }

        return Of(new FeedFile("rekaan.csv", Encoding.UTF8.GetBytes(text.ToString())), text.ToString());
    }

    /// <summary>The DPR of 2024 by candidate and district; skips the test where there is no data pack.</summary>
    public static DistrictCopy Real()
    {
        var path = Path.Combine(Pack(), "second", "dpr2024", "suara-caleg-dpr.csv.gz");
        Assert.SkipUnless(File.Exists(path), "needs the data pack: SIREKAP_SHARED names the folder that has data/, else ../shared");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return Of(FeedFile.Load(path, out _)!, reader.ReadToEnd());
    }

    /// <summary>Whether there is a data pack.</summary>
    public static bool IsHere => File.Exists(Results);

    private static string Results => Path.Combine(Pack(), "second", "dpr2024", "suara-caleg-dpr.csv.gz");

    private static string Pack()
    {
        if (Environment.GetEnvironmentVariable("SIREKAP_SHARED") is { Length: > 0 } given)
        {
            return Path.Combine(given, "data");
        }

        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Sirekap.slnx")))
        {
            at = at.Parent!;
        }

        return Path.Combine(at.FullName, "..", "shared", "data");
    }

    /// <param name="file">A table that has every party's own row.</param>
    /// <param name="text">The same, not compressed.</param>
    public static DistrictCopy Of(FeedFile file, string text)
    {
        var table = CandidateTable.Read(file, out _)!;
        var title = new Bilingual("Salinan", "Copy");
        var (parties, places) = (new Dictionary<int, string>(), new Dictionary<RegionCode, string>());
        var terms = new CandidateTerms("salinan", Code, title, null, null, parties, places);
        var definition = CandidateElection.Define(table, terms, out var tree, out var flaw).ShouldNotBeNull(flaw);
        var feed = CandidateFeed.Read(file, new FeedScope(tree, null, Code, definition.Structure.Contests[0]), out _)!;
        feed.Flaws.ShouldBeEmpty();
        return new DistrictCopy(definition, tree, feed, text);
    }

    private void Say(Statement statement, string key) =>
        Sequencer.Append([Signing.Entry(Head, statement, Key(key))])[0].Rejection.ShouldBeNull();

    private static int Number(Match line, string group) =>
        line.Groups[group].Length == 0 ? 0 : int.Parse(line.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^(?<district>[0-9]{4}),[^,]*,(?<party>[0-9]+),[0-9]*,(?<candidate>[0-9]*),.*,(?<votes>[0-9]+)\\r?$",
        RegexOptions.Multiline,
        60_000
    )]
    private static partial Regex Lines();
}
