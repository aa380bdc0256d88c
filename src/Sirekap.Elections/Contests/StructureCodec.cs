using System.Text;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Contests;

/// <summary>
/// The canonical JSON of a structure, one line without a newline. A ballot of parties is written as one array a party, its number and then
/// those of its candidates; any other as one array of numbers:
/// <code>
/// {"limits":{"voters":300,"law":500,"reserve":2},
///  "contests":[{"code":"ppwp","kind":"tickets","tier":"nation","rule":{"method":"majority","majority":500,"spread":200},
///   "form":["roll",…,"sums"],"districts":[{"code":"0","regions":["0"],"seats":1,"choices":[1,2,3]}]}]}
/// </code>
/// Choices that do not stand from the beginning follow: <c>"statuses":[{"choice":[2],"status":"struck"}]</c>. After the contests stand
/// those who watch (<see cref="WatchersJson"/>).
/// Where the figures are of whole electoral districts, <c>"unit":"district"</c> stands in the place of limits, which districts have none
/// of.
/// </summary>
internal static class StructureCodec
{
    public static readonly IReadOnlyList<(ContestKind Value, string Word)> Kinds =
    [
        (ContestKind.Tickets, "tickets"),
        (ContestKind.Parties, "parties"),
        (ContestKind.Individuals, "individuals"),
    ];

    /// <summary>The word for a kind.</summary>
    public static string WordOf(ContestKind kind) => Words.Of(Kinds, kind);

    public static byte[] Write(ElectionStructure structure)
    {
        var w = new CanonicalWriter();
        WriteUnit(w, structure);
        w.Raw(",\"contests\":["u8);
        for (var c = 0; c < structure.Contests.Count; c++)
        {
            var contest = structure.Contests[c];
            w.Raw(c == 0 ? "{\"code\":"u8 : ",{\"code\":"u8).String(contest.Code).Raw(",\"kind\":"u8).String(WordOf(contest.Kind));
            ContestRulesJson.Write(w, contest);
            w.Raw(",\"districts\":["u8);
            for (var d = 0; d < contest.Districts.Count; d++)
            {
                WriteDistrict(w.Raw(d == 0 ? ""u8 : ","u8), contest.Districts[d], contest.Kind);
            }

            w.Raw("]}"u8);
        }

        WatchersJson.Write(w.Raw("]"u8), structure.Watchers);
        return w.Raw("}"u8).Written.ToArray();
    }

    public static ElectionStructure? Read(ReadOnlySpan<byte> json, out string? error)
    {
        var r = new CanonicalReader(json);
        var (unit, limits) = ReadUnit(ref r);
        r.Expect(",\"contests\":["u8);
        var contests = new List<Contest>();
        do
        {
            contests.Add(ReadContest(ref r));
        } while (!r.Failed && contests.Count < StructureRules.MostContests && r.Take(","u8));
        r.Expect("]"u8);
        var watchers = WatchersJson.Read(ref r);
        r.Expect("}"u8);
        r.End();
        error = r.Error;
        return error is null ? new ElectionStructure(limits, contests, unit) { Watchers = watchers } : null;
    }

    private static void WriteUnit(CanonicalWriter w, ElectionStructure structure)
    {
        if (structure.Unit == CountingUnit.District)
        {
            w.Raw("{\"unit\":\"district\""u8);
            return;
        }

        w.Raw("{\"limits\":{\"voters\":"u8).Number(structure.Limits.Voters).Raw(",\"law\":"u8).Number(structure.Limits.Law);
        w.Raw(",\"reserve\":"u8).Number(structure.Limits.ReservePercent).Raw("}"u8);
    }

    private static (CountingUnit Unit, Limits Limits) ReadUnit(ref CanonicalReader r)
    {
        if (r.Take("{\"unit\":\"district\""u8))
        {
            return (CountingUnit.District, Limits.None);
        }

        r.Expect("{\"limits\":{\"voters\":"u8);
        var voters = (int)r.Number(Forms.Fields.Largest);
        r.Expect(",\"law\":"u8);
        var law = (int)r.Number(Forms.Fields.Largest);
        r.Expect(",\"reserve\":"u8);
        var limits = new Limits(voters, law, (int)r.Number(100));
        r.Expect("}"u8);
        return (CountingUnit.Station, limits);
    }

