using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>What one person read of a paper: sealed, and perhaps opened.</summary>
/// <param name="Index">The entry that sealed it.</param>
/// <param name="Key">Ordinal of the key that sealed it.</param>
/// <param name="Holder">The person.</param>
/// <param name="Commitment">What they committed to.</param>
/// <param name="Opened">The entry that opened it; -1 while it is sealed.</param>
/// <param name="OpenedBy">Ordinal of the key that opened it, the same person's; -1 while it is sealed.</param>
/// <param name="Fields">What they read; null while it is sealed.</param>
public sealed record SealedReading(int Index, int Key, Holder Holder, Digest Commitment, int Opened, int OpenedBy, FormFields? Fields);

/// <summary>How far people have come in reading one thing.</summary>
public enum BlindState : byte
{
    /// <summary>Nobody has read it.</summary>
    Unread,

    /// <summary>One person has; nothing can be opened yet.</summary>
    Sealed,

    /// <summary>Two have, or more; one of them has opened at most.</summary>
    Paired,

    /// <summary>Two have opened, or more, and some figure was not said twice: another is asked.</summary>
    Differing,

    /// <summary>Every figure was said by two: the figures are settled.</summary>
    Agreed,

    /// <summary>As many as may have opened, and do not agree: a committee decides under its own name.</summary>
    Spent,
}

/// <summary>A person seals, or opens what they sealed.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the key.</param>
/// <param name="Holder">The person.</param>
/// <param name="Commitment">What is committed to; not looked at where something is opened.</param>
/// <param name="Fields">The figures that are opened; null where something is sealed.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no act.</remarks>
public readonly record struct BlindAct(int Index, int Key, Holder Holder, Digest Commitment, FormFields? Fields);

/// <summary>
/// What people have read of one thing that is or was in place, none knowing what the other read; docs/authority.md draws its states. All of
/// them come of one transition, <see cref="After"/>. Immutable.
/// </summary>
/// <param name="On">The entry of which it is.</param>
public sealed record BlindReview(int On)
{
    /// <summary>So many must have sealed before any opens, and so many must say a figure.</summary>
    public const int Readers = 2;

    /// <summary>What each person read, in the order in which they sealed; no person has two.</summary>
    public IReadOnlyList<SealedReading> Seals { get; init; } = [];

    /// <summary>Those that were opened, in the order in which they were.</summary>
    public IEnumerable<SealedReading> Opened => Seals.Where(seal => seal.Fields is not null).OrderBy(seal => seal.Opened);

    /// <summary>The figures, every one said by two; null while any is not.</summary>
    public FormFields? Agreed => Agreement.Of([.. Opened.Select(seal => seal.Fields!)]);

    /// <summary>The entry that settled the figures, the last that opened any; -1 while they are not.</summary>
    public int SettledBy => Agreed is null ? -1 : Opened.Last().Opened;

    /// <summary>The state after an act. A pure function; whether the act is allowed in this state is asked before.</summary>
    public BlindReview After(BlindAct act) =>
        this with
        {
            Seals = act.Fields is null
                ? [.. Seals, new SealedReading(act.Index, act.Key, act.Holder, act.Commitment, -1, -1, null)]
                :
                [
                    .. Seals.Select(seal =>
                        seal.Holder == act.Holder ? seal with { Opened = act.Index, OpenedBy = act.Key, Fields = act.Fields } : seal
                    ),
                ],
        };

    /// <summary>As it was after the first <paramref name="size"/> entries.</summary>
    public BlindReview At(long size) =>
        this with
        {
            Seals =
            [
                .. Seals
                    .Where(seal => seal.Index < size)
                    .Select(seal => seal.Opened < size ? seal : seal with { Opened = -1, OpenedBy = -1, Fields = null }),
            ],
        };

    /// <summary>How far they have come.</summary>
    /// <param name="most">How many may say what they read.</param>
    public BlindState State(int most) =>
        Agreed is not null ? BlindState.Agreed
        : Seals.Count < Readers ? (BlindState)Seals.Count
        : Opened.Count() is var opened && opened < Readers ? BlindState.Paired
        : opened < most ? BlindState.Differing
        : BlindState.Spent;
}
