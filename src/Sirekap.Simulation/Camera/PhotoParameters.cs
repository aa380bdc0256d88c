namespace Sirekap.Simulation.Camera;

/// <summary>All that was drawn for one photo; with the page, these alone decide what it shows and whether it is legible.</summary>
/// <param name="Values">One a <see cref="Parameter"/>, writer's included.</param>
/// <param name="Seed">Of what is random in the scene: phases of waves, texture, noise.</param>
/// <param name="Page">The page's number.</param>
public sealed record PhotoParameters(IReadOnlyList<double> Values, ulong Seed, int Page)
{
    public double this[Parameter parameter] => Values[(int)parameter];

    /// <summary>Of the upright photo, in pixels: 3 : 4, lying when the sheet lies.</summary>
    public (int Width, int Height) Size
    {
        get
        {
            var longSide = Math.Sqrt(this[Parameter.Megapixels] * 1e6 * 4 / 3);
            var (l, s) = ((int)Math.Round(longSide), (int)Math.Round(longSide * 0.75));
            return ((int)this[Parameter.QuarterTurns] & 1) == 1 ? (l, s) : (s, l);
        }
    }

    /// <summary>The photo's long side, by whose thousandths blur and motion are measured.</summary>
    public double LongSide => Math.Max(Size.Width, Size.Height);

    internal static PhotoParameters Draw(Scenario scenario, Writer writer, ulong seed, int page)
    {
        var (phone, draws) = (Draws.Of(seed, "phone"), Draws.Of(seed, "photo", page));
        var values = writer.Values.ToArray();
        for (var p = Parameters.FirstOfPhoto; (int)p < Parameters.Count; p++)
        {
            values[(int)p] = scenario[p].Draw(Parameters.IsOfPhone(p) ? phone : draws);
        }

        return new PhotoParameters(values, seed, page);
    }

    internal Draws Scene(string purpose) => Draws.Of(Seed, purpose, Page);
}
