using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>extend</c>.</summary>
public sealed class ExtendKind()
    : StatementKind<Extend>("extend", Signers.Several, new Bilingual("Penambahan TPS dan wilayah", "Addition of stations and regions"))
{
    public override IReadOnlyList<Statement> Examples =>
        [new Extend(AdditionGround.Revote, Example.Blob, Names: null), new Extend(AdditionGround.Omitted, Example.Blob, Example.Blob)];

    protected override Extend ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"ground\":"u8);
        var ground = ReadPart.Word(ref r, Words.AdditionGrounds);
        r.Expect(",\"stations\":"u8);
        var stations = ReadPart.Blob(ref r);
        return new Extend(ground, stations, r.Take(",\"names\":"u8) ? ReadPart.Blob(ref r) : null);
    }

    protected override void WriteMembers(CanonicalWriter w, Extend s)
    {
        w.Raw(",\"ground\":"u8).String(Words.AdditionGrounds.Of(s.Ground)).Raw(",\"stations\":"u8).Blob(s.Stations);
        if (s.Names is { } names)
        {
            w.Raw(",\"names\":"u8).Blob(names);
        }
    }
}
