using System.Collections.Frozen;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>
/// A rule set with what each of its kinds of statement does: the rules whole. A record resolves its own once, when it begins. Immutable;
/// any thread.
/// </summary>
public sealed class AppliedRules
{
    private readonly FrozenDictionary<Type, Effect> _effects;

    /// <param name="rules">The rules.</param>
    /// <param name="effects">One for each kind of statement.</param>
    public AppliedRules(RuleSet rules, params IReadOnlyList<Effect> effects)
    {
        Rules = rules;
        _effects = effects.ToFrozenDictionary(effect => effect.Type);
        foreach (var kind in rules.Statements)
        {
            if (!_effects.TryGetValue(kind.Type, out var effect) || (kind.Signers == Signers.Several) != effect is ISeveralEffect)
            {
                throw new ArgumentException(
                    $"{rules}: the kind {kind.Name} has no effect, or one of another number of signers",
                    nameof(effects)
                );
            }
        }
    }

    /// <summary>Rules version 1.</summary>
    public static AppliedRules First { get; } =
        new(
            RuleSets.First,
            new DefinitionEffect(),
            new TimeEffect(),
            new EnrolEffect(),
            new RevokeEffect(),
            new FormEffect(),
            new ReviewEffect(),
            new ReadingEffect(),
            new AttestEffect(),
            new SalinanEffect(),
            new ObjectionEffect(),
            new AnswerEffect(),
            new SealEffect(),
            new UnsealEffect(),
            new DiceEffect(),
            new TranscribeEffect(),
            new SnapshotEffect(),
            new WithdrawEffect(),
            new TotalsEffect(),
            new DisclosureEffect(),
            new WithholdEffect(),
            new ExtendEffect(),
            new CandidateEffect(),
            new AgreeEffect()
        );

    /// <summary>All that this program knows.</summary>
    public static IReadOnlyList<AppliedRules> All { get; } = [First];

    public RuleSet Rules { get; }

    /// <summary>What its kinds do, one each.</summary>
    public IReadOnlyList<Effect> Effects => _effects.Values;

    /// <summary>What a statement's kind does.</summary>
    internal Effect Of(Statement statement) => _effects[statement.GetType()];
}
