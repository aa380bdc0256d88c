namespace Sirekap.House.Tests;

/// <summary>What no room may bring along: decision 0013.</summary>
public sealed class RoomTests
{
    private static readonly Drawing Drawing = Drawing.Read(Repository.Read("docs/architecture.md"));

    [Fact]
    public void A_node_needs_no_web_framework()
    {
        References("Sirekap.Node").Where(IsOfTheWeb).ShouldBeEmpty();
        References("Sirekap.Site").Where(IsOfTheWeb).ShouldNotBeEmpty("else this test no longer sees what it looks for");
    }

    [Fact]
    public void The_verifier_brings_no_parts_but_ours_and_the_system_s()
    {
        // No spreadsheet, no CSV, no picture: whoever checks an election has as little to trust as can be.
        References("Sirekap.Verification").Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBeEmpty();
        References("Sirekap.OpenData").ShouldContain("CsvHelper", "else this test no longer sees what it looks for");
    }

    [Theory]
    [InlineData("Sirekap.Verification")]
    [InlineData("Sirekap.Node")]
    [InlineData("Sirekap.Site")]
    [InlineData("Sirekap.OpenData")]
    [InlineData("Sirekap.Reading")]
    public void Make_believe_is_in_no_room_that_ships(string room)
    {
        Drawing.Reachable(room).Intersect(["Sirekap.Simulation", "Sirekap.Demo"]).ShouldBeEmpty();
    }

    [Fact]
    public void The_verifier_stands_on_publication_record_elections_and_ledger_alone()
    {
        Drawing
            .Reachable("Sirekap.Verification")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["Sirekap.Elections", "Sirekap.Ledger", "Sirekap.Publication", "Sirekap.Record"]);
    }

    [Fact]
    public void What_trains_the_reader_is_a_tool_that_no_room_refers_to()
    {
        Projects.Names.SelectMany(Projects.ReferencesOf).ShouldNotContain("Sirekap.Training");
        File.Exists(Repository.At("tools/Sirekap.Training/Sirekap.Training.csproj")).ShouldBeTrue();
    }

    /// <summary>The assemblies that a room and all below it refer to, ours left out.</summary>
    private static HashSet<string> References(string room)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in Drawing.Reachable(room).Append(room))
        {
            using var assembly = Projects.Assembly(project);
            names.UnionWith(
                assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).Where(name => Projects.OfAssembly(name) is null)
            );
        }

        return names;
    }

    private static bool IsOfTheWeb(string assembly) =>
        assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.Extensions", StringComparison.Ordinal);
}