    private static void WriteDistrict(CanonicalWriter w, ElectoralDistrict district, ContestKind kind)
    {
        w.Raw("{\"code\":"u8).String(district.Code).Raw(",\"regions\":["u8);
        for (var i = 0; i < district.Regions.Count; i++)
        {
            w.Raw(i == 0 ? ""u8 : ","u8).String(district.Regions[i].ToString());
        }

        w.Raw("],\"seats\":"u8).Number(district.Seats).Raw(",\"choices\":["u8);
        for (var i = 0; i < district.Choices.Count; i++)
        {
            var (number, candidate) = district.Choices[i];
            w.Raw(
                i == 0 ? ""u8
                : candidate == 0 && kind == ContestKind.Parties ? "],"u8
                : ","u8
            );
            w.Raw(candidate == 0 && kind == ContestKind.Parties ? "["u8 : ""u8).Number(candidate == 0 ? number : candidate);
        }

        w.Raw(kind == ContestKind.Parties ? "]]"u8 : "]"u8);
        var first = true;
        foreach (var (choice, status) in district.Statuses.OrderBy(pair => pair.Key))
        {
            w.Raw(first ? ",\"statuses\":[{\"choice\":"u8 : ",{\"choice\":"u8).Choice(choice);
            w.Raw(",\"status\":"u8).String(Words.CandidateStatuses.Of(status)).Raw("}"u8);
            first = false;
        }

        w.Raw(first ? "}"u8 : "]}"u8);
    }

    private static Contest ReadContest(ref CanonicalReader r)
    {
        r.Expect("{\"code\":"u8);
        var code = Encoding.ASCII.GetString(r.String(IdRules.Longest));
        r.Expect(",\"kind\":"u8);
        var kind = ReadKind(ref r);
        var (rule, tier, form) = ContestRulesJson.Read(ref r);
        r.Expect(",\"districts\":["u8);
        var districts = new List<ElectoralDistrict>();
        do
        {
            districts.Add(ReadDistrict(ref r, kind));
        } while (!r.Failed && r.Take(","u8));
        r.Expect("]}"u8);
        return new Contest(code, kind, r.Failed ? [] : districts, rule, tier, form);
    }

    private static ContestKind ReadKind(ref CanonicalReader r)
    {
        var text = r.String(16);
        foreach (var (kind, word) in Kinds)
        {
            if (Ascii.Equals(text, word))
            {
                return kind;
            }
        }

        r.Fail("expected tickets, parties or individuals");
        return default;
    }

    private static ElectoralDistrict ReadDistrict(ref CanonicalReader r, ContestKind kind)
    {
        r.Expect("{\"code\":"u8);
        var code = Encoding.ASCII.GetString(r.String(IdRules.Longest));
        r.Expect(",\"regions\":["u8);
        var regions = new List<RegionCode>();
        do
        {
            if (!RegionCode.TryParse(r.String(13), out var region))
            {
                r.Fail("expected a region's code");
            }

            regions.Add(region);
        } while (!r.Failed && r.Take(","u8));
        r.Expect("],\"seats\":"u8);
        var seats = (int)r.Number(Choice.Largest);
        r.Expect(",\"choices\":["u8);
        var choices = new List<Choice>();
        do
        {
            if (kind == ContestKind.Parties)
            {
                ReadParty(ref r, choices);
            }
            else
            {
                choices.Add(new Choice((int)r.Number(Choice.Largest)));
            }
        } while (!r.Failed && choices.Count <= StructureRules.MostColumns && r.Take(","u8));
        r.Expect("]"u8);
        var statuses = ReadStatuses(ref r);
        r.Expect("}"u8);
        return new ElectoralDistrict(code, regions, seats, choices) { Statuses = statuses };
    }

    /// <summary>The choices that do not stand, ascending; left out where all do.</summary>
    private static Dictionary<Choice, CandidateStatus> ReadStatuses(ref CanonicalReader r)
    {
        var statuses = new Dictionary<Choice, CandidateStatus>();
        if (!r.Take(",\"statuses\":["u8))
        {
            return statuses;
        }

        var last = default(Choice);
        do
        {
            r.Expect("{\"choice\":"u8);
            var choice = ReadPart.Choice(ref r);
            r.Expect(",\"status\":"u8);
            var status = ReadPart.Word(ref r, Words.CandidateStatuses);
            if (!r.Failed && (status == CandidateStatus.Standing || choice.CompareTo(last) <= 0))
            {
                r.Fail("expected choices that do not stand, ascending");
            }

            statuses[last = choice] = status;
            r.Expect("}"u8);
        } while (!r.Failed && r.Take(","u8));
        r.Expect("]"u8);
        return statuses;
    }

    private static void ReadParty(ref CanonicalReader r, List<Choice> choices)
    {
        r.Expect("["u8);
        var party = (int)r.Number(Choice.Largest);
        choices.Add(new Choice(party));
        while (!r.Failed && choices.Count <= StructureRules.MostColumns && r.Take(","u8))
        {
            var candidate = (int)r.Number(Choice.Largest);
            if (candidate == 0)
            {
                r.Fail("a candidate's number begins at 1");
            }

            choices.Add(new Choice(party, candidate));
        }

        r.Expect("]"u8);
    }
}
