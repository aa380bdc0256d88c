namespace Sirekap.House.Tests;

/// <summary>docs/architecture.md against what is built.</summary>
public sealed class ArchitectureTests
{
    private static readonly Drawing Drawing = Drawing.Read(Repository.Read("docs/architecture.md"));

    public static TheoryData<string> All => [.. Projects.Names];

    [Fact]
    public void The_drawing_has_every_project_once()
    {
        Drawing.Projects.ShouldBe(Projects.Names);
    }

    [Fact]
    public void The_arrows_are_the_references_of_the_project_files_and_no_others()
    {
        var references = Projects.Names.SelectMany(project => Projects.ReferencesOf(project).Select(to => (project, to)));
        references.Order().ShouldBe(Drawing.Arrows.Order());
    }

    [Fact]
    public void Arrows_go_one_way()
    {
        foreach (var project in Drawing.Projects)
        {
            Drawing.Reachable(project).ShouldNotContain(project);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_assembly_uses_only_what_its_arrows_lead_to(string project)
    {
        using var assembly = Projects.Assembly(project);
        var used = assembly
            .MainModule.AssemblyReferences.Select(reference => Projects.OfAssembly(reference.Name))
            .OfType<string>()
            .ToArray();
        used.Except(Drawing.Reachable(project)).ShouldBeEmpty();
        if (Projects.ReferencesOf(project).Count > 0)
        {
            // Else the names of assemblies have changed, and this test no longer sees them.
            used.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Elections_and_Ledger_know_nothing_of_each_other()
    {
        Drawing.Reachable("Sirekap.Elections").ShouldBeEmpty();
        Drawing.Reachable("Sirekap.Ledger").ShouldBeEmpty();
    }

    [Fact]
    public void A_drawing_that_is_not_true_would_be_noticed()
    {
        var wrong = Drawing.Read(
            "```mermaid\nflowchart LR\n    A[Sirekap.A<br>x] --> B[Sirekap.B]\n    B --> C[Sirekap.C<br>y, z]\n    A --> C\n```\n"
        );
        wrong.Projects.ShouldBe(["Sirekap.A", "Sirekap.B", "Sirekap.C"]);
        wrong.Arrows.Order().ShouldBe([("Sirekap.A", "Sirekap.B"), ("Sirekap.A", "Sirekap.C"), ("Sirekap.B", "Sirekap.C")]);
        wrong.Reachable("Sirekap.A").Order().ShouldBe(["Sirekap.B", "Sirekap.C"]);
        wrong.Reachable("Sirekap.C").ShouldBeEmpty();
    }
}
