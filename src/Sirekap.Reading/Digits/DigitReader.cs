using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Reading.Digits.Network;

namespace Sirekap.Reading.Digits;

/// <summary>
/// Reads digit boxes: grey patches in, calibrated probabilities of the classes of <see cref="DigitClass"/> out. Any number of threads may
/// share one reader. The patch of a box shows its printed frame and 8 % of its width and height on each side; light and contrast are the
/// reader's business.
/// </summary>
public sealed class DigitReader
{
    /// <summary>
    /// Pixels of a patch's side: three poolings by two leave four, and a form photographed whole has boxes of about this size.
    /// </summary>
    public const int Side = 32;

    /// <summary>
    /// Least probability from which a box alone is believed. A form is not read box by box: its decoder weighs all classes of all boxes.
    /// </summary>
    public const double WorkingThreshold = 0.99;

    /// <summary>
    /// Each box is read twice, moved by a pixel one way and the other, and the scores' mean is taken: it halves the surprise of boxes that
    /// a network has not seen, and what depends on a pixel's place becomes unsure.
    /// </summary>
    private static readonly int[] Shifts = [1, -1];

    private static readonly Lazy<DigitReader> Embedded = new(ReadEmbedded);
    private readonly DigitModel _model;
    private readonly ConcurrentBag<ReadingWorkspace> _workspaces = [];

    internal DigitReader(DigitModel model, byte[] file)
    {
        _model = model;
        Model = new Digest(SHA256.HashData(file));
    }

    /// <summary>With the _model that is part of this assembly.</summary>
    public static DigitReader Default => Embedded.Value;

    /// <summary>SHA-256 of the _model file: a reading names it, so that it can be repeated.</summary>
    public Digest Model { get; }

    internal Calibration Calibration => _model.Calibration;

    /// <summary>Reads a _model file that may be anything.</summary>
    public static bool TryLoad(byte[] file, [NotNullWhen(true)] out DigitReader? reader, out ModelProblem problem)
    {
        reader = DigitModel.TryRead(file, out var model, out problem) ? new DigitReader(model, file) : null;
        return reader is not null;
    }

    /// <param name="patches">n × 32 × 32 grey bytes.</param>
    /// <param name="probabilities">Takes n × 12 probabilities; the twelve of a box add up to 1.</param>
    public void Read(ReadOnlySpan<byte> patches, Span<float> probabilities)
    {
        var boxes = Boxes(patches, probabilities);
        Score(patches, probabilities);
        for (var box = 0; box < boxes; box++)
        {
            var of = probabilities.Slice(box * DigitClass.Count, DigitClass.Count);
            _model.Calibration.Apply(of, of);
        }
    }

    /// <summary>Scores before calibration: the mean over networks and shifts.</summary>
    internal void Score(ReadOnlySpan<byte> patches, Span<float> scores)
    {
        var boxes = Boxes(patches, scores);
        if (!_workspaces.TryTake(out var work))
        {
            work = new ReadingWorkspace(_model.Shape);
        }

        scores[..(boxes * DigitClass.Count)].Clear();
        for (var first = 0; first < boxes; first += RowProducts.Rows)
        {
            var count = Math.Min(RowProducts.Rows, boxes - first);
            foreach (var shift in Shifts)
            {
                for (var box = 0; box < count; box++)
                {
                    Contrast.Normalize(patches.Slice((first + box) * Side * Side, Side * Side), work.BoxPixels(box), shift);
                }

                Add(work, scores.Slice(first * DigitClass.Count, count * DigitClass.Count));
            }
        }

        _workspaces.Add(work);
    }

    /// <summary>Adds each network's share of the mean scores of the boxes in a workspace.</summary>
    private void Add(ReadingWorkspace work, Span<float> scores)
    {
        var share = 1f / (_model.Nets.Count * Shifts.Length);
        foreach (var net in _model.Nets)
        {
            var found = net.Score(work);
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] += share * found[(i / DigitClass.Count * NetShape.Columns) + (i % DigitClass.Count)];
            }
        }
    }

    private static int Boxes(ReadOnlySpan<byte> patches, Span<float> results)
    {
        var (boxes, rest) = Math.DivRem(patches.Length, Side * Side);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rest, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, boxes * DigitClass.Count);
        return boxes;
    }

    private static DigitReader ReadEmbedded()
    {
        using var stream =
            typeof(DigitReader).Assembly.GetManifestResourceStream("digits.model")
            ?? throw new InvalidOperationException("the model of digits is not part of this build");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return TryLoad(file, out var reader, out var problem)
            ? reader
            : throw new InvalidOperationException($"the embedded model of digits cannot be read: {problem}");
    }
}
