using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>review</c>.</summary>
public sealed class ReviewKind()
    : StatementKind<Review>("review", Signers.One, new Bilingual("Keputusan atas formulir", "Decision on a form"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Review(
                "ppwp",
                Example.Station,
                Example.Digest,
                ReviewAct.Accept,
                ReviewReason.PaperAgrees,
                ["VALID_SUM", "VOTES_SUM"],
                null,
                Example.Blob
            ),
            new Review("ppwp", Example.Station, Example.Digest, ReviewAct.Correct, ReviewReason.Misread, [], Example.With(1, 2, 3), null),
            new Review("ppwp", Example.Station, Example.Digest, ReviewAct.Hold, ReviewReason.Objection, [], null, null),
        ];

    protected override Review ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"on\":"u8);
        var on = ReadPart.Digest(ref r);
        r.Expect(",\"act\":"u8);
        var act = ReadPart.Word(ref r, Words.ReviewActs);
        r.Expect(",\"reason\":"u8);
        var reason = ReadPart.Word(ref r, Words.ReviewReasons);
        var checks = ReadPart.Checks(ref r);
        var fields = act == ReviewAct.Correct ? FieldsCodec.Read(ref r) : null;
        return new Review(contest, station, on, act, reason, checks, fields, ReadPart.Text(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Review s)
    {
        w.Place(s.Contest, s.Station).Raw(",\"on\":"u8).Digest(s.On);
        w.Raw(",\"act\":"u8).String(Words.ReviewActs.Of(s.Act)).Raw(",\"reason\":"u8).String(Words.ReviewReasons.Of(s.Reason));
        w.List(",\"checks\":["u8, s.Checks);
        if (s.Fields is not null)
        {
            FieldsCodec.Write(w, s.Fields);
        }

        w.Text(s.Text);
    }
}
