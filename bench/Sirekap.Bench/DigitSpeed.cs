using System.Diagnostics;
using Sirekap.Reading.Digits;

namespace Sirekap.Bench;

/// <summary>
/// Digit boxes a second on one core, as a reader of forms asks for them: 450 boxes of a form at once, from grey patches to calibrated
/// probabilities. What is in the boxes changes nothing about the time, so they are noise. Mark: 10,000 a second.
/// </summary>
internal static class DigitSpeed
{
    private const int Mark = 10_000;
    private const int Form = 450;
    private const int Forms = 40;
    private const int Rounds = 9;

    public static int Run(string[] args)
    {
        var reader = DigitReader.Default;
        var patches = new byte[Form * DigitReader.Side * DigitReader.Side];
        new Random(1).NextBytes(patches);
        var probabilities = new float[Form * DigitClass.Count];
        Time(reader, patches, probabilities);
        var rates = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            rates[round] = Form * Forms / Time(reader, patches, probabilities).TotalSeconds;
            Console.WriteLine($"{rates[round]:N0} boxes/s");
        }

        var rate = Figure.Median(rates);
        Console.WriteLine(new Figure("digits", rate, "boxes/s", "mark", Mark, rate / Mark, rate >= Mark));
        return 0;
    }

    private static TimeSpan Time(DigitReader reader, byte[] patches, float[] probabilities)
    {
        var watch = Stopwatch.StartNew();
        for (var form = 0; form < Forms; form++)
        {
            reader.Read(patches, probabilities);
        }

        return watch.Elapsed;
    }
}
