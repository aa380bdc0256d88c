using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>form</c>.</summary>
public sealed class FormKind() : StatementKind<Form>("form", Signers.One, new Bilingual("Formulir C.HASIL", "Form C.HASIL"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Form("ppwp", Example.Station, Example.Time, Example.Some, []),
            new Form("ppwp", Example.Station, Example.Time, Example.All(), [Example.Digest, default]),
            new Form("ppwp", Example.Station, Example.Time, Example.Some, [], Example.Time, PollKind.Revote),
        ];

    protected override Form ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"taken\":"u8);
        var taken = ReadPart.Time(ref r);
        var dated = ReadPart.Dated(ref r);
        var poll = PollKind.Regular;
        if (r.Take(",\"poll\":"u8))
        {
            poll = ReadPart.Word(ref r, Words.Polls);
            if (poll == PollKind.Regular)
            {
                r.Fail("a regular poll is left out");
            }
        }

        var fields = FieldsCodec.Read(ref r);
        return new Form(contest, station, taken, fields, r.Take(",\"photos\":["u8) ? ReadPart.Photos(ref r) : [], dated, poll);
    }

    protected override void WriteMembers(CanonicalWriter w, Form s)
    {
        w.Place(s.Contest, s.Station).Raw(",\"taken\":"u8).Time(s.Taken).Dated(s.Dated);
        if (s.Poll != PollKind.Regular)
        {
            w.Raw(",\"poll\":"u8).String(Words.Polls.Of(s.Poll));
        }

        FieldsCodec.Write(w, s.Fields);
        w.List(",\"photos\":["u8, s.Photos);
    }
}
