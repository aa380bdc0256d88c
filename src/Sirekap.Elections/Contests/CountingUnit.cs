namespace Sirekap.Elections.Contests;

/// <summary>What a "station" of an election is. Every page, export and answer says so where it is no station.</summary>
public enum CountingUnit : byte
{
    /// <summary>A station (TPS) with its form.</summary>
    Station,

    /// <summary>
    /// A whole electoral district (dapil): figures that somebody else added up and that exist for nothing smaller, in a copy. There is no
    /// form behind them to hold them against, so they are never accepted.
    /// </summary>
    District,
}
