namespace Sirekap.Reading.Digits.Network;

/// <summary>A 3 × 3 convolution over a square picture with a border of zeros, or (side 1) a dense layer.</summary>
/// <param name="Side">Pixels of the picture's side: a multiple of 4; 1 for a dense layer.</param>
/// <param name="Inputs">Channels in.</param>
/// <param name="Outputs">Channels out: a multiple of 16.</param>
/// <param name="Pooled">Whether the maximum of each 2 × 2 pixels goes on.</param>
internal readonly record struct LayerShape(int Side, int Inputs, int Outputs, bool Pooled)
{
    public bool IsDense => Side == 1;

    /// <summary>Runs of input that a row of the product has: see <see cref="RowProducts"/>.</summary>
    public int Runs => IsDense ? 1 : 3;

    public int RunLength => IsDense ? Inputs : 3 * Inputs;

    /// <summary>Side of the input with its border of zeros.</summary>
    public int PaddedSide => IsDense ? 1 : Side + 2;

    public int OutputSide => Pooled ? Side / 2 : Side;

    public int WeightCount => Runs * RunLength * Outputs;

    public int Pixels => Side * Side;

    /// <summary>Multiplications for one picture.</summary>
    public long Products => (long)Pixels * WeightCount;
}
