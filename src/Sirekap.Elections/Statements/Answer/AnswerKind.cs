using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>answer</c>.</summary>
public sealed class AnswerKind()
    : StatementKind<Answer>("answer", Signers.One, new Bilingual("Jawaban atas keberatan", "Answer to an objection"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Answer(Example.Digest, AnswerOutcome.Replied, AnswerReason.Plenary, Text: null),
            new Answer(Example.Digest, AnswerOutcome.Rejected, AnswerReason.PaperAgrees, Example.Blob),
        ];

    protected override Answer ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"to\":"u8);
        var to = ReadPart.Digest(ref r);
        r.Expect(",\"outcome\":"u8);
        var outcome = ReadPart.Word(ref r, Words.AnswerOutcomes);
        r.Expect(",\"reason\":"u8);
        var reason = ReadPart.Word(ref r, Words.AnswerReasons);
        return new Answer(to, outcome, reason, ReadPart.Text(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Answer s) =>
        w.Raw(",\"to\":"u8)
            .Digest(s.To)
            .Raw(",\"outcome\":"u8)
            .String(Words.AnswerOutcomes.Of(s.Outcome))
            .Raw(",\"reason\":"u8)
            .String(Words.AnswerReasons.Of(s.Reason))
            .Text(s.Text);
}
