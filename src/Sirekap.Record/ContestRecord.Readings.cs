using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <remarks>Readings of photos: kept beside the stations, seen by no class and no sum.</remarks>
public sealed partial class ContestRecord
{
    /// <summary>Readings of a station in one contest: several models, several photos of a form, and again.</summary>
    public const int MostReadings = 100;

    private readonly Dictionary<int, List<StationReading>> _readings = [];

    /// <summary>The station that was read last of those whose forms have photos, or -1.</summary>
    public int LastRead { get; private set; } = -1;

    /// <summary>What was read on a station's photos, oldest first.</summary>
    public IReadOnlyList<StationReading> Readings(int station) => _readings.GetValueOrDefault(station) ?? [];

    internal Rejection? Read(int index, int key, int station, PhotoReading reading)
    {
        if (!_readings.TryGetValue(station, out var readings))
        {
            readings = [];
        }

        if (readings.Count >= MostReadings)
        {
            return new Rejection(RejectionCode.TooMany, $"{reading.Station} has {MostReadings} readings");
        }

        _readings[station] = readings;
        if (History(station).Any(e => Photos(e.Index).Count > 0))
        {
            LastRead = station;
        }

        readings.Add(new StationReading(index, key, reading));
        Touched(station, index);
        return null;
    }
}
