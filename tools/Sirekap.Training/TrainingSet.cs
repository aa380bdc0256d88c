using Sirekap.Reading.Digits;
using Sirekap.Simulation.Handwriting;
using Sirekap.Training.Synthesis;

namespace Sirekap.Training;

/// <summary>
/// What a network sees in an epoch: each real box in a new distortion (rare classes several times), and drawn boxes beside. A sample
/// follows from seed, epoch and its place alone.
/// </summary>
internal sealed class TrainingSet
{
    /// <summary>
    /// Three drawn boxes for four real ones: the drawn have what the real lack (other frames, empty boxes, marks without meaning), the real
    /// stay the majority.
    /// </summary>
    private const float DrawnShare = 0.75f;

    /// <summary>A fifth of the real boxes get another frame: most must still look as they were photographed.</summary>
    private const float ReframedShare = 0.2f;

    /// <summary>A target that is not quite 1 bounds the scores, so that no box drives the weights further once it is right.</summary>
    private const float Smoothing = 0.03f;

    /// <summary>A number of its own among the purposes of a training's draws.</summary>
    private const ulong OrderPurpose = 1;

    /// <summary>A number of its own among the purposes of a training's draws.</summary>
    private const ulong SamplePurpose = 2;

    private readonly LabelledBox[] _real;
    private readonly MnistFile? _mnist;
    private readonly ulong _seed;

    public TrainingSet(IEnumerable<LabelledBox> real, MnistFile? mnist, ulong seed)
    {
        _real = [.. real.Where(box => box.Class >= 0).SelectMany(box => Enumerable.Repeat(box, Times(box.Class)))];
        _mnist = mnist;
        _seed = seed;
        Count = _real.Length + (int)(_real.Length * DrawnShare);
    }

    /// <summary>Samples of an epoch.</summary>
    public int Count { get; }

    /// <summary>The order of an epoch's samples.</summary>
    public int[] Order(int epoch)
    {
        var order = new int[Count];
        for (var i = 0; i < Count; i++)
        {
            order[i] = i;
        }

        var dice = new Dice(_seed, OrderPurpose, (ulong)epoch);
        for (var i = Count - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    /// <param name="epoch">From 0.</param>
    /// <param name="index">0 … <see cref="Count"/> − 1.</param>
    /// <param name="patch">Takes 32 × 32 grey bytes.</param>
    /// <param name="targets">Takes twelve probabilities.</param>
    public void Sample(int epoch, int index, Span<byte> patch, Span<float> targets)
    {
        var dice = new Dice(_seed, SamplePurpose, ((ulong)epoch << 32) | (uint)index);
        Plane source;
        var (digitClass, paper) = (0, 255f);
        if (index < _real.Length)
        {
            var box = _real[index];
            (source, paper, digitClass) = (box.Picture, box.Paper, box.Class);
            // In an empty box there is no ink to tell from the paper's grain.
            if (digitClass != DigitClass.Blank && dice.Chance(ReframedShare))
            {
                (source, paper) = (Reframing.Apply(source, paper, ref dice), 255);
            }
        }
        else
        {
            digitClass = DrawnBoxes.Draw(ref dice, _mnist, out source);
        }

        var distorted = Distortion.Apply(source, paper, ref dice, Degradation.Resolution(ref dice));
        if (dice.Chance(0.1f))
        {
            BoxDrawing.Intrude(distorted, ref dice);
        }

        Degradation.Apply(distorted, ref dice, patch);
        var meaningless = digitClass == DrawnBoxes.Meaningless;
        targets.Fill(meaningless ? 1f / DigitClass.Count : Smoothing / DigitClass.Count);
        if (!meaningless)
        {
            targets[digitClass] += 1 - Smoothing;
        }
    }

    /// <summary>Zeros, crosses and empty boxes are few in the pack, as every box that is not needed is crossed out or left empty.</summary>
    private static int Times(int digitClass) =>
        digitClass switch
        {
            0 => 2,
            DigitClass.Blank => 8,
            _ => 1,
        };
}
