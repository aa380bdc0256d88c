using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>definition</c>.</summary>
public sealed class DefinitionKind() : StatementKind<Definition>("definition", Signers.Founders, new Bilingual("Penetapan", "Definition"))
{
    /// <summary>Most roots: a note has as many signature lines.</summary>
    private const int MostRoots = 16;

    /// <summary>Bytes of an Ed25519 public key.</summary>
    private const int LogKeyLength = 32;

    public override IReadOnlyList<Statement> Examples =>
        [
            new Definition(
                ElectionKind.Simulation,
                new byte[LogKeyLength],
                [Example.Key, Example.Key],
                2,
                Example.Blob,
                Example.Blob,
                Example.Blob
            ),
        ];

    protected override Definition ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"type\":"u8);
        var kind = ReadPart.Word(ref r, Words.Kinds);
        r.Expect(",\"log\":"u8);
        var log = ReadPart.Base64(ref r);
        if (log.Length != LogKeyLength)
        {
            r.Fail("an Ed25519 key has 32 bytes");
        }

        r.Expect(",\"roots\":["u8);
        var roots = new List<byte[]>();
        do
        {
            roots.Add(ReadPart.Base64(ref r));
        } while (roots.Count < MostRoots && r.Take(","u8));
        r.Expect("],\"quorum\":"u8);
        var quorum = (int)r.Number(roots.Count);
        r.Expect(",\"contests\":"u8);
        var contests = ReadPart.Blob(ref r);
        r.Expect(",\"regions\":"u8);
        var regions = ReadPart.Blob(ref r);
        r.Expect(",\"names\":"u8);
        return new Definition(kind, log, roots, quorum, contests, regions, ReadPart.Blob(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Definition s)
    {
        w.Raw(",\"type\":"u8).String(Words.Kinds.Of(s.Kind)).Raw(",\"log\":"u8).Base64(s.Log).Raw(",\"roots\":["u8);
        for (var i = 0; i < s.Roots.Count; i++)
        {
            w.Raw(i == 0 ? ""u8 : ","u8).Base64(s.Roots[i]);
        }

        w.Raw("],\"quorum\":"u8).Number(s.Quorum);
        w.Raw(",\"contests\":"u8).Blob(s.Contests);
        w.Raw(",\"regions\":"u8).Blob(s.Regions);
        w.Raw(",\"names\":"u8).Blob(s.Names);
    }
}
