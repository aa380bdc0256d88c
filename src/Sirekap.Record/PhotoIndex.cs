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
    /// <summary>
    /// So many other stations are told of beside a photo, the first that it was brought for. Whoever looks for a copied photo needs one;
    /// and a photo that is brought for all stations of a province must not change what is to be said of each with each.
    /// </summary>
    public const int MostOthers = 12;

    private Dictionary<Digest, PhotoPlace> _first = [];
    private readonly Dictionary<Digest, Several> _several = [];

    /// <summary>Photos that forms named for two stations or more.</summary>
    public IReadOnlyCollection<Digest> Shared => _several.Keys;

    /// <summary>The stations for which forms named a photo, in the order of the ledger; none for what no form named.</summary>
    public IReadOnlyList<PhotoPlace> Places(Digest photo) =>
        !_first.TryGetValue(photo, out var first) ? []
        : _several.TryGetValue(photo, out var several) ? several.Places
        : [first];

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    internal void Grow(TreeGrowth growth)
    {
        _first = _first.ToDictionary(photo => photo.Key, photo => Moved(photo.Value));
        foreach (var (photo, several) in _several.ToArray())
        {
            _several[photo] = new Several([.. several.Places.Select(Moved)]);
        }

        PhotoPlace Moved(PhotoPlace place) => place with { Station = growth.Station(place.Station) };
    }

    /// <summary>Notes that a form named a photo for a station.</summary>
    /// <returns>
    /// The stations of which something else is to be said: where it is news that it stands for several, the new one, and those before it as
    /// long as they are told of it; else none.
    /// </returns>
    internal IEnumerable<int> Add(int entry, int station, Digest photo)
    {
        var place = new PhotoPlace(station, entry);
        if (_first.TryAdd(photo, place) || _first[photo].Station == station)
        {
            return [];
        }

        if (!_several.TryGetValue(photo, out var several))
        {
            _several[photo] = several = new Several([_first[photo]]);
        }

        if (!several.TryAdd(place))
        {
            return [];
        }

        // The last that all are told of is that there are more than are told of.
        return several.Places.Count <= MostOthers + 2 ? several.Places.Select(told => told.Station) : [station];
    }

    /// <summary>The stations of one photo: in their order, and whether one is among them.</summary>
    private sealed class Several(IReadOnlyList<PhotoPlace> places)
    {
        private readonly HashSet<int> _stations = [.. places.Select(place => place.Station)];

        public List<PhotoPlace> Places { get; } = [.. places];

        public bool TryAdd(PhotoPlace place)
        {
            if (!_stations.Add(place.Station))
            {
                return false;
            }

            Places.Add(place);
            return true;
        }
    }
}
