namespace Sirekap.Reading.Digits.Network;

/// <summary>Room for eight boxes on their way through networks of one shape; one worker uses it at a time.</summary>
internal sealed unsafe class ReadingWorkspace
{
    private readonly int _boxSize;
    private readonly int _featureCount;

    public ReadingWorkspace(NetShape shape)
    {
        var layers = shape.Layers;
        _boxSize = layers[0].PaddedSide * layers[0].PaddedSide;
        _featureCount = layers[^2].Inputs;
        // The first convolution and the dense layers hold all eight, the others are used by one box after the other.
        Inputs =
        [
            .. layers.Select(
                (layer, i) =>
                    new FloatBuffer(layer.PaddedSide * layer.PaddedSide * layer.Inputs * (i == 0 || layer.IsDense ? RowProducts.Rows : 1))
            ),
        ];
        Lines = new FloatBuffer(layers.Max(layer => 2 * layer.Side * layer.Outputs));
        Scores = new FloatBuffer(RowProducts.Rows * NetShape.Columns);
    }

    public FloatBuffer[] Inputs { get; }

    /// <summary>Two lines of a convolution's output.</summary>
    public FloatBuffer Lines { get; }

    public FloatBuffer Scores { get; }

    public float* Box(int box) => Inputs[0].Pointer + (box * _boxSize);

    /// <summary>Where a box's normalised pixels go, inside a border of zeros.</summary>
    public Span<float> BoxPixels(int box) => Inputs[0].Span.Slice(box * _boxSize, _boxSize);

    /// <summary>What the last convolution found in a box.</summary>
    public float* Features(int box) => Inputs[^2].Pointer + (box * _featureCount);
}
