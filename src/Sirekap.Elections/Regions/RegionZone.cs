namespace Sirekap.Elections.Regions;

/// <summary>
/// The clock of a place: western, central or eastern Indonesian time (WIB, WITA, WIT; Keppres 41/1987). Overseas times are told in
/// Jakarta's.
/// </summary>
/// <param name="Name">WIB, WITA or WIT.</param>
/// <param name="Hours">Ahead of UTC.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no zone: it has no name.</remarks>
public readonly record struct RegionZone(string Name, int Hours)
{
    private static readonly RegionZone Western = new("WIB", 7);
    private static readonly RegionZone Central = new("WITA", 8);
    private static readonly RegionZone Eastern = new("WIT", 9);

    /// <summary>The zone of a region or station by its province; the nation's is Jakarta's.</summary>
    public static RegionZone Of(RegionCode place) =>
        (place.Level == Level.Nation ? "" : place.At(Level.Province).ToString()) switch
        {
            "51" or "52" or "53" or "63" or "64" or "65" or "71" or "72" or "73" or "74" or "75" or "76" => Central,
            "81" or "82" or "91" or "92" or "93" or "94" or "95" or "96" => Eastern,
            _ => Western,
        };

    /// <summary>A moment as this place's clocks show it.</summary>
    public DateTimeOffset At(Timestamp time) => time.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(Hours));
}
