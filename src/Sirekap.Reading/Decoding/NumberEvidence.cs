using Sirekap.Reading.Digits;

namespace Sirekap.Reading.Decoding;

/// <summary>All that the photo says about one number, before arithmetic.</summary>
/// <param name="Name">The number's place on the paper, e.g. <c>IV.1</c>.</param>
/// <param name="Digits">For each box, from the first digit to the last, the 12 probabilities of <see cref="Symbol"/>.</param>
/// <param name="Bubbles">For each box the 11 log-likelihoods of its bubbles (0–9 filled, none), or empty when the form has none.</param>
/// <param name="Tally">How probable each count of strokes is, from 0; null when the form has no tally for it.</param>
public sealed record NumberEvidence(string Name, IReadOnlyList<float[]> Digits, IReadOnlyList<double[]> Bubbles, double[]? Tally);

/// <summary>What can stand in a digit box besides 0 … 9, as the network has it, and the states of the bubbles below.</summary>
public static class Symbol
{
    /// <summary>Crossed out, as unused leading boxes are.</summary>
    public const int Cross = DigitClass.Crossed;

    /// <summary>Nothing.</summary>
    public const int Blank = DigitClass.Blank;

    /// <summary>How many symbols there are.</summary>
    public const int Count = DigitClass.Count;

    /// <summary>The state of a bubble column of which none is filled; the states before it are the digits.</summary>
    public const int NoBubble = 10;

    /// <summary>How many states a bubble column has.</summary>
    public const int BubbleStates = 11;

    /// <summary>As readings write it: <c>0</c> … <c>9</c>, <c>X</c>, <c>blank</c>.</summary>
    public static string Label(int symbol) => DigitClass.Label(symbol);
}
