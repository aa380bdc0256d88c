using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// The files that statements name, by what becomes of them. It knows them from <see cref="Statement.Blobs"/> alone, whatever the kind.
/// </summary>
public sealed class BlobIndex
{
    private readonly HashSet<Digest> _replayed = [];
    private readonly HashSet<Digest> _published = [];
    private readonly HashSet<Digest> _attached = [];
    private readonly Dictionary<Digest, (int Index, Withhold Statement)> _withheld = [];
    private readonly List<Digest> _inOrder = [];

    /// <summary>
    /// Those whose bytes belong to the publication: structure, names, lists of stations, words of reviews and disclosures, evidence of
    /// readings; photos are not among them.
    /// </summary>
    public IReadOnlySet<Digest> Published => _published;

    /// <summary>Those whose bytes may belong to the publication: photos of forms and readings, sources of snapshots.</summary>
    public IReadOnlySet<Digest> Attached => _attached;

    /// <summary>Those whose bytes are withheld, with the entry that proposed it.</summary>
    public IReadOnlyDictionary<Digest, (int Index, Withhold Statement)> Withheld => _withheld;

    /// <summary>The same in the order in which it took effect. It only grows.</summary>
    public IReadOnlyList<Digest> WithheldInOrder => _inOrder;

    /// <summary>Whether a statement names these bytes; they may be withheld nevertheless.</summary>
    public bool Names(Digest blob) => _published.Contains(blob) || _attached.Contains(blob);

    /// <summary>Notes what a statement that stands names.</summary>
    internal void Note(IReadOnlyList<NamedBlob> blobs)
    {
        for (var i = 0; i < blobs.Count; i++)
        {
            var blob = blobs[i];
            if (blob.Use == BlobUse.Attached)
            {
                _attached.Add(blob.Sha256);
                continue;
            }

            _published.Add(blob.Sha256);
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
