using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>dice</c>.</summary>
public sealed class DiceKind() : StatementKind<Dice>("dice", Signers.One, new Bilingual("Lemparan dadu", "Roll of dice"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Dice("ppwp", Example.Station.At(Level.District), 4711, "1234561234", Text: null),
            new Dice("ppwp", RegionCode.Nation, 1, "6543216543", Example.Blob),
        ];

    protected override Dice ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"contest\":"u8);
        var contest = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"region\":"u8);
        var region = ReadPart.Region(ref r);
        r.Expect(",\"size\":"u8);
        var size = (int)r.Number(int.MaxValue);
        r.Expect(",\"rolls\":"u8);
        var rolls = Encoding.ASCII.GetString(r.String(Dice.MostRolls));
        if (!Dice.AreRolls(rolls))
        {
            r.Fail($"expected {Dice.FewestRolls} to {Dice.MostRolls} rolls of a die, digits from 1 to 6");
        }

        return new Dice(contest, region, size, rolls, ReadPart.Text(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Dice s)
    {
        if (!Dice.AreRolls(s.Rolls))
        {
            throw new ArgumentException($"\"{s.Rolls}\": {Dice.FewestRolls} to {Dice.MostRolls} digits from 1 to 6", nameof(s));
        }

        w.Raw(",\"contest\":"u8).String(s.Contest).Raw(",\"region\":"u8).Region(s.Region);
        w.Raw(",\"size\":"u8).Number(s.Size).Raw(",\"rolls\":"u8).String(s.Rolls).Text(s.Text);
    }
}
