namespace Sirekap.Training;

/// <summary>How a network is trained. The same options and boxes give the same network, whatever the number of threads.</summary>
/// <param name="Seed">Of weights, samples and their order.</param>
public sealed record TrainingOptions(ulong Seed)
{
    public int Epochs { get; init; } = 30;

    /// <summary>How many networks are trained, each from its own seed; a reader takes the mean of their scores.</summary>
    public int Networks { get; init; } = 1;

    /// <summary>Changes only how long it takes.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Greatest rate; it rises to it over the first steps and falls to nothing by a cosine.</summary>
    public float Rate { get; init; } = 3e-3f;

    public float WeightDecay { get; init; } = 0.03f;

    public float AverageDecay { get; init; } = 0.998f;
}
