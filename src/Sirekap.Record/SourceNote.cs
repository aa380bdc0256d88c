using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>Copies: what the source says of a row besides its figures.</summary>
/// <param name="Dated">The row's own time; null where the source gives none.</param>
/// <param name="Poll">What the figures are of.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> says nothing: no time, and a regular poll.</remarks>
public readonly record struct SourceNote(Timestamp? Dated, PollKind Poll)
{
    /// <summary>An officer's form is of now, and which poll it is of an officer's decision says.</summary>
    internal Rejection? RefusedOutsideCopies() =>
        this == default
            ? null
            : new Rejection(RejectionCode.NotAStatement, "only a copy's forms have a source that dates them or names their poll");
}
