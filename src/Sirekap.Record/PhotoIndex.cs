using Sirekap.Elections;
using Sirekap.Elections.Regions;

namespace Sirekap.Record;

/// <summary>A station for which a form named a photo.</summary>
/// <param name="Station">The station's ordinal.</param>
/// <param name="Entry">The first form that named it there, in any contest.</param>
/// <remarks>
/// Immutable; any number of threads may read it. <c>default</c> is station 0 at entry 0, which is the definition and brings no photo.
/// </remarks>
public readonly record struct PhotoPlace(int Station, int Entry);

/// <summary>
/// Which photos forms brought for which stations: one that was brought for two of them is evidence of at most one. What a reader says that
/// it read a photo for is no such word, for its key could brand any station with it.
/// </summary>
public sealed class PhotoIndex
{
    private Dictionary<Digest, PhotoPlace> _first = [];
    private readonly Dictionary<Digest, List<PhotoPlace>> _further = [];

    /// <summary>Photos that forms named for two stations or more.</summary>
    public IReadOnlyCollection<Digest> Shared => _further.Keys;

    /// <summary>The stations for which forms named a photo, in the order of the ledger; none for what no form named.</summary>
    public IReadOnlyList<PhotoPlace> Places(Digest photo) =>
        !_first.TryGetValue(photo, out var first) ? []
        : _further.TryGetValue(photo, out var further) ? [first, .. further]
        : [first];

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    internal void Grow(TreeGrowth growth)
    {
        _first = _first.ToDictionary(photo => photo.Key, photo => Moved(photo.Value));
        foreach (var places in _further.Values)
        {
            for (var i = 0; i < places.Count; i++)
            {
                places[i] = Moved(places[i]);
            }
        }

        PhotoPlace Moved(PhotoPlace place) => place with { Station = growth.Station(place.Station) };
    }

    /// <summary>Notes that a form named a photo for a station.</summary>
    /// <returns>The stations that it stands for, if this is a new one; else none.</returns>
    internal IReadOnlyList<PhotoPlace> Add(int entry, int station, Digest photo)
    {
        if (_first.TryAdd(photo, new PhotoPlace(station, entry)) || _first[photo].Station == station)
        {
            return [];
        }

        if (!_further.TryGetValue(photo, out var further))
        {
            _further[photo] = further = [];
        }

        if (further.Exists(place => place.Station == station))
        {
            return [];
        }

        further.Add(new PhotoPlace(station, entry));
        return Places(photo);
    }
}
