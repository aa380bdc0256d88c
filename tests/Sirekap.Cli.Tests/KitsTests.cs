using System.Buffers.Text;
using System.Text.RegularExpressions;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Officers.Kits;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap kits print</c>.</summary>
public sealed partial class KitsTests(SchoolElection election) : IClassFixture<SchoolElection>
{
    private const string District = "900101";

    [Fact]
    public void Every_station_of_a_region_gets_a_kit_and_a_letter_that_are_its_owners_alone()
    {
        using var school = election.Copy();
        Print(school, District).Succeeds().Out.ShouldContain("5 letters");
        Kits(school).Order().ShouldBe(Stations(school));
        var letters = File.ReadAllText(school.Folder["l/900101.html"]);
        Section().Count(letters).ShouldBe(5);
        letters.ShouldContain("Kotak 1 Kelas X");
        letters.ShouldNotContain("<script");
        Directory.GetFiles(school.Folder["l"]).Select(Path.GetFileName).Order().ShouldBe(["900101-poster.html", "900101.html"]);
        if (!OperatingSystem.IsWindows())
        {
            Directory.GetFiles(school.Folder["l"]).Select(KeysTests.ModeOf).ShouldAllBe(mode => mode == "600");
        }
    }

    [Fact]
    public void A_second_call_makes_no_second_kit_and_a_larger_region_gets_what_is_missing()
    {
        using var school = election.Copy();
        Print(school, "9001011001").Exits(0).Out.ShouldContain("3 letters");
        var first = File.ReadAllText(school.Folder["l/900101.html"]);
        Print(school, District).Exits(0).Says("left out", School.First).Out.ShouldContain("2 letters");
        File.ReadAllText(school.Folder["l/900101.html"]).ShouldBe(first, "letters that were printed are gone");
        File.Exists(school.Folder["l/900101-2.html"]).ShouldBeTrue();
        var before = school.Content();
        Print(school, District).Exits(1).Says("no letter was made");
        school.Content().ShouldBe(before);
        Kits(school).Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_cut_off_is_gone_on_with_and_no_station_gets_two_kits(bool wereEnrolled)
    {
        using var school = election.Copy();
        var kits = Stations(school).Select(station => StationKit.New(RegionCode.Parse(station))).ToArray();
        Directory.CreateDirectory(school.Folder["l"]);
        File.WriteAllText(school.Folder["l/900101.kits"], string.Concat(kits.Select(kit => kit.Line() + "\n")));
        if (wereEnrolled)
        {
            foreach (var kit in kits.Take(3))
            {
                string[] enrol = ["--role", "kit", "--scope", $"{kit.Station}", "--public", Convert.ToBase64String(kit.Spki)];
                school.Run("enrol", ["--by", school.Key(District), .. enrol]).Succeeds();
            }
        }

        Print(school, District).Succeeds();
        var letters = File.ReadAllText(school.Folder["l/900101.html"]);
        kits.ShouldAllBe(kit => letters.Contains(kit.Name.ToString(), StringComparison.Ordinal));
        Kits(school).Count.ShouldBe(5);
        File.Exists(school.Folder["l/900101.kits"]).ShouldBeFalse("the kits' keys are kept beside their letters");
        Print(school, District).Exits(1);
    }

    [Fact]
    public void A_kit_that_was_revoked_is_followed_by_another()
    {
        using var school = election.Copy();
        Print(school, School.First).Succeeds();
        var folder = ElectionFolder.At(school.Folder["d"], "osis-2026");
        using (var root = KeyFiles.ReadOfficer(KeyFiles.Root(folder)))
        using (var sequencer = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), TimeProvider.System))
        {
            var kit = Enumerable
                .Range(0, sequencer.Record.Keys.Count)
                .Select(ordinal => sequencer.Record.Keys[ordinal])
                .Single(key => key.Role == Role.Kit);
            var revoke = new Revoke(kit.Name, RevocationReason.Lost);
            sequencer.Append([Record.Signing.Entry(sequencer.Record.Head, revoke, root)])[0].Rejection.ShouldBeNull();
        }

