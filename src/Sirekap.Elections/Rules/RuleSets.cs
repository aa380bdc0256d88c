using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Rules;

/// <summary>The rule sets that this program has. Old elections replay for ever: none is ever taken out after release 1.0.</summary>
public static class RuleSets
{
    /// <summary>Rules version 1.</summary>
    public static RuleSet First { get; } =
        new(
            1,
            new StatementKinds(
                new FormKind(),
                new EnrolKind(),
                new TimeKind(),
                new ReviewKind(),
                new ReadingKind(),
                new AttestKind(),
                new SalinanKind(),
                new TranscribeKind(),
                new WithdrawKind(),
                new SnapshotKind(),
                new RevokeKind(),
                new TotalsKind(),
                new DisclosureKind(),
                new ObjectionKind(),
                new AnswerKind(),
                new SealKind(),
                new UnsealKind(),
                new DiceKind(),
                new AgreeKind(),
                new WithholdKind(),
                new ExtendKind(),
                new CandidateKind(),
                new DefinitionKind()
            ),
            Catalogue.First,
            Fields.Rows,
            new StatementLimits(
                Forms: 100,
                FormsInCopy: 1_000,
                Decisions: 1_000,
                Readings: 100,
                Disclosures: 1_000,
                Proposals: 1_000,
                Additions: 100,
                Candidacies: 100,
                Phones: 3,
                Kits: 10,
                Held: 100,
                Attestations: 1_000,
                Objections: 20,
                Seals: 5,
                Dice: 100,
                DrawnOneIn: 50,
                // Some 5 GB in memory; the nation's five contests of 2024 have about 700 million.
                Figures: 1_300_000_000
            )
        );

    /// <summary>By their version, the newest last: a new election that names none has these.</summary>
    public static IReadOnlyList<RuleSet> All { get; } = [First];

    /// <summary>The rules of a version, or null where this program does not know them.</summary>
    public static RuleSet? Find(int version) => All.FirstOrDefault(rules => rules.Version == version);
}
