using System.Globalization;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>Many cases one after another; stopped at any time, it goes on where it was.</summary>
internal static class VerifiersRun
{
    /// <summary>Cases after which the place is written down: at most a second or two of work is done again.</summary>
    private const int Written = 50;

    /// <param name="seed">Of all cases.</param>
    /// <param name="upTo">The first case that is not judged any more.</param>
    /// <param name="place">A file that keeps seed, next case and counts; null to begin at 0 and to keep nothing.</param>
    /// <param name="output">Is told disagreements, and the counts at the end.</param>
    /// <returns>1 where they disagreed.</returns>
    public static int Run(ulong seed, long upTo, string? place, TextWriter output)
    {
        var counts = Counts.Read(place, seed);
        using var two = new TwoVerifiers(seed);
        while (counts.Next < upTo)
        {
            var judged = two.Judge(counts.Next);
            counts.Add(judged);
            if (judged.Disagreement is not null)
            {
                Tell(judged, seed, output);
            }

            if (counts.Next % Written == 0 || counts.Next == upTo)
            {
                counts.Write(place, seed);
            }
        }

        output.WriteLine(counts);
        return counts.Disagreements == 0 ? 0 : 1;
    }

    public static void Tell(Judged judged, ulong seed, TextWriter output) =>
        output.WriteLine(
            $"seed {seed}, case {judged.Number}: {judged.Disagreement ?? "they agree"}\n  {judged.Changes}\n"
                + $"  first   {Word(judged.First)}\n  second  {Word(judged.Second)}"
        );

    private static string Word(Verdict verdict) => verdict.Holds ? "holds" : verdict.Why[..Math.Min(verdict.Why.Length, 600)];

    private sealed class Counts
    {
        private long _both;
        private long _neither;

        public long Next { get; private set; }

        public long Disagreements { get; private set; }

        public static Counts Read(string? place, ulong seed)
        {
            var words = place is not null && File.Exists(place) ? File.ReadAllText(place).Split(' ') : [];
            return words.Length == 5 && words[0] == seed.ToString(CultureInfo.InvariantCulture)
                ? new Counts
                {
                    Next = long.Parse(words[1], CultureInfo.InvariantCulture),
                    _both = long.Parse(words[2], CultureInfo.InvariantCulture),
                    _neither = long.Parse(words[3], CultureInfo.InvariantCulture),
                    Disagreements = long.Parse(words[4], CultureInfo.InvariantCulture),
                }
                : new Counts();
        }

        public void Add(Judged judged)
        {
            Next = judged.Number + 1;
            _both += judged.First.Holds && judged.Second.Holds ? 1 : 0;
            _neither += judged.First.Holds || judged.Second.Holds ? 0 : 1;
            Disagreements += judged.Disagreement is null ? 0 : 1;
        }

        public void Write(string? place, ulong seed)
        {
            if (place is not null)
            {
                File.WriteAllText(place, $"{seed} {Next} {_both} {_neither} {Disagreements}");
            }
        }

        public override string ToString() =>
            $"{Next:N0} cases, {_both:N0} held good by both, {_neither:N0} by neither, {Disagreements:N0} disagreements";
    }
}
