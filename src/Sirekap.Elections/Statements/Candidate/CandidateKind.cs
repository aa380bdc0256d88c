using System.Text;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>candidate</c>.</summary>
public sealed class CandidateKind()
    : StatementKind<Candidate>("candidate", Signers.Several, new Bilingual("Perubahan calon", "Change of a candidate"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Candidate("ppwp", "0", new Choice(2), CandidateStatus.Deceased, CandidateGround.Death, Example.Time, Person: null),
            new Candidate(
                "pdpr",
                "3101",
                new Choice(4, 7),
                CandidateStatus.Standing,
                CandidateGround.Replacement,
                Example.Time,
                Example.Blob
            ),
        ];

    protected override Candidate ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"contest\":"u8);
        var contest = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"district\":"u8);
        var district = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"choice\":"u8);
        var choice = ReadPart.Choice(ref r);
        r.Expect(",\"status\":"u8);
        var status = ReadPart.Word(ref r, Words.CandidateStatuses);
        r.Expect(",\"ground\":"u8);
        var ground = ReadPart.Word(ref r, Words.CandidateGrounds);
        r.Expect(",\"since\":"u8);
        var since = ReadPart.Time(ref r);
        var person = r.Take(",\"person\":"u8) ? ReadPart.Blob(ref r) : null;
        return new Candidate(contest, district, choice, status, ground, since, person);
    }

    protected override void WriteMembers(CanonicalWriter w, Candidate s)
    {
        w.Raw(",\"contest\":"u8).String(s.Contest).Raw(",\"district\":"u8).String(s.District).Raw(",\"choice\":"u8).Choice(s.Choice);
        w.Raw(",\"status\":"u8).String(Words.CandidateStatuses.Of(s.Status));
        w.Raw(",\"ground\":"u8).String(Words.CandidateGrounds.Of(s.Ground)).Raw(",\"since\":"u8).Time(s.Since);
        if (s.Person is { } person)
        {
            w.Raw(",\"person\":"u8).Blob(person);
        }
    }
}
