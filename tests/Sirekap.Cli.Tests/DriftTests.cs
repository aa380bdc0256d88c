using System.Text.Json.Nodes;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap drift</c>: where figures became others, by whom, why, and who gained.</summary>
public sealed class DriftTests(SchoolElection election) : IClassFixture<SchoolElection>
{
    [Fact]
    public void A_figure_that_the_paper_said_otherwise_is_told_with_its_cause_its_author_and_who_gained()
    {
        using var school = election.Copy();
        school.HandIn(SchoolElection.Forms).Succeeds();
        school.Run("drift").Succeeds().Out.ShouldContain("0 figures, 0 of them unexplained");
        school.Run("plenary transcribe", "--key", school.Key("900101"), "--region", School.Third, "2=45").Succeeds();
        school.Run("certify", "--key", school.Root).Succeeds();

        var csv = school.Folder["drift.csv"];
        var told = school.Run("drift", "0", "--csv", csv).Succeeds();
        told.Out.ShouldMatch($@"station +{School.Third} +IV\.2 +54 → 45 \(−9\), misread, entry \d+ by district [0-9a-f]{{32}}, Kotak 3");
        told.Out.ShouldContain("in all   IV.2      −9  Rangga Samudra – Melati Anggraini");
        told.Out.ShouldContain("1 figures, 0 of them unexplained");
        File.ReadAllLines(csv)[1]
            .ShouldStartWith($"station,{School.Third},Kotak 3 Kelas XI,IV.2,Rangga Samudra – Melati Anggraini,54,45,-9,misread,");
        var json = JsonNode.Parse(school.Run("drift", "--json").Succeeds().Out)!["drift"]!.AsArray().ShouldHaveSingleItem()!;
        ((long)json["before"]!, (long)json["after"]!, (string)json["role"]!).ShouldBe((54, 45, "district"));

        // Within another village nothing moved; there is no such region.
        school.Run("drift", "9001011002").Succeeds().Out.ShouldContain("0 figures");
        school.Run("drift", "77").Exits(2);
    }
}
