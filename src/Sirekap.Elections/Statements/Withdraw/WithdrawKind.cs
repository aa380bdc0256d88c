using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>withdraw</c>.</summary>
public sealed class WithdrawKind()
    : StatementKind<Withdraw>("withdraw", Signers.One, new Bilingual("Figur yang hilang dari sumber", "Figures gone from the feed"))
{
    public override IReadOnlyList<Statement> Examples =>
        [new Withdraw("ppwp", Example.Station, Example.Time), new Withdraw("ppwp", Example.Station, Example.Time, Example.Time)];

    protected override Withdraw ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"taken\":"u8);
        var taken = ReadPart.Time(ref r);
        return new Withdraw(contest, station, taken, ReadPart.Dated(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Withdraw s) =>
        w.Place(s.Contest, s.Station).Raw(",\"taken\":"u8).Time(s.Taken).Dated(s.Dated);
}
