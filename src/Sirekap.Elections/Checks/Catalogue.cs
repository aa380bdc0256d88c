using System.Collections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Forms.Sections;

namespace Sirekap.Elections.Checks;

/// <summary>Position of a check in the catalogue of rules version 1. The order is part of the rules: checks that hold come first.</summary>
public enum CheckIndex : byte
{
    ValidSum,
    VotesSum,
    ChoiceMissing,
    TurnoutVotes,
    VotesOverBallots,
    VotesOverLaw,
    PartySum,
    RollSum,
    FromRollSum,
    TransferredSum,
    SameDaySum,
    VotersSum,
    DisabledSum,
    TurnoutParts,
    FromRollOverRoll,
    DisabledOverVoters,
    BallotsSum,
    BallotsUsed,
    BallotsRoll,
    StationSize,
    Unanimous,
    FullTurnout,
}

/// <summary>What the checks say of a form. A check whose fields are not all given is not evaluated.</summary>
public delegate CheckResult FormEvaluation(FormFields fields, StationPaper paper);

/// <summary>The figures that contradict each other where a check fails.</summary>
public delegate IReadOnlyList<(PaperPlace Place, long Value)> FormContradiction(int check, FormFields fields, StationPaper paper);

/// <summary>Which checks a plenary's paper fails, a bit for each.</summary>
/// <param name="figures">What it says.</param>
/// <param name="ballot">The columns of its region.</param>
public delegate uint TotalsEvaluation(TotalFigures figures, Ballot ballot);

/// <summary>The figures of a plenary's paper that contradict each other where a check fails.</summary>
public delegate IReadOnlyList<(PaperPlace Place, long Value)> TotalsContradiction(int check, TotalFigures figures, Ballot ballot);

/// <summary>
/// The checks of a rule set in their fixed order, which is part of the rules, and how they are evaluated. Immutable; any thread.
/// </summary>
public sealed class Catalogue : IReadOnlyList<Check>
{
    private readonly Check[] _checks;
    private readonly FormEvaluation _evaluate;
    private readonly FormContradiction _contradiction;
    private readonly TotalsEvaluation? _evaluateTotals;
    private readonly TotalsContradiction? _totalsContradiction;

    /// <param name="checks">Those that hold come first.</param>
    /// <param name="evaluate">Which of them a form fails.</param>
    /// <param name="contradiction">Over which figures.</param>
    /// <param name="evaluateTotals">Which of them a plenary's paper fails; none where left out.</param>
    /// <param name="totalsContradiction">Over which figures.</param>
    public Catalogue(
        IReadOnlyList<Check> checks,
        FormEvaluation evaluate,
        FormContradiction contradiction,
        TotalsEvaluation? evaluateTotals = null,
        TotalsContradiction? totalsContradiction = null
    )
    {
        (_checks, _evaluate, _contradiction) = ([.. checks], evaluate, contradiction);
        (_evaluateTotals, _totalsContradiction) = (evaluateTotals, totalsContradiction);
        var holding = _checks.Count(check => check.Severity == Severity.Holds);
        if (_checks.Length > 32 || _checks.Take(holding).Any(check => check.Severity != Severity.Holds))
        {
            throw new ArgumentException("at most 32 checks, those that hold before those that flag", nameof(checks));
        }

        Holding = (uint)((1L << holding) - 1);
    }

    /// <summary>The checks of rules version 1, which stand in the sections of the form; <see cref="CheckIndex"/> is the position.</summary>
    public static Catalogue First { get; } =
        new(
            [
                .. new[]
                {
                    VotersSection.Checks,
                    BallotsSection.Checks,
                    DisabledSection.Checks,
                    VotesSection.Checks,
                    SumsSection.Checks,
                    Together.Checks,
                }
                    .SelectMany(checks => checks)
                    .OrderBy(check => check.Index)
                    .Select(check => check.Check),
            ],
            Evaluation.Evaluate,
            Evaluation.ClashOf,
            Evaluation.Evaluate,
            Evaluation.ClashOf
        );

    /// <summary>The bits of the checks that hold.</summary>
    public uint Holding { get; }

    public int Count => _checks.Length;

    public Check this[int index] => _checks[index];

    /// <summary>Evaluates all checks; allocates nothing.</summary>
    public CheckResult Evaluate(FormFields fields, StationPaper paper) => _evaluate(fields, paper);

    /// <summary>The failing checks that hold.</summary>
    public uint FailingHolds(CheckResult result) => result.Failing & Holding;

    /// <summary>In which sum a form stands that nobody has decided on.</summary>
    public StationClass Classify(CheckResult result) =>
        FailingHolds(result) != 0 ? StationClass.UnderReview
        : result.Complete ? StationClass.Accepted
        : StationClass.Unchecked;

    /// <summary>The failing checks with the figures that contradict each other, in catalogue order.</summary>
    public IReadOnlyList<Finding> Explain(FormFields fields, StationPaper paper)
    {
        var result = Evaluate(fields, paper);
        return
        [
            .. Enumerable
                .Range(0, _checks.Length)
                .Where(result.Fails)
                .Select(check => new Finding(_checks[check], _contradiction(check, fields, paper))),
        ];
    }

    /// <summary>The checks that a plenary's paper fails, a bit for each.</summary>
    /// <param name="figures">What it says.</param>
    /// <param name="ballot">The columns of its region.</param>
    public uint Evaluate(TotalFigures figures, Ballot ballot) => _evaluateTotals?.Invoke(figures, ballot) ?? 0;

    /// <summary>The checks that a plenary's paper fails, with the figures that contradict each other, in catalogue order.</summary>
    public IReadOnlyList<Finding> Explain(TotalFigures figures, Ballot ballot)
    {
        var failing = Evaluate(figures, ballot);
        return
        [
            .. Enumerable
                .Range(0, _checks.Length)
                .Where(check => (failing & (1u << check)) != 0)
                .Select(check => new Finding(_checks[check], _totalsContradiction!(check, figures, ballot))),
        ];
    }

    /// <summary>Position of the check with this code, or -1.</summary>
    public int IndexOf(string code) => Array.FindIndex(_checks, check => check.Code == code);

    /// <summary>The codes of the checks whose bits are set, in catalogue order.</summary>
    public IReadOnlyList<string> Codes(uint failing) =>
        [.. _checks.Where((_, i) => (failing & (1u << i)) != 0).Select(check => check.Code)];

    public IEnumerator<Check> GetEnumerator() => ((IEnumerable<Check>)_checks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
