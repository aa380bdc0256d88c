using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>totals</c>.</summary>
public sealed class TotalsKind()
    : StatementKind<Totals>("totals", Signers.One, new Bilingual("Penetapan rekapitulasi D.HASIL", "Certified totals D.HASIL"))
{
    /// <summary>Sums of such figures still fit 64 bits: a ballot has at most 4,096 choices, and its parties' sums beside them.</summary>
    private const long Largest = long.MaxValue / 8192;

    public override IReadOnlyList<Statement> Examples =>
        [
            new Totals(
                "ppwp",
                RegionCode.Nation,
                823236,
                TotalFigures.OfVotes([40_971_906, 96_214_691, 27_040_878], 164_227_475, 4_194_536)
            ),
            new Totals("pdpr", RegionCode.Parse("3171"), 2, new TotalFigures([3, 1, 4], [.. Enumerable.Repeat(9L, Fields.Count)], [4, 4])),
        ];

    protected override Totals ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"contest\":"u8);
        var contest = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"region\":"u8);
        var region = ReadPart.Region(ref r);
        r.Expect(",\"stations\":"u8);
        var stations = (int)r.Number(int.MaxValue);
        var (votes, counts, parties) = FieldsCodec.ReadTotals(ref r, Largest);
        if (!r.Failed && (votes.Contains(FormFields.Missing) || counts.AsSpan((int)Field.Valid).Contains(FormFields.Missing)))
        {
            r.Fail("a plenary's votes and their sums are given");
        }

        return new Totals(contest, region, stations, new TotalFigures(votes, counts, parties));
    }

    protected override void WriteMembers(CanonicalWriter w, Totals s)
    {
        if (s.Figures.Votes.Contains(FormFields.Missing) || s.Figures.Counts[(int)Field.Valid..].Contains(FormFields.Missing))
        {
            throw new ArgumentException("a plenary's votes and their sums are given", nameof(s));
        }

        w.Raw(",\"contest\":"u8).String(s.Contest).Raw(",\"region\":"u8).Region(s.Region).Raw(",\"stations\":"u8).Number(s.Stations);
        FieldsCodec.Write(w, s.Figures);
    }
}