        Print(school, School.First).Succeeds().Out.ShouldContain("900101-2.html");
    }

    [Fact]
    public void Letters_of_a_region_that_is_not_the_keys_own_are_refused_and_nothing_is_written()
    {
        using var school = election.Copy();
        var before = school.Content();
        Print(school, District, key: "9001").Exits(1).Says("role-not-allowed", "nothing was written: 5 of 5 kits");
        Print(school, District, key: School.First).Exits(1).Says("role-not-allowed");
        Print(school, "31").Exits(2).Says("31 is no region");
        Print(school, District, "--contest", "ppwp").Exits(2).Says("no contest ppwp");
        Print(school, District, "--address", "sirekap").Exits(2).Says("--address sirekap");
        school.Content().ShouldBe(before);
        Directory.Exists(school.Folder["l"]).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_with_anything_else_in_it_is_refused()
    {
        using var school = election.Copy();
        Directory.CreateDirectory(school.Folder["l"]);
        File.WriteAllText(school.Folder["l/notes.txt"], "");
        Print(school, District).Exits(2).Says("notes.txt is no letter of kits");
        File.Delete(school.Folder["l/notes.txt"]);
        File.WriteAllText(school.Folder["l/900101.kits"], "9001011001001 abc\n");
        Print(school, District).Exits(2).Says("900101.kits", "line 1 is no kit");
    }

    /// <summary>A damaged disk leaves 32 bytes that no key of the curve has: nought, its order, and what is above.</summary>
    [Fact]
    public void Bytes_that_are_no_private_key_are_no_kit()
    {
        const string Order = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
        using var school = election.Copy();
        Directory.CreateDirectory(school.Folder["l"]);
        var kit = StationKit.New(RegionCode.Parse(School.First)).Line();
        foreach (var none in (string[])[new('0', 64), Order, new('F', 64)])
        {
            var bad = $"{School.First} {Base64Url.EncodeToString(Convert.FromHexString(none))}";
            StationKit.Read(bad).ShouldBeNull();
            File.WriteAllText(school.Folder["l/900101.kits"], $"{kit}\n{bad}\n");
            Print(school, District).Exits(2).Says("900101.kits", "line 2 is no kit; expected STATION KEY");
        }

        StationKit.Read($"{School.First} {Base64Url.EncodeToString(Convert.FromHexString(Order[..^1] + "0"))}").ShouldNotBeNull();
    }

    private static Ran Print(School school, string region, string? option = null, string? value = null, string key = District)
    {
        string[] address = option == "--address" ? [] : ["--address", "https://sirekap.example"];
        string[] more = option is null ? [] : [option, value!];
        return school.Run("kits print", ["--region", region, "--key", school.Key(key), "--to", school.Folder["l"], .. address, .. more]);
    }

    private static List<string> Kits(School school) =>
        InRecord(
            school,
            record =>
                Enumerable
                    .Range(0, record.Keys.Count)
                    .Select(ordinal => record.Keys[ordinal])
                    .Where(key => key.Role == Role.Kit)
                    .Select(key => key.Scope.ToString())
                    .ToList()
        );

    private static List<string> Stations(School school) =>
        InRecord(
            school,
            record => Enumerable.Range(0, record.Tree.StationCount).Select(i => record.Tree.Station(i).ToString()).Order().ToList()
        );

    private static T InRecord<T>(School school, Func<Record.ElectionRecord, T> read)
    {
        var folder = ElectionFolder.At(school.Folder["d"], "osis-2026");
        using var sequencer = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), TimeProvider.System);
        return read(sequencer.Record);
    }

    [GeneratedRegex("<section>", RegexOptions.None, 60_000)]
    private static partial Regex Section();
}
