using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>time</c>.</summary>
public sealed class TimeKind() : StatementKind<Time>("time", Signers.Log, new Bilingual("Waktu", "Time"))
{
    public override IReadOnlyList<Statement> Examples => [new Time(Example.Time)];

    protected override Time ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"time\":"u8);
        return new Time(ReadPart.Time(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Time s) => w.Raw(",\"time\":"u8).Time(s.At);
}
