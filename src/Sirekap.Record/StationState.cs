using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>A form that waits beside the figures in place until a person decides.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Fields">What it says.</param>
public sealed record WaitingForm(int Index, FormFields Fields);

/// <summary>An act on a station that the rules let in, as far as its state depends on it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">The entry.</param>
/// <param name="Fields">The figures of a form or correction; else null.</param>
/// <param name="On">The entry whose figures an acceptance puts in place; else -1.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no act.</remarks>
public readonly record struct StationAct(EventKind Kind, int Index, FormFields? Fields = null, int On = -1);

/// <summary>
/// A station in one contest at one moment, as docs/authority.md draws it: none, in place, conflict, held, both, read, withdrawn. The
/// present and every past moment come of the same transition, <see cref="After"/>. Immutable.
/// </summary>
/// <param name="Class">In which sum it stands.</param>
/// <param name="InPlace">Index of the entry whose figures are in place, or -1.</param>
/// <param name="Fields">Those figures; null for no form.</param>
public sealed record StationState(StationClass Class, int InPlace, FormFields? Fields)
{
    /// <summary>No form, or none any more.</summary>
    public static StationState Empty { get; } = new(StationClass.None, -1, null);

    /// <summary>Forms that conflict with what is in place, oldest first.</summary>
    public IReadOnlyList<WaitingForm> Waiting { get; init; } = [];

    /// <summary>Whether an officer holds it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Index of the entry by which a plenary read the paper last, or -1.</summary>
    public int ReadBy { get; init; } = -1;

    /// <summary>Whether a plenary has read the paper: only a plenary changes it then.</summary>
    public bool IsRead => ReadBy >= 0;

    /// <summary>The failing checks that the decision on these figures named (bits by catalogue index).</summary>
    public uint Named { get; init; }

    /// <summary>The state after an act. A pure function; whether the act is allowed in this state is asked before.</summary>
    public StationState After(StationAct act, StationRules rules)
    {
        var after = act.Kind switch
        {
            EventKind.Form when Fields is null || rules.Displaces => Placed(act.Index, act.Fields!),
            EventKind.Form => this with { Waiting = [.. Waiting, new WaitingForm(act.Index, act.Fields!)] },
            EventKind.Accept => Decided(act.On, FieldsOf(act.On)!, rules),
            EventKind.Correct => Decided(act.Index, act.Fields!, rules),
            EventKind.Hold => this with { IsHeld = true },
            EventKind.Settle => Placed(act.Index, act.Fields!) with { IsHeld = IsHeld },
            EventKind.Confirm => this with { Waiting = [] },
            EventKind.Transcribe => Decided(act.Index, act.Fields!, rules) with { ReadBy = act.Index },
            EventKind.Match => Decided(InPlace, Fields!, rules) with { ReadBy = act.Index },
            EventKind.Withdraw => Empty,
            _ => this,
        };
        return ReferenceEquals(after, this) || after.Fields is null ? after : after with { Class = after.ClassBy(rules) };
    }

    /// <summary>The figures of an entry that is in place or waits; null for any other.</summary>
    public FormFields? FieldsOf(int index) => index == InPlace ? Fields : Waiting.FirstOrDefault(waiting => waiting.Index == index)?.Fields;

    private static StationState Placed(int index, FormFields fields) => new(StationClass.None, index, fields);

    /// <summary>A decision ends conflict and hold, and names what its figures fail.</summary>
    private static StationState Decided(int index, FormFields fields, StationRules rules) =>
        Placed(index, fields) with
        {
            Named = rules.Checks.FailingHolds(rules.Check(fields)),
        };

    private StationClass ClassBy(StationRules rules)
    {
        var checks = rules.Check(Fields!);
        return IsHeld || Waiting.Count > 0 || (rules.Checks.FailingHolds(checks) & ~Named) != 0 ? StationClass.UnderReview
            : checks.Complete ? StationClass.Accepted
            : StationClass.Unchecked;
    }
}
