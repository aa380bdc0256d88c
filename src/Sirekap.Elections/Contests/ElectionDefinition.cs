using System.Diagnostics.CodeAnalysis;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Contests;

/// <summary>
/// What a person writes to begin an election: JSON in which comments are allowed.
/// <code>
/// { "id": "kampus-2026", "ledger": "example.org/kampus-2026", "kind": "real", "rules": 1,
///   "title": { "id": "…", "en": "…" },                       // a plain text serves for both languages
///   "limits": { "voters": 300, "law": 500, "reserve": 2 },    // these when left out
///   "contests": [
///     { "code": "ketua", "kind": "tickets", "title": "…", "rule": { "method": "majority", "majority": 500, "spread": 200 },
///       "form": ["roll", "voters", "sums"], "seats": 1, "choices": ["A and B", "C and D"] },
///     { "code": "dewan", "kind": "parties", "title": "…", "tier": "regency", "rule": { "method": "sainte-lague", "threshold": 40 },
///       "districts": [
///       { "code": "1", "name": "…", "regions": ["1101"], "seats": 3,
///         "choices": [{ "number": 1, "name": "…", "candidates": ["…", { "number": 3, "name": "…", "sex": "P", "status": "withdrawn" }] }]
///       } ] } ],
///   "watchers": [{ "key": "MFkw…" },                           // a body that supervises: its public root key
///     { "key": "MFkw…", "for": [{ "contest": "ketua", "choice": 1 }] }], // a contestant, whose people witness
///   "levels": { "district": { "id": "Kelas", "en": "Class" } }, // what levels are called
///   "regions": { "11": "…" } }                                // names
/// </code>
/// The usual rule of the kind, the nation's tier and the whole of C.HASIL where they are left out; parts of votes are in thousandths.
/// A candidate's sex, L or P, may be told; the status is standing, withdrawn, deceased or struck, the first where it is left out.
/// A choice given as a text has the number after the one before it. Choices right in a contest are those of one district, the nation.
/// </summary>
/// <param name="Id">The election's id.</param>
/// <param name="Ledger">The ledger's origin.</param>
/// <param name="Kind">Real, copy or simulation.</param>
/// <param name="Rules">The rules that it names by their version; the newest where it names none.</param>
/// <param name="Structure">Limits, contests, districts, choices.</param>
/// <param name="Names">Names and words; those of regions may be added.</param>
public sealed record ElectionDefinition(
    string Id,
    string Ledger,
    ElectionKind Kind,
    RuleSet Rules,
    ElectionStructure Structure,
    ElectionNames Names
)
{
    /// <param name="error">The JSON path and what was expected there, or what is wrong with the structure.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out ElectionDefinition? definition,
        [NotNullWhen(false)] out string? error
    )
    {
        definition = JsonPlace.Read(json, Read, out error);
        return definition is not null;
    }

    private static ElectionDefinition Read(JsonPlace json)
    {
        json.Only("id", "ledger", "kind", "rules", "title", "limits", "contests", "watchers", "levels", "regions", "stations");
        var id = Checked(json["id"], IdRules.IsId, IdRules.Rule);
        var ledger = Checked(json["ledger"], IdRules.IsOrigin, IdRules.OriginRule);
        var kind = Word(json["kind"], Words.Kinds);
        var rules = json.Optional("rules") is { } version
            ? RuleSets.Find(version.Number(0, int.MaxValue))
                ?? throw version.Wrong($"rules version {version.Number(0, int.MaxValue)} is not known")
            : RuleSets.All[^1];

        var titles = NamesJson.Bilingual(json["title"]);
        var names = new Dictionary<string, ContestNames>(StringComparer.Ordinal);
        var contests = new List<Contest>();
        foreach (var place in json["contests"].Items())
        {
            var (contest, itsNames) = ContestDefinition.Read(place);
            contests.Add(contest);
            names[contest.Code] = itsNames;
        }

        var structure = new ElectionStructure(json.Optional("limits") is { } limits ? Limits(limits) : Contests.Limits.Of2024, contests);
        if (structure.Flaw() is { } flaw)
        {
            throw json["contests"].Wrong(flaw);
        }

        if (json.Optional("watchers") is { } watchers)
        {
            structure = structure with { Watchers = WatchersJson.Read(watchers.Items()) };
            if (structure.Flaw() is { } wrong)
            {
                throw watchers.Wrong(wrong);
            }
        }

        var regions = NamesJson.ReadCodes(json.Optional("regions"), isStation: false);
        var stations = NamesJson.ReadCodes(json.Optional("stations"), isStation: true);
        var words = new ElectionNames(titles, names, regions, stations) { Levels = NamesJson.ReadLevels(json.Optional("levels")) };
        return new ElectionDefinition(id, ledger, kind, rules, structure, words);
    }

    internal static string Checked(JsonPlace json, Func<string, bool> isRight, string rule) =>
        isRight(json.Text()) ? json.Text() : throw json.Wrong($"expected {rule}");

    internal static T Word<T>(JsonPlace json, IReadOnlyList<(T Value, string Word)> words)
        where T : struct, Enum
    {
        var text = json.Text();
        foreach (var (value, word) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        throw json.Wrong($"expected one of {string.Join(", ", words.Select(w => w.Word))}");
    }

    private static Limits Limits(JsonPlace json)
    {
        json.Only("voters", "law", "reserve");
        var standard = Contests.Limits.Of2024;
        return new Limits(
            json.Optional("voters")?.Number(1, Forms.Fields.Largest) ?? standard.Voters,
            json.Optional("law")?.Number(1, Forms.Fields.Largest) ?? standard.Law,
            json.Optional("reserve")?.Number(0, 100) ?? standard.ReservePercent
        );
    }
}
