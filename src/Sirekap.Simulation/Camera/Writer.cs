namespace Sirekap.Simulation.Camera;

/// <summary>One person's hand: what stays the same over a form. Widths are parts of a digit box's height.</summary>
internal sealed class Writer
{
    public Writer(Scenario scenario, ulong seed)
    {
        var draws = Draws.Of(seed, "writer");
        Values = new double[Parameters.Count];
        for (var p = (Parameter)0; p < Parameters.FirstOfPhoto; p++)
        {
            Values[(int)p] = scenario[p].Draw(draws);
        }

        MarkStyle = draws.Unit();
        Variant = draws.Next();
    }

    public double[] Values { get; }

    /// <summary>In which way bubbles are marked: most fill them, some tick or cross.</summary>
    public double MarkStyle { get; }

    /// <summary>Which of a digit's shapes this person writes.</summary>
    public ulong Variant { get; }

    public double this[Parameter parameter] => Values[(int)parameter];

    public bool FollowsGuide => this[Parameter.Segments] >= 0.5;
}
