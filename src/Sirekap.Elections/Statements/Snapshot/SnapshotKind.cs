using System.Text;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>snapshot</c>.</summary>
public sealed class SnapshotKind()
    : StatementKind<Snapshot>("snapshot", Signers.One, new Bilingual("Potret sumber yang disalin", "Snapshot of the copied feed"))
{
    public override IReadOnlyList<Statement> Examples => [new Snapshot("ppwp", Example.Time, Example.Blob, Example.Blob)];

    protected override Snapshot ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"contest\":"u8);
        var contest = Encoding.ASCII.GetString(r.String(StatementCodec.LongestId));
        r.Expect(",\"taken\":"u8);
        var taken = ReadPart.Time(ref r);
        r.Expect(",\"source\":"u8);
        var source = ReadPart.Blob(ref r);
        r.Expect(",\"stations\":"u8);
        return new Snapshot(contest, taken, source, ReadPart.Blob(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Snapshot s)
    {
        w.Raw(",\"contest\":"u8).String(s.Contest).Raw(",\"taken\":"u8).Time(s.Taken);
        w.Raw(",\"source\":"u8).Blob(s.Source);
        w.Raw(",\"stations\":"u8).Blob(s.Stations);
    }
}
