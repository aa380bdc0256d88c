using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>
/// The kind <c>salinan</c>. A <i>copy</i> is something else here: an election of this ledger that copies somebody else's feed.
/// </summary>
public sealed class SalinanKind()
    : StatementKind<Salinan>("salinan", Signers.One, new Bilingual("Salinan C.HASIL yang diserahkan", "Copies of form C.HASIL handed over"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Salinan("ppwp", Example.Station, Example.Digest, new Recipients(Village: true, [])),
            new Salinan("ppwp", Example.Station, Example.Digest, new Recipients(Village: true, [0, 2])),
            new Salinan("ppwp", Example.Station, Example.Digest, new Recipients(Village: false, [1])),
        ];

    protected override Salinan ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"on\":"u8);
        var on = ReadPart.Digest(ref r);
        r.Expect(",\"given\":["u8);
        return new Salinan(contest, station, on, ReadPart.Recipients(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Salinan s)
    {
        if (s.Given.IsEmpty)
        {
            throw new ArgumentException("a copy was given to somebody", nameof(s));
        }

        w.Place(s.Contest, s.Station).Raw(",\"on\":"u8).Digest(s.On).Raw(",\"given\":"u8).Recipients(s.Given);
    }
}
