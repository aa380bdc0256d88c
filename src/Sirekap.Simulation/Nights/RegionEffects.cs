using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// How a place differs from the nation: the sum of what its province, regency, district, village and station are drawn to be, each less
/// than the one above. Nothing is stored; every effect follows from the seed and the code.
/// </summary>
/// <param name="Turnout">Log-odds of voting.</param>
/// <param name="Votes">Log-weight of each ticket.</param>
/// <param name="Size">How full the stations are planned, as a part of the limit.</param>
/// <param name="Remote">Log of how much longer a form takes to arrive.</param>
internal readonly record struct RegionEffects(double Turnout, (double A, double B, double C) Votes, double Size, double Remote)
{
    private static readonly (Level Level, double Turnout, double Votes, double Size, double Remote)[] Spreads =
    [
        (Level.Province, 0.25, 0.45, 0.03, 0.45),
        (Level.Regency, 0.18, 0.30, 0.03, 0.30),
        (Level.District, 0.12, 0.18, 0.03, 0.25),
        (Level.Village, 0.12, 0.15, 0.07, 0.15),
        (Level.Station, 0.18, 0.12, 0.10, 0.10),
    ];

    public static RegionEffects Of(ulong seed, RegionCode station)
    {
        var (turnout, a, b, c, size, remote) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var spread in Spreads)
        {
            var draws = Draws.Of(seed, station.At(spread.Level), Purpose.Effect);
            turnout += spread.Turnout * draws.Normal();
            a += spread.Votes * draws.Normal();
            b += spread.Votes * draws.Normal();
            c += spread.Votes * draws.Normal();
            size += spread.Size * draws.Normal();
            remote += spread.Remote * draws.Normal();
        }

        return new RegionEffects(turnout, (a, b, c), size, remote);
    }
}
