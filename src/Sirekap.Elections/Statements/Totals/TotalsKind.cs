using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>totals</c>.</summary>
public sealed class TotalsKind()
    : StatementKind<Totals>("totals", Signers.One, new Bilingual("Penetapan rekapitulasi D.HASIL", "Certified totals D.HASIL"))
{
    /// <summary>Above every contest's columns: 18 parties with ten candidates have 198.</summary>
    private const int MostColumns = 4096;

    /// <summary>Sums of such figures still fit 64 bits.</summary>
    private const long Largest = long.MaxValue / 1000;

    public override IReadOnlyList<Statement> Examples =>
        [new Totals("ppwp", RegionCode.Nation, 823236, [40_971_906, 96_214_691, 27_040_878], 164_227_475, 4_194_536)];

    protected override Totals ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"contest\":"u8);
        var contest = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"region\":"u8);
        var region = ReadPart.Region(ref r);
        r.Expect(",\"stations\":"u8);
        var stations = (int)r.Number(int.MaxValue);
        r.Expect(",\"votes\":["u8);
        var votes = new List<long>();
        if (!r.Take("]"u8))
        {
            do
            {
                votes.Add(r.Number(Largest));
            } while (!r.Failed && votes.Count < MostColumns && r.Take(","u8));
            r.Expect("]"u8);
        }

        r.Expect(",\"valid\":"u8);
        var valid = r.Number(Largest);
        r.Expect(",\"invalid\":"u8);
        return new Totals(contest, region, stations, votes, valid, r.Number(Largest));
    }

    protected override void WriteMembers(CanonicalWriter w, Totals s)
    {
        w.Raw(",\"contest\":"u8).String(s.Contest).Raw(",\"region\":"u8).Region(s.Region).Raw(",\"stations\":"u8).Number(s.Stations);
        w.Raw(",\"votes\":["u8);
        for (var i = 0; i < s.Votes.Count; i++)
        {
            w.Raw(i == 0 ? ""u8 : ","u8).Number(s.Votes[i]);
        }

        w.Raw("],\"valid\":"u8).Number(s.Valid).Raw(",\"invalid\":"u8).Number(s.Invalid);
    }
}
