using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>seal</c>.</summary>
public sealed class SealKind()
    : StatementKind<Seal>("seal", Signers.One, new Bilingual("Hasil baca tersegel", "Sealed reading by a person"))
{
    public override IReadOnlyList<Statement> Examples => [new Seal("ppwp", Example.Station, Example.Digest, Example.Digest)];

    protected override Seal ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"on\":"u8);
        var on = ReadPart.Digest(ref r);
        r.Expect(",\"commitment\":"u8);
        return new Seal(contest, station, on, ReadPart.Digest(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Seal s) =>
        w.Place(s.Contest, s.Station).Raw(",\"on\":"u8).Digest(s.On).Raw(",\"commitment\":"u8).Digest(s.Commitment);
}
