using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Effects;

namespace Sirekap.Record.Tests;

/// <summary>Rules that are made up here, by which one alone adds stations: growth without what it takes to be allowed it.</summary>
internal static class GrowingRules
{
    private static readonly AppliedRules Growing = new(
        RuleSets.First with
        {
            Version = 2,
            Statements = new StatementKinds([.. RuleSets.First.Statements, new GrowKind()]),
            Limits = RuleSets.First.Limits with { Additions = 3, Figures = 8_000 },
        },
        [.. AppliedRules.First.Effects, new GrowEffect()]
    );

    public static MadeLedger Ledger(
        string regions = MadeElection.RegionsText,
        ElectionKind kind = ElectionKind.Real,
        ElectionStructure? structure = null
    ) => new(kind, regions, MadeElection.Head with { Rules = Growing.Rules }, structure, [.. AppliedRules.All, Growing]);

    public static Statement GrowBy(string stations) => new Grow(stations.Replace('\n', ';'));

    /// <summary>Adds stations, by the word of one: a list in the form of the regions, a semicolon for each end of a line.</summary>
    private sealed record Grow(string List) : Statement
    {
        public override IReadOnlyList<NamedBlob> Blobs => [];

        public RegionTree Stations => MadeElection.Parse(List.Replace(';', '\n'));
    }

    private sealed class GrowKind() : StatementKind<Grow>("grow", Signers.Several, new Bilingual("Tambah", "Grow"))
    {
        public override IReadOnlyList<Statement> Examples => [new Grow("3171010001 9;")];

        protected override Grow ReadMembers(ref CanonicalReader r)
        {
            r.Expect(",\"list\":"u8);
            return new Grow(Encoding.ASCII.GetString(r.String(10_000)));
        }

        protected override void WriteMembers(CanonicalWriter w, Grow s) => w.Raw(",\"list\":"u8).String(s.List);
    }

    private sealed class GrowEffect : SeveralEffect<Grow>
    {
        public override int Quorum(ElectionRecord record, Statement proposal) => 1;

        protected override Rejection? May(ElectionRecord record, Key signer, Grow statement) => null;

        protected override Rejection? Flaw(ElectionRecord record, Grow statement) => Additions.Flaw(record, statement.Stations);

        protected override void Carry(ElectionRecord record, Grow statement, Proposal proposal, int index) =>
            record.Grow(statement.Stations, proposal, AdditionGround.Omitted, names: null, index);
    }
}
