using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>attest</c>.</summary>
public sealed class AttestKind()
    : StatementKind<Attest>(
        "attest",
        Signers.One,
        new Bilingual("Tanda tangan saksi atau pengawas", "Signature of a witness or supervisor")
    )
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Attest(new KeyName(12345), "ppwp", Example.Station, Example.Digest, AttestStance.Signed, Ground: null, Text: null),
            new Attest(
                new KeyName(12345),
                "ppwp",
                Example.Station,
                Example.Digest,
                AttestStance.Refused,
                ObjectionGround.FiguresDiffer,
                Example.Blob
            ),
        ];

    protected override Attest ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"by\":"u8);
        var by = ReadPart.Key(ref r);
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"on\":"u8);
        var on = ReadPart.Digest(ref r);
        r.Expect(",\"stance\":"u8);
        var stance = ReadPart.Word(ref r, Words.AttestStances);
        if (stance == AttestStance.Signed)
        {
            return new Attest(by, contest, station, on, stance, Ground: null, Text: null);
        }

        r.Expect(",\"ground\":"u8);
        var ground = ReadPart.Word(ref r, Words.ObjectionGrounds);
        return new Attest(by, contest, station, on, stance, ground, ReadPart.Text(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Attest s)
    {
        if ((s.Stance == AttestStance.Refused) != s.Ground.HasValue || (s.Stance == AttestStance.Signed && s.Text is not null))
        {
            throw new ArgumentException("whoever refuses says why, whoever signs does not", nameof(s));
        }

        w.Raw(",\"by\":"u8)
            .Key(s.By)
            .Place(s.Contest, s.Station)
            .Raw(",\"on\":"u8)
            .Digest(s.On)
            .Raw(",\"stance\":"u8)
            .String(Words.AttestStances.Of(s.Stance));
        if (s.Ground is { } ground)
        {
            w.Raw(",\"ground\":"u8).String(Words.ObjectionGrounds.Of(ground)).Text(s.Text);
        }
    }
}
