namespace Sirekap.Simulation.Camera;

/// <summary>
/// How one parameter is drawn: with the given share From + (To − From) · uᵏ for u uniform in [0, 1) and k the skew, else 0.
/// </summary>
/// <param name="From">The value at u = 0.</param>
/// <param name="To">The value at u = 1.</param>
/// <param name="Skew">Above 1 most draws lie near From.</param>
/// <param name="Share">In how many cases it is present at all.</param>
public sealed record ScenarioRange(double From, double To, double Skew = 1, double Share = 1)
{
    internal double Draw(Draws draws)
    {
        // Always two draws, so that a changed share leaves the other parameters as they were.
        var present = draws.Unit() < Share;
        var value = From + ((To - From) * Math.Pow(draws.Unit(), Skew));
        return present ? value : 0;
    }
}

/// <summary>How forms are written and photographed. The same scenario and seed give the same bytes.</summary>
/// <param name="Name">Stands in the truth.</param>
/// <param name="Mistakes">The share of forms with a human mistake.</param>
/// <param name="UnfilledBubbles">The share of writers who leave all bubbles empty.</param>
/// <param name="Ranges">One a <see cref="Parameter"/>, in its order.</param>
public sealed record Scenario(string Name, double Mistakes, double UnfilledBubbles, IReadOnlyList<ScenarioRange> Ranges)
{
    /// <summary>A phone in a volunteer's hand, photos sent by messenger: the scenario that the reader is measured on.</summary>
    public static Scenario Phone { get; } = Embedded("phone");

    public ScenarioRange this[Parameter parameter] => Ranges[(int)parameter];

    private static Scenario Embedded(string name)
    {
        using var stream =
            typeof(Scenario).Assembly.GetManifestResourceStream($"Camera/{name}.json")
            ?? throw new InvalidOperationException($"no scenario {name} is embedded");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return ScenarioJson.TryRead(bytes.ToArray(), out var scenario, out var problem)
            ? scenario
            : throw new InvalidOperationException($"{name}: {problem}");
    }
}
