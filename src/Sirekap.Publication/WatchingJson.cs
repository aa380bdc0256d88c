using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Publication;

/// <summary>
/// What those who watch say of a station's forms, as its document has it: after the readings, and left out where nobody says any.
/// </summary>
internal static class WatchingJson
{
    public static void Write(CanonicalWriter w, ElectionRecord record, string contest, RegionCode station, long size)
    {
        var first = true;
        foreach (var attestation in record.Watching.AttestationsOf(contest, station).TakeWhile(its => its.Index < size))
        {
            var attest = attestation.Statement;
            ResultDocument.Stamp(w.Raw(first ? ",\"attestations\":[{"u8 : ",{"u8), record, attestation.Index, attestation.Key);
            On(w, record, attest.On).Raw(",\"stance\":"u8).String(Words.AttestStances.Of(attest.Stance));
            if (attest.Ground is { } ground)
            {
                w.Raw(",\"ground\":"u8).String(Words.ObjectionGrounds.Of(ground));
            }

            Text(w, attest.Text).Raw("}"u8);
            first = false;
        }

        w.Raw(first ? ""u8 : "]"u8);
        first = true;
        foreach (var objection in record.Watching.ObjectionsOf(contest, station).TakeWhile(its => its.Index < size))
        {
            Objection(w.Raw(first ? ",\"objections\":[{"u8 : ",{"u8), record, objection, size);
            first = false;
        }

        w.Raw(first ? ""u8 : "]"u8);
    }

    private static void Objection(CanonicalWriter w, ElectionRecord record, ObjectionCase objection, long size)
    {
        var said = objection.Statement;
        ResultDocument.Stamp(w, record, objection.Index, objection.Key);
        On(w, record, said.On).Raw(",\"ground\":"u8).String(Words.ObjectionGrounds.Of(said.Ground));
        if (said.Fields is { } fields)
        {
            StatementCodec.WriteFields(w, fields);
        }

        if (said.Photos.Count > 0)
        {
            w.Raw(",\"photos\":"u8).Strings([.. said.Photos.Select(photo => photo.ToString())]);
        }

        Text(w, said.Text).Raw(",\"answers\":["u8);
        var first = true;
        foreach (var (index, key, answer) in objection.Answers.TakeWhile(answer => answer.Index < size))
        {
            ResultDocument.Stamp(w.Raw(first ? "{"u8 : ",{"u8), record, index, key);
            w.Raw(",\"outcome\":"u8).String(Words.AnswerOutcomes.Of(answer.Outcome));
            Text(w.Raw(",\"reason\":"u8).String(Words.AnswerReasons.Of(answer.Reason)), answer.Text).Raw("}"u8);
            first = false;
        }

        w.Raw("]}"u8);
    }

    /// <summary>The entry that is spoken of.</summary>
    private static CanonicalWriter On(CanonicalWriter w, ElectionRecord record, Digest? on) =>
        on is { } id ? w.Raw(",\"on\":"u8).Number(record.Ids.IndexOf(id)) : w;

    private static CanonicalWriter Text(CanonicalWriter w, BlobReference? text) =>
        text is null ? w : w.Raw(",\"text\":"u8).String(text.Sha256.ToString());
}
