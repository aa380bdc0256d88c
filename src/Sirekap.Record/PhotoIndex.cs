using Sirekap.Elections;

namespace Sirekap.Record;

/// <summary>A station for which somebody named a photo.</summary>
/// <param name="Station">The station's ordinal.</param>
/// <param name="Entry">The first entry that named it there, a form or a reading, in any contest.</param>
public readonly record struct PhotoPlace(int Station, int Entry);

/// <summary>Which photos were named for which stations: one that stands for two of them is evidence of at most one.</summary>
public sealed class PhotoIndex
{
    private readonly Dictionary<Digest, PhotoPlace> _first = [];
    private readonly Dictionary<Digest, List<PhotoPlace>> _further = [];

    /// <summary>All photos that any statement named.</summary>
    public IReadOnlyCollection<Digest> All => _first.Keys;

    /// <summary>Photos that were named for two stations or more.</summary>
    public IReadOnlyCollection<Digest> Shared => _further.Keys;

    public bool Contains(Digest photo) => _first.ContainsKey(photo);

    /// <summary>The stations for which a photo was named, in the order of the ledger; none for what no statement named.</summary>
    public IReadOnlyList<PhotoPlace> Places(Digest photo) =>
        !_first.TryGetValue(photo, out var first) ? [] : _further.TryGetValue(photo, out var further) ? [first, .. further] : [first];

    /// <summary>Notes that an entry named a photo for a station.</summary>
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
