using Sirekap.Paper.Layouts;

namespace Sirekap.Reading.Decoding;

/// <summary>How far a number can be relied on.</summary>
public enum NumberState
{
    /// <summary>Its probability, everything on the form considered, is at least <see cref="Decision.NumberRead"/>.</summary>
    Read,

    /// <summary>Another value is too probable.</summary>
    Uncertain,

    /// <summary>
    /// It is plain to read, but a sum that it takes part in does not hold on the paper; or its digits and its bubbles plainly differ and no
    /// sum settles it.
    /// </summary>
    Contradictory,
}

/// <summary>How far a form can be relied on.</summary>
public enum FormOutcome
{
    /// <summary>
    /// Every number is there, every sum holds, and the bound on any number being wrong is at most <see cref="Decision.ClearError"/>.
    /// </summary>
    Clear,

    /// <summary>A person has to look.</summary>
    Unclear,

    /// <summary>The paper contradicts itself: a sum does not hold.</summary>
    Contradictory,
}

/// <summary>A value that a number may have.</summary>
public sealed record Alternative(int Value, double Probability);

/// <summary>What a number is, everything on the form considered.</summary>
/// <param name="Name">Its place on the paper.</param>
/// <param name="State">How far it can be relied on.</param>
/// <param name="Value">The value in the most probable form; null when the boxes are empty.</param>
/// <param name="Probability">Of this value, or of the boxes' being empty.</param>
/// <param name="Alternatives">The most probable other values, at most four.</param>
public sealed record DecodedNumber(string Name, NumberState State, int? Value, double Probability, IReadOnlyList<Alternative> Alternatives);

/// <summary>Whether a sum holds on the paper.</summary>
/// <param name="Rule">The sum.</param>
/// <param name="Holds">Null when it is not sure, or when a number is not there.</param>
/// <param name="Probability">That it holds; null when a number is not there.</param>
/// <param name="Left">The total as read, null when a number is not there.</param>
/// <param name="Right">The sum of the parts as read, null when a number is not there.</param>
public sealed record DecodedSum(SumRule Rule, bool? Holds, double? Probability, long? Left, long? Right);

/// <summary>The most probable form, and how sure it is.</summary>
/// <param name="Outcome">How far it can be relied on.</param>
/// <param name="ErrorBound">At most so probable is it that any number given is wrong.</param>
/// <param name="Numbers">In the order of the evidence.</param>
/// <param name="Sums">In the order of the rules.</param>
public sealed record DecodedForm(
    FormOutcome Outcome,
    double ErrorBound,
    IReadOnlyList<DecodedNumber> Numbers,
    IReadOnlyList<DecodedSum> Sums
);
