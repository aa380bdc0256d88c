using System.Text;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Contests;

/// <summary>
/// Those who watch, after a structure's contests; left out where nobody does:
/// <code>
/// "watchers":[{"key":"MFkw…"},{"key":"MFkw…","for":[{"contest":"ppwp","choice":1},{"contest":"pdpd","district":"31","choice":4}]}]
/// </code>
/// Without <c>for</c> it is a body that supervises. A person's file to begin an election from says the same.
/// </summary>
internal static class WatchersJson
{
    public static void Write(CanonicalWriter w, IReadOnlyList<Watcher> watchers)
    {
        for (var i = 0; i < watchers.Count; i++)
        {
            w.Raw(i == 0 ? ",\"watchers\":[{\"key\":"u8 : ",{\"key\":"u8).Base64(watchers[i].Key);
            var mandates = watchers[i].For;
            for (var m = 0; m < mandates.Count; m++)
            {
                w.Raw(m == 0 ? ",\"for\":[{\"contest\":"u8 : ",{\"contest\":"u8).String(mandates[m].Contest);
                if (mandates[m].District is { } district)
                {
                    w.Raw(",\"district\":"u8).String(district);
                }

                w.Raw(",\"choice\":"u8).Number(mandates[m].Choice).Raw("}"u8);
            }

            w.Raw(mandates.Count == 0 ? "}"u8 : "]}"u8);
        }

        w.Raw(watchers.Count == 0 ? ""u8 : "]"u8);
    }

    public static List<Watcher> Read(ref CanonicalReader r)
    {
        var watchers = new List<Watcher>();
        if (!r.Take(",\"watchers\":["u8))
        {
            return watchers;
        }

        do
        {
            r.Expect("{\"key\":"u8);
            var key = ReadPart.Base64(ref r);
            watchers.Add(new Watcher(key, ReadMandates(ref r)));
            r.Expect("}"u8);
        } while (!r.Failed && watchers.Count <= Watcher.Most && r.Take(","u8));
        r.Expect("]"u8);
        return watchers;
    }

    /// <summary>Reads them from a person's file.</summary>
    public static IReadOnlyList<Watcher> Read(IEnumerable<JsonPlace> items)
    {
        var watchers = new List<Watcher>();
        foreach (var item in items)
        {
            item.Only("key", "for");
            watchers.Add(new Watcher(KeyOf(item["key"]), [.. item.Optional("for")?.Items().Select(ReadMandate) ?? []]));
        }

        return watchers;
    }

    private static Mandate ReadMandate(JsonPlace json)
    {
        json.Only("contest", "district", "choice");
        return new Mandate(json["contest"].Text(), json.Optional("district")?.Text(), json["choice"].Number(1, Choice.Largest));
    }

    private static List<Mandate> ReadMandates(ref CanonicalReader r)
    {
        var mandates = new List<Mandate>();
        if (!r.Take(",\"for\":["u8))
        {
            return mandates;
        }

        do
        {
            r.Expect("{\"contest\":"u8);
            var contest = Encoding.ASCII.GetString(r.String(IdRules.Longest));
            var district = r.Take(",\"district\":"u8) ? Encoding.ASCII.GetString(r.String(IdRules.Longest)) : null;
            r.Expect(",\"choice\":"u8);
            mandates.Add(new Mandate(contest, district, (int)r.Number(Choice.Largest)));
            r.Expect("}"u8);
        } while (!r.Failed && mandates.Count <= Watcher.Most && r.Take(","u8));
        r.Expect("]"u8);
        return mandates;
    }

    private static byte[] KeyOf(JsonPlace json)
    {
        var key = new byte[json.Text().Length];
        return Convert.TryFromBase64String(json.Text(), key, out var length) && length > 0
            ? key[..length]
            : throw json.Wrong("expected a public key, P-256 SPKI in base64, as 'sirekap keys show' says it");
    }
}
