namespace Sirekap.Reading.Digits.Network;

/// <summary>
/// The network of a digit box: four convolutions, each but the last with pooling, then two dense layers. Every layer but the last is
/// normalised over the batch and rectified; the last gives the scores, padded to 16 columns of which <see cref="DigitClass.Count"/> are
/// used.
/// </summary>
internal sealed class NetShape
{
    /// <summary>The twelve scores, filled up to one vector of 16 floats.</summary>
    public const int Columns = 16;

    /// <param name="first">Channels of the first convolution.</param>
    /// <param name="second">Of the second.</param>
    /// <param name="third">Of the third.</param>
    /// <param name="fourth">Of the fourth.</param>
    /// <param name="hidden">Of the first dense layer.</param>
    public NetShape(int first, int second, int third, int fourth, int hidden)
    {
        Widths = [first, second, third, fourth, hidden];
        const int side = DigitReader.Side;
        Layers =
        [
            new(side, 1, first, Pooled: true),
            new(side / 2, first, second, Pooled: true),
            new(side / 4, second, third, Pooled: true),
            new(side / 8, third, fourth, Pooled: false),
            new(1, side / 8 * (side / 8) * fourth, hidden, Pooled: false),
            new(1, hidden, Columns, Pooled: false),
        ];
        WeightStarts = new int[Layers.Count];
        var at = 0;
        for (var layer = 0; layer < Layers.Count; layer++)
        {
            WeightStarts[layer] = at;
            at += Layers[layer].WeightCount + ((layer == Layers.Count - 1 ? 1 : 2) * Layers[layer].Outputs);
        }

        ParameterCount = at;
        StatisticsStarts = new int[Layers.Count - 1];
        at = 0;
        for (var layer = 0; layer < Layers.Count - 1; layer++)
        {
            StatisticsStarts[layer] = at;
            at += 2 * Layers[layer].Outputs;
        }

        StatisticsCount = at;
    }

    public static NetShape Standard { get; } = new(16, 32, 64, 64, 96);

    public IReadOnlyList<int> Widths { get; }

    public IReadOnlyList<LayerShape> Layers { get; }

    /// <summary>
    /// Where each layer's weights begin among the parameters; behind them scales and shifts of its normalisation, in the last its biases.
    /// </summary>
    public int[] WeightStarts { get; }

    public int ParameterCount { get; }

    /// <summary>Where each normalised layer's means begin; behind them its variances.</summary>
    public int[] StatisticsStarts { get; }

    public int StatisticsCount { get; }

    public long Products => Layers.Sum(layer => layer.Products);
}
