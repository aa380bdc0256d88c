using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Contests;

/// <summary>
/// A contest's rule, tier and form, as a person writes them and as the structure has them:
/// <c>"tier":"nation","rule":{"method":"majority","majority":500,"spread":200},"form":["roll",…,"sums"]</c>.
/// </summary>
internal static class ContestRulesJson
{
    /// <summary>Levels that a plenary can set a result at, by their word.</summary>
    public static readonly IReadOnlyList<(Level Value, string Word)> Tiers =
    [
        (Level.Nation, "nation"),
        (Level.Province, "province"),
        (Level.Regency, "regency"),
        (Level.District, "district"),
    ];

    /// <summary>What a definition says; the usual rule, the nation and the whole form where it says nothing.</summary>
    public static (ContestRule Rule, Level Tier, ContestForm Form) Read(JsonPlace json, ContestKind kind) =>
        (
            json.Optional("rule") is { } rule ? ReadRule(rule) : ContestRule.Usual(kind),
            json.Optional("tier") is { } tier ? ElectionDefinition.Word(tier, Tiers) : Level.Nation,
            json.Optional("form") is { } form ? ReadForm(form) : ContestForm.Full
        );

    public static void Write(CanonicalWriter w, Contest contest)
    {
        w.Raw(",\"tier\":"u8).String(Words.Of(Tiers, contest.Tier));
        w.Raw(",\"rule\":{\"method\":"u8).String(Words.Of(ContestRule.Methods, contest.Rule.Method));
        switch (contest.Rule.Method)
        {
            case ElectionMethod.Majority:
                w.Raw(",\"majority\":"u8).Number(contest.Rule.Majority).Raw(",\"spread\":"u8).Number(contest.Rule.Spread);
                break;
            case ElectionMethod.SainteLague:
                w.Raw(",\"threshold\":"u8).Number(contest.Rule.Threshold);
                break;
            default:
                break;
        }

        w.Raw("}"u8).List(",\"form\":["u8, [.. contest.Form.Rows.Select(row => row.Name)]);
    }

    public static (ContestRule Rule, Level Tier, ContestForm Form) Read(ref CanonicalReader r)
    {
        r.Expect(",\"tier\":"u8);
        var tier = ReadPart.Word(ref r, Tiers);
        r.Expect(",\"rule\":{\"method\":"u8);
        var method = ReadPart.Word(ref r, ContestRule.Methods);
        var (threshold, majority, spread) = (0, 0, 0);
        if (method == ElectionMethod.Majority)
        {
            r.Expect(",\"majority\":"u8);
            majority = (int)r.Number(ContestRule.Whole);
            r.Expect(",\"spread\":"u8);
            spread = (int)r.Number(ContestRule.Whole);
        }
        else if (method == ElectionMethod.SainteLague)
        {
            r.Expect(",\"threshold\":"u8);
            threshold = (int)r.Number(ContestRule.Whole);
        }

        r.Expect("},\"form\":["u8);
        var rows = new List<FieldRow>();
        do
        {
            var name = r.String(IdRules.Longest);
            var at = IndexOf(name);
            if (!r.Failed && (at < 0 || (rows.Count > 0 && rows[^1].First >= Fields.Rows[at].First)))
            {
                r.Fail($"expected rows of {RowNames}, each once, in this order");
            }

            if (!r.Failed)
            {
                rows.Add(Fields.Rows[at]);
            }
        } while (!r.Failed && r.Take(","u8));
        r.Expect("]"u8);
        return (new ContestRule(method, threshold, majority, spread), tier, new ContestForm(rows));
    }

    private static string RowNames => string.Join(", ", Fields.Rows.Select(row => row.Name));

    private static int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Fields.Rows.Count; i++)
        {
            if (System.Text.Ascii.Equals(name, Fields.Rows[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private static ContestRule ReadRule(JsonPlace json)
    {
        var method = ElectionDefinition.Word(json["method"], ContestRule.Methods);
        switch (method)
        {
            case ElectionMethod.Majority:
                json.Only("method", "majority", "spread");
                return new ContestRule(
                    method,
                    Majority: json["majority"].Number(ContestRule.Whole / 2, ContestRule.Whole - 1),
                    Spread: json.Optional("spread")?.Number(0, ContestRule.Whole - 1) ?? 0
                );
            case ElectionMethod.SainteLague:
                json.Only("method", "threshold");
                return new ContestRule(method, Threshold: json.Optional("threshold")?.Number(0, ContestRule.Whole - 1) ?? 0);
            default:
                json.Only("method");
                return new ContestRule(method);
        }
    }

    private static ContestForm ReadForm(JsonPlace json)
    {
        var rows = new List<FieldRow>();
        foreach (var item in json.Items())
        {
            var row = Fields.Rows.FirstOrDefault(row => row.Name == item.Text());
            if (row is null || (rows.Count > 0 && rows[^1].First >= row.First))
            {
                throw item.Wrong($"expected rows of {RowNames}, each once, in this order");
            }

            rows.Add(row);
        }

        var form = new ContestForm(rows);
        return form.Flaw() is { } flaw ? throw json.Wrong(flaw) : form;
    }
}
