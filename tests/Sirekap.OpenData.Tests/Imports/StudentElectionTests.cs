using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>examples/student-election, the first election that a newcomer begins.</summary>
public class StudentElectionTests
{
    [Fact]
    public void Its_definition_reads_and_names_every_choice_in_both_languages()
    {
        ElectionDefinition.TryParse(File.ReadAllBytes(Example("definition.json")), out var definition, out var error).ShouldBeTrue(error);

        var contest = definition!.Structure.Contests.ShouldHaveSingleItem();
        var district = contest.Districts.ShouldHaveSingleItem();
        district.Choices.Count.ShouldBe(3);
        district.Choices.ShouldAllBe(choice => definition.Names.ChoiceName(contest.Code, district.Code, choice) != choice.ToString());
        definition.Names.ContestTitle(contest.Code).English.ShouldNotBe(definition.Names.ContestTitle(contest.Code).Indonesian);
        definition.Names.Title.English.ShouldNotBe(definition.Names.Title.Indonesian);
    }

    [Fact]
    public void Its_regions_hold_five_boxes_each_with_a_name()
    {
        var file = FeedFile.Load(Example("regions.csv"), out var error);
        error.ShouldBeNull();
        var regions = RegionsFile.Read([file!], out error);
        error.ShouldBeNull();

        regions!.Flaws.ShouldBeEmpty();
        regions.Unknown.ShouldBeEmpty();
        regions.Tree.StationCount.ShouldBe(5);
        Enumerable.Range(0, 5).Select(box => regions.StationNames[regions.Tree.Station(box)]).Distinct().Count().ShouldBe(5);
        Enumerable.Range(1, regions.Tree.RegionCount - 1).ShouldAllBe(region => regions.Names.ContainsKey(regions.Tree.Region(region)));
        regions.Tree.Region(1).Level.ShouldBe(Level.Province);
    }

    private static string Example(string file) => Path.Combine(AppContext.BaseDirectory, "examples", "student-election", file);
}
