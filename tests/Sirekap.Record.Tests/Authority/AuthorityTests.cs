using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Authority;

/// <summary>The first table of docs/authority.md, cell by cell.</summary>
public class AuthorityTests
{
    private const string Header = "| act | role | real, simulation: own branch | real, simulation: other branch | copy |";
    private const string Impossible = "–";

    [Fact]
    public void The_table_names_every_act_of_every_role_once()
    {
        var named = AuthorityPage.Table(Header).Skip(1).SelectMany(row => row[1].Split(", ").Select(role => $"{role}: {row[0]}"));
        named
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                AuthorityScene.Acts.SelectMany(act => AuthorityScene.Roles.Select(role => $"{role}: {act}")).Order(StringComparer.Ordinal)
            );
    }

    [Fact]
    public void Every_kind_of_statement_has_its_acts() =>
        KindActs.All.Select(acts => acts.Kind).ShouldBe(RuleSets.First.Statements.Select(kind => kind.Name), ignoreOrder: true);

    [Theory]
    [InlineData(ElectionKind.Real)]
    [InlineData(ElectionKind.Simulation)]
    [InlineData(ElectionKind.Copy)]
    public void Every_act_is_accepted_or_refused_as_the_table_says(ElectionKind kind)
    {
        var wrong = new List<string>();
        var scene = new AuthorityScene(kind);
        foreach (var row in AuthorityPage.Table(Header).Skip(1))
        {
            foreach (var role in row[1].Split(", "))
            {
                foreach (var ownBranch in kind == ElectionKind.Copy ? new[] { true } : [true, false])
                {
                    var expected = row[
                        kind == ElectionKind.Copy ? 4
                        : ownBranch ? 2
                        : 3
                    ];
                    var found = Outcome(ref scene, row[0], role, ownBranch);
                    if (found != expected)
                    {
                        wrong.Add(
                            $"{role}: {row[0]}, {(ownBranch ? "own" : "other")} branch: the table says {expected}, the record {found}"
                        );
                    }
                }
            }
        }

        scene.Dispose();
        wrong.ShouldBeEmpty();
    }

    private static string Outcome(ref AuthorityScene scene, string act, string role, bool ownBranch)
    {
        if (!scene.IsPossible(act, role, ownBranch))
        {
            return Impossible;
        }

        var found = AuthorityPage.Outcome(scene.Try(act, role, ownBranch));
        if (found == "accepted")
        {
            // What was accepted changed the record; the next act finds it fresh.
            var kind = scene.Kind;
            scene.Dispose();
            scene = new AuthorityScene(kind);
        }

        return found;
    }
}
