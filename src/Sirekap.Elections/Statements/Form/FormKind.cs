using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>form</c>.</summary>
public sealed class FormKind() : StatementKind<Form>("form", Signers.One, new Bilingual("Formulir C.HASIL", "Form C.HASIL"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Form("ppwp", Example.Station, Example.Time, Example.Some, []),
            new Form("ppwp", Example.Station, Example.Time, Example.All(), [Example.Digest, default])
            {
                Gallery = [1],
                Paper = new PaperSignatures([0, 2], [3]),
            },
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
        var photos = r.Take(",\"photos\":["u8) ? ReadPart.Photos(ref r) : [];
        return new Form(contest, station, taken, fields, photos, dated, poll)
        {
            Gallery = Gallery(ref r, photos.Count),
            Paper = Paper(ref r),
        };
    }

    private static List<int> Gallery(ref CanonicalReader r, int photos)
    {
        if (!r.Take(",\"gallery\":["u8))
        {
            return [];
        }

        var places = ReadPart.Places(ref r, photos);
        if (places.Count == 0)
        {
            r.Fail("a gallery without photos is left out");
        }

        return places;
    }

    private static PaperSignatures? Paper(ref CanonicalReader r)
    {
        if (!r.Take(",\"paper\":{\"signed\":["u8))
        {
            return null;
        }

        var signed = ReadPart.Places(ref r, Watcher.Most);
        r.Expect(",\"refused\":["u8);
        var refused = ReadPart.Places(ref r, Watcher.Most);
        r.Expect("}"u8);
        if (!r.Failed && signed.Intersect(refused).Any())
        {
            r.Fail("somebody signed the paper and refused to");
        }

        return new PaperSignatures(signed, refused);
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
        if (s.Gallery.Count > 0)
        {
            w.Raw(",\"gallery\":"u8).Places(s.Gallery);
        }

        w.Paper(s.Paper);
    }
}
