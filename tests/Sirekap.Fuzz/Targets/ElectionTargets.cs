using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>
/// What an election is made of: structure and regions in their one encoding, names and the definition that a person writes.
/// </summary>
internal static class ElectionTargets
{
    private const string Structure =
        """{"limits":{"voters":300,"law":500,"reserve":2}"""
        + ""","contests":[{"code":"ppwp","kind":"tickets","""
        + SampleRules.Tickets
        + """[{"code":"0","regions":["0"],"seats":1,"choices":[1,2,3]}]}"""
        + """,{"code":"pdpr","kind":"parties","""
        + SampleRules.Parties
        + """[{"code":"1101","regions":["11"],"seats":3,"choices":[[1,1,2],[2,1,2,"""
        + """3]]}]},{"code":"pdpd","kind":"individuals","""
        + SampleRules.Individuals
        + """[{"code":"11","regions":["11"],"seats":4,"choices":[1,2,"""
        + """5]}]}]}""";

    private const string Names =
        """{"title":{"id":"Coba","en":"Try"},"contests":{"ppwp":{"title":{"id":"P","en":"P"},"choices":{"1":"A – B"}"""
        + ""","districts":{"0":{"name":"N","choices":{"1":"A"}}}}},"regions":{"11":"Aceh"},"stations":{"3171010001001":"TPS 1"}}""";

    private const string Definition = """
        { "id": "kampus-2026", "ledger": "example.org/kampus-2026", "kind": "real", "rules": 1, // a comment
          "title": { "id": "Judul", "en": "Title" }, "limits": { "voters": 300, "law": 500, "reserve": 2 },
          "contests": [
            { "code": "ketua", "kind": "tickets", "title": "Ketua", "seats": 1, "choices": ["A and B", "C and D"] },
            { "code": "dewan", "kind": "parties", "title": "Dewan", "districts": [
              { "code": "1", "name": "Satu", "regions": ["1101"], "seats": 3,
                "choices": [{ "number": 1, "name": "P", "candidates": ["x", { "number": 3, "name": "y" }] }] } ] } ],
          "regions": { "11": "Aceh" } }
        """;

    private static readonly string[] Words =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "null",
        "true",
        "[]",
        "{}",
        "\"\"",
        "\\ud800",
        "\\u0000",
        "//\n",
        "/*",
        "*/",
        "1.5",
        "1e2",
        "é",
        "\uFEFF",
        "\"id\":",
        "\"en\":",
        "\"title\":",
        "\"ledger\":",
        "\"kind\":",
        "\"rules\":",
        "\"limits\":",
        "\"voters\":",
        "\"law\":",
        "\"reserve\":",
        "\"contests\":",
        "\"code\":",
        "\"districts\":",
        "\"regions\":",
        "\"seats\":",
        "\"choices\":",
        "\"number\":",
        "\"name\":",
        "\"candidates\":",
        "\"stations\":",
        "\"tickets\"",
        "\"parties\"",
        "\"individuals\"",
        "\"real\"",
        "\"copy\"",
        "\"0\"",
        "\"11\"",
        "\"1101\"",
        "\"99AA\"",
        "\"3171010001001\"",
        "[1,1,2]",
        "[1]",
    ];

    public static IEnumerable<Target> Create()
    {
        yield return new Target("structure", [Encoding.UTF8.GetBytes(Structure)], ReadStructure) { Words = Words };
        yield return new Target(
            "regions-text",
            ["3171010001 1-3,5,901-902\n99AA010001 1\n"u8.ToArray(), "1101012001 1-999\n1101012002 7\n"u8.ToArray(), []],
            ReadRegions
        )
        {
            Words = ["\n", " ", ",", "-", "1-999", "999", "1101012001", "99AA010001", "0", "000", "1000"],
            MostAllocated = 512L << 20,
        };
        yield return new Target("names", [Encoding.UTF8.GetBytes(Names), Encoding.UTF8.GetBytes("""{"title":"T"}""")], ReadNames)
        {
            Words = Words,
        };
        yield return new Target("definitions", [Encoding.UTF8.GetBytes(Definition)], ReadDefinition) { Words = Words };
    }

    private static string ReadStructure(byte[] input)
    {
        if (!ElectionStructure.TryParse(input, out var structure, out var error))
        {
            return error;
        }

        Unless(structure.Encode().AsSpan().SequenceEqual(input), "a structure does not encode to itself");
        Unless(structure.Flaw() is null, "a structure with a flaw is read");
        return Target.Accepted;
    }

    private static string ReadRegions(byte[] input)
    {
        if (!RegionTree.TryParse(input, out var tree, out var error))
        {
            return error;
        }

        Unless(tree.Encode().AsSpan().SequenceEqual(input), "a list of stations does not encode to itself");
        for (var i = 0; i < tree.StationCount; i += 1 + (tree.StationCount / 50))
        {
            Unless(tree.FindStation(tree.Station(i)) == i, $"station {tree.Station(i)} is not found where it is");
        }

        return Target.Accepted;
    }

    private static string ReadNames(byte[] input)
    {
        if (!ElectionNames.TryParse(input, out var names, out var error))
        {
            return error;
        }

        var once = names.Encode();
        Unless(ElectionNames.TryParse(once, out var again, out error), $"names that were read and written cannot be read: {error}");
        Unless(again!.Encode().AsSpan().SequenceEqual(once), "names read and written twice differ");
        return Target.Accepted;
    }

    private static string ReadDefinition(byte[] input)
    {
        if (!ElectionDefinition.TryParse(input, out var definition, out var error))
        {
            return error;
        }

        Unless(
            ElectionStructure.TryParse(definition.Structure.Encode(), out _, out error),
            $"the structure of a definition that was read cannot be read: {error}"
        );
        Unless(
            ElectionNames.TryParse(definition.Names.Encode(), out _, out error),
            $"the names of a definition that was read cannot be read: {error}"
        );
        return Target.Accepted;
    }
}
