using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// The files that statements name, by what becomes of them. It knows them from <see cref="Statement.Blobs"/> alone, whatever the kind.
/// </summary>
public sealed class BlobIndex
{
    private readonly HashSet<Digest> _replayed = [];

    // Their length, at most 2^30, and the ordinal of the key that first named them.
    private readonly Dictionary<Digest, (int Bytes, int Key)> _published = [];
    private readonly HashSet<Digest> _attached = [];
    private readonly Dictionary<Digest, long> _sources = [];
    private readonly Dictionary<Digest, (int Index, Withhold Statement)> _withheld = [];
    private readonly List<Digest> _inOrder = [];

    /// <summary>
    /// Those whose bytes belong to the publication: structure, names, lists of stations, words of reviews and disclosures, evidence of
    /// readings; photos are not among them.
    /// </summary>
    public IReadOnlyCollection<Digest> Published => _published.Keys;

    /// <summary>Those whose bytes may belong to the publication: photos of forms and readings, sources of snapshots.</summary>
    public IReadOnlySet<Digest> Attached => _attached;

    /// <summary>Those whose bytes are withheld, with the entry that proposed it.</summary>
    public IReadOnlyDictionary<Digest, (int Index, Withhold Statement)> Withheld => _withheld;

    /// <summary>The same in the order in which it took effect. It only grows.</summary>
    public IReadOnlyList<Digest> WithheldInOrder => _inOrder;

    /// <summary>Whether a statement names these bytes; they may be withheld nevertheless.</summary>
    public bool Names(Digest blob) => _published.ContainsKey(blob) || _attached.Contains(blob);

    /// <summary>How many bytes statements say that it has, all of them the same; null where none says.</summary>
    public long? LengthOf(Digest blob) =>
        _published.TryGetValue(blob, out var published) ? published.Bytes
        : _sources.TryGetValue(blob, out var bytes) ? bytes
        : null;

    /// <summary>
    /// Ordinal of the key that first named bytes that belong to the publication; -1 for what the definition names, and for photos and
    /// sources, which are others' concern (<see cref="PhotoIndex"/>).
    /// </summary>
    public int KeyOf(Digest blob) => _published.TryGetValue(blob, out var published) ? published.Key : -1;

    /// <summary>Why these cannot be named so, or null: bytes of one hash have one length, and who names them with two is wrong
    /// once.</summary>
    internal Rejection? Flaw(IReadOnlyList<NamedBlob> blobs)
    {
        var within = default(Dictionary<Digest, long>);
        for (var i = 0; i < blobs.Count; i++)
        {
            if (blobs[i] is not { Bytes: { } bytes, Sha256: var blob })
            {
                continue;
            }

            if ((LengthOf(blob) ?? within?.GetValueOrDefault(blob, bytes)) is { } before && before != bytes)
            {
                return new Rejection(
                    RejectionCode.OtherLength,
                    $"the {blobs[i].What}, blob {blob}, of {before} bytes before, now of {bytes}"
                );
            }

            if (blobs.Count > 1)
            {
                (within ??= [])[blob] = bytes;
            }
        }

        return null;
    }

    /// <summary>Notes what a statement that stands names.</summary>
    /// <param name="blobs">What it names.</param>
    /// <param name="key">Ordinal of the key that signed it; -1 where several did.</param>
    internal void Note(IReadOnlyList<NamedBlob> blobs, int key)
    {
        for (var i = 0; i < blobs.Count; i++)
        {
            var blob = blobs[i];
            if (blob.Use == BlobUse.Attached)
            {
                _attached.Add(blob.Sha256);
                if (blob.Bytes is { } length)
                {
                    _sources[blob.Sha256] = length;
                }

                continue;
            }

            var bytes = blob.Bytes ?? throw new ArgumentException($"the {blob.What} have no length", nameof(blobs));
            _published.TryAdd(blob.Sha256, (checked((int)bytes), key));
            if (blob.Use == BlobUse.Replayed)
            {
                _replayed.Add(blob.Sha256);
            }
        }
    }

    /// <summary>Why these bytes cannot be withheld, or null.</summary>
    internal Rejection? WhyNotWithhold(Digest blob)
    {
        if (_replayed.Contains(blob))
        {
            return new Rejection(RejectionCode.NeededForReplay, $"without blob {blob} nobody could replay the ledger");
        }

        return _withheld.TryGetValue(blob, out var standing)
            ? new Rejection(RejectionCode.AlreadyWithheld, $"entry {standing.Index} withholds it")
            : null;
    }

    internal void Withhold(Withhold statement, int index)
    {
        _withheld.Add(statement.Blob, (index, statement));
        _inOrder.Add(statement.Blob);
    }
}
