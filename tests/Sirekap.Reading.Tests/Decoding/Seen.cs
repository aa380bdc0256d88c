using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Tests.Decoding;

/// <summary>Evidence as a photo would give it.</summary>
internal static class Seen
{
    /// <summary>
    /// A number whose boxes the network reads as these symbols, e.g. <c>X32</c>; <c>_</c> is blank, <c>?</c> says nothing.
    /// </summary>
    public static NumberEvidence Number(string name, string boxes, double sure = 0.9999) =>
        new(name, [.. boxes.Select(box => Box(box, sure))], [], Tally: null);

    /// <summary>The same with bubbles: a digit, <c>-</c> for none, <c>?</c> for nothing to be seen.</summary>
    public static NumberEvidence WithBubbles(this NumberEvidence number, string bubbles) =>
        number with
        {
            Bubbles =
            [
                .. bubbles.Select(bubble =>
                    Enumerable
                        .Range(0, Symbol.BubbleStates)
                        .Select(state => bubble == '?' || (bubble == '-' ? state == Symbol.NoBubble : state == bubble - '0') ? 0.0 : -12.0)
                        .ToArray()
                ),
            ],
        };

    public static float[] Box(char symbol, double sure)
    {
        var probabilities = new float[Symbol.Count];
        Array.Fill(probabilities, symbol == '?' ? 1f / Symbol.Count : (float)((1 - sure) / (Symbol.Count - 1)));
        if (symbol != '?')
        {
            probabilities[
                symbol switch
                {
                    'X' => Symbol.Cross,
                    '_' => Symbol.Blank,
                    _ => symbol - '0',
                }
            ] = (float)sure;
        }

        return probabilities;
    }

    /// <summary>A box that is one of two symbols.</summary>
    public static NumberEvidence Torn(this NumberEvidence number, int box, char one, char other, double share)
    {
        float[] torn = [.. Box(one, 0.9999).Zip(Box(other, 0.9999), (a, b) => (float)((share * a) + ((1 - share) * b)))];
        return number with { Digits = [.. number.Digits.Select((digit, i) => i == box ? torn : digit)] };
    }
}
