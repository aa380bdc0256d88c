using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Checks;

/// <summary>What a failing check does to a form.</summary>
public enum Severity : byte
{
    /// <summary>The form's votes are not added to the accepted until a person has settled it in the open.</summary>
    Holds,

    /// <summary>Counted, shown, and queued for a look; the votes stand.</summary>
    Flags,
}

/// <summary>One rule that the figures of a form must keep.</summary>
/// <param name="Code">Its name for ever, as reviews write it.</param>
/// <param name="Severity">What its failing does.</param>
/// <param name="Law">Where it is written, or the paper it follows from.</param>
/// <param name="Indonesian">What is wrong when it fails, in a sentence.</param>
/// <param name="English">The same in English.</param>
public sealed record Check(string Code, Severity Severity, string Law, string Indonesian, string English);

/// <summary>A check that a form fails.</summary>
/// <param name="Check">The check.</param>
/// <param name="Figures">
/// The figures that contradict each other, each by its place on the paper, or a limit; a figure that is not given is
/// <see cref="FormFields.Missing"/>.
/// </param>
public sealed record Finding(Check Check, IReadOnlyList<(PaperPlace Place, long Value)> Figures);

/// <summary>What the checks say of one form.</summary>
/// <param name="Failing">Bit i is set when the check at index i of the catalogue fails.</param>
/// <param name="Complete">Whether every field is given that the checks of votes need; without them nobody can say that the form agrees with
/// itself.</param>
/// <remarks>
/// Immutable; any number of threads may read it. <c>default</c> fails nothing and is not complete: a form of which nothing is given.
/// </remarks>
public readonly record struct CheckResult(uint Failing, bool Complete)
{
    public bool Fails(CheckIndex check) => Fails((int)check);

    /// <param name="check">Position in the catalogue.</param>
    public bool Fails(int check) => (Failing & (1u << check)) != 0;
}

/// <summary>In which sum a station's form stands.</summary>
public enum StationClass : byte
{
    /// <summary>No form.</summary>
    None,

    /// <summary>Checked, or accepted by a person over each failing check.</summary>
    Accepted,

    /// <summary>Fields that the checks of votes need are missing.</summary>
    Unchecked,

    /// <summary>A holding check fails, or forms conflict, and nobody has settled it.</summary>
    UnderReview,
}
