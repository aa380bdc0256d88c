using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>Readings of photos: kept beside the stations, seen by no class and no sum.</summary>
internal sealed class StationReadings
{
    private Dictionary<int, List<StationReading>> _readings = [];

    /// <summary>What was read on a station's photos, oldest first.</summary>
    public IReadOnlyList<StationReading> Of(int station) => _readings.GetValueOrDefault(station) ?? [];

    /// <summary>Those of which anything was read.</summary>
    public IEnumerable<int> Stations => _readings.Keys;

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth) => _readings = growth.Stations(_readings);

    /// <summary>Adds one, or says that there are too many.</summary>
    public Rejection? Add(int index, int key, int station, PhotoReading reading, int most)
    {
        var readings = _readings.GetValueOrDefault(station) ?? [];
        if (readings.Count >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"{reading.Station} has {most} readings");
        }

        _readings[station] = readings;
        readings.Add(new StationReading(index, key, reading));
        return null;
    }
}
