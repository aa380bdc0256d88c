using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Contests;

/// <summary>Reads one contest of an <see cref="ElectionDefinition"/>.</summary>
internal static class ContestDefinition
{
    public static (Contest Contest, ContestNames Names) Read(JsonPlace json)
    {
        json.Only("code", "kind", "title", "tier", "rule", "form", "seats", "choices", "districts");
        var code = ElectionDefinition.Checked(json["code"], IdRules.IsId, IdRules.Rule);
        var kind = ElectionDefinition.Word(json["kind"], StructureCodec.Kinds);
        var (rule, tier, form) = ContestRulesJson.Read(json, kind);
        var names = new DistrictNames();
        var districts = new List<ElectoralDistrict>();
        if (json.Optional("choices") is { } choices)
        {
            if (json.Optional("districts") is { } both)
            {
                throw both.Wrong("choices stand either in the contest or in its districts");
            }

            var nation = RegionCode.Nation.ToString();
            var its = ReadChoices(choices, kind, names.Common, names.CommonSexes, out var statuses);
            districts.Add(new ElectoralDistrict(nation, [RegionCode.Nation], Seats(json), its) { Statuses = statuses });
        }
        else
        {
            if (json.Optional("seats") is { } seats)
            {
                throw seats.Wrong("seats stand in the districts");
            }

            districts.AddRange(json["districts"].Items().Select(district => ReadDistrict(district, kind, names)));
        }

        return (
            new Contest(code, kind, districts, rule, tier, form),
            new ContestNames(NamesJson.Bilingual(json["title"]), names.Common, names.Titles, names.Choices)
            {
                Sexes = names.CommonSexes,
                DistrictSexes = names.Sexes,
            }
        );
    }

    private static ElectoralDistrict ReadDistrict(JsonPlace json, ContestKind kind, DistrictNames names)
    {
        json.Only("code", "name", "regions", "seats", "choices");
        var code = ElectionDefinition.Checked(json["code"], IdRules.IsDistrictCode, IdRules.DistrictRule);
        if (json.Optional("name") is { } name)
        {
            names.Titles[code] = name.Name();
        }

        var regions = json["regions"]
            .Items()
            .Select(region => RegionCode.TryParse(region.Text(), out var parsed) ? parsed : throw region.Wrong("expected a region's code"))
            .Order()
            .ToList();
        var choiceNames = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var sexes = new Dictionary<string, CandidateSex>(StringComparer.Ordinal);
        var choices = ReadChoices(json["choices"], kind, choiceNames, sexes, out var statuses);
        names.Choices[code] = choiceNames;
        if (sexes.Count > 0)
        {
            names.Sexes[code] = sexes;
        }

        return new ElectoralDistrict(code, regions, Seats(json), choices) { Statuses = statuses };
    }

    private static int Seats(JsonPlace json) => json.Optional("seats")?.Number(1, Choice.Largest) ?? 1;

    private static List<Choice> ReadChoices(
        JsonPlace json,
        ContestKind kind,
        IDictionary<string, string> names,
        Dictionary<string, CandidateSex> sexes,
        out Dictionary<Choice, CandidateStatus> statuses
    )
    {
        var choices = new List<Choice>();
        statuses = [];
        var once = new NamesOnce();
        foreach (var item in json.Items())
        {
            var (number, name) = once.Add(item, Numbered(item, choices.Count == 0 ? 0 : choices[^1].Number, "candidates"));
            var choice = new Choice(number);
            choices.Add(choice);
            names[choice.ToString()] = name;
            State(item, choice, kind, sexes, statuses);
            if (item.IsText || item.Optional("candidates") is not { } candidates)
            {
                continue;
            }

            if (kind != ContestKind.Parties)
            {
                throw candidates.Wrong("only parties have candidates");
            }

            var onceInList = new NamesOnce();
            foreach (var candidate in candidates.Items())
            {
                var (its, candidateName) = onceInList.Add(candidate, Numbered(candidate, choices[^1].Candidate));
                choices.Add(new Choice(number, its));
                names[choices[^1].ToString()] = candidateName;
                State(candidate, choices[^1], kind, sexes, statuses);
            }
        }

        return choices;
    }

    /// <summary>Sex and status, which an object may have.</summary>
    private static void State(
        JsonPlace json,
        Choice choice,
        ContestKind kind,
        Dictionary<string, CandidateSex> sexes,
        Dictionary<Choice, CandidateStatus> statuses
    )
    {
        if (json.IsText)
        {
            return;
        }

        if (Person.SexOf(json) is var sex and not CandidateSex.Untold)
        {
            sexes[choice.ToString()] =
                kind == ContestKind.Parties && choice.Candidate == 0 ? throw json["sex"].Wrong("a party has no sex") : sex;
        }

        if (
            json.Optional("status") is { } status
            && ElectionDefinition.Word(status, Words.CandidateStatuses) is var word and not CandidateStatus.Standing
        )
        {
            statuses[choice] = word;
        }
    }

    /// <summary>A name alone, which takes the next number, or an object with number and name.</summary>
    private static (int Number, string Name) Numbered(JsonPlace json, int previous, params ReadOnlySpan<string> further)
    {
        if (json.IsText)
        {
            return (previous + 1, json.Name());
        }

        json.Only(["number", "name", "sex", "status", .. further]);
        var number = json["number"].Number(1, Choice.Largest);
        return number > previous
            ? (number, json["name"].Name())
            : throw json["number"].Wrong($"expected a number above {previous}: choices ascend");
    }

    private sealed class DistrictNames
    {
        public SortedDictionary<string, string> Common { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, CandidateSex> CommonSexes { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, IReadOnlyDictionary<string, CandidateSex>> Sexes { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Titles { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, IReadOnlyDictionary<string, string>> Choices { get; } = new(StringComparer.Ordinal);
    }
}
