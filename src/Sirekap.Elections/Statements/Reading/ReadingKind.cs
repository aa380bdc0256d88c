using System.Text;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>reading</c>.</summary>
public sealed class ReadingKind()
    : StatementKind<PhotoReading>("reading", Signers.One, new Bilingual("Pembacaan foto", "Reading of photos"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new PhotoReading(
                "ppwp",
                Example.Station,
                [Example.Digest, default],
                "c-hasil-ppwp-2024",
                Example.Digest,
                ReadingOutcome.Clear,
                Example.Some,
                Example.Some,
                Example.Blob
            ),
        ];

    protected override PhotoReading ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"photos\":["u8);
        var photos = ReadPart.Photos(ref r);
        r.Expect(",\"layout\":"u8);
        var layout = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"model\":"u8);
        var model = ReadPart.Digest(ref r);
        r.Expect(",\"outcome\":"u8);
        var outcome = ReadPart.Word(ref r, Words.ReadingOutcomes);
        var fields = FieldsCodec.Read(ref r);
        r.Expect(",\"probabilities\":{"u8);
        var probabilities = FieldsCodec.ReadFirst(ref r);
        if (!r.Failed && !PhotoReading.HaveOneShape(fields, probabilities))
        {
            r.Fail("a probability stands for each figure and for nothing else");
        }

        r.Expect("},\"evidence\":"u8);
        return new PhotoReading(contest, station, photos, layout, model, outcome, fields, probabilities, ReadPart.Blob(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, PhotoReading s)
    {
        if (s.Photos.Count == 0 || !PhotoReading.HaveOneShape(s.Fields, s.Probabilities))
        {
            throw new ArgumentException(
                "a reading is of some photo, and has a probability for each figure and for nothing else",
                nameof(s)
            );
        }

        w.Place(s.Contest, s.Station).List(",\"photos\":["u8, s.Photos);
        w.Raw(",\"layout\":"u8).String(s.Layout).Raw(",\"model\":"u8).Digest(s.Model);
        w.Raw(",\"outcome\":"u8).String(Words.ReadingOutcomes.Of(s.Outcome));
        FieldsCodec.Write(w, s.Fields);
        FieldsCodec.WriteFirst(w.Raw(",\"probabilities\":{"u8), s.Probabilities);
        w.Raw("},\"evidence\":"u8).Blob(s.Evidence);
    }
}
