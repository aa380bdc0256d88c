namespace Sirekap.Demo.Tricks;

/// <summary>What was done to an entry.</summary>
public enum ChangeKind
{
    /// <summary>It says something else.</summary>
    Altered,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It was never said.</summary>
    Inserted,
}

/// <summary>One entry that was changed.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Before">Its index in the honest ledger; null when inserted.</param>
/// <param name="After">Its index in the copy; null when removed.</param>
public sealed record EntryChange(ChangeKind Kind, long? Before, long? After);

/// <summary>Edits to a ledger's entries, and the ledger that they make; the honest entries are shared, not copied.</summary>
internal sealed class LedgerCopy(IReadOnlyList<ReadOnlyMemory<byte>> honest)
{
    private readonly Dictionary<int, byte[]> _altered = [];
    private readonly HashSet<int> _removed = [];
    private readonly Dictionary<int, List<byte[]>> _inserted = [];

    public void Alter(int index, byte[] bytes) => _altered[index] = bytes;

    public void Remove(int index) => _removed.Add(index);

    public void InsertAfter(int index, byte[] bytes)
    {
        if (!_inserted.TryGetValue(index, out var here))
        {
            _inserted[index] = here = [];
        }

        here.Add(bytes);
    }

    public (List<ReadOnlyMemory<byte>> Entries, List<EntryChange> Changes) Write()
    {
        var entries = new List<ReadOnlyMemory<byte>>(honest.Count + _inserted.Count);
        var changes = new List<EntryChange>();
        for (var i = 0; i < honest.Count; i++)
        {
            if (_removed.Contains(i))
            {
                changes.Add(new EntryChange(ChangeKind.Removed, i, null));
            }
            else if (_altered.TryGetValue(i, out var bytes))
            {
                changes.Add(new EntryChange(ChangeKind.Altered, i, entries.Count));
                entries.Add(bytes);
            }
            else
            {
                entries.Add(honest[i]);
            }

            foreach (var inserted in _inserted.GetValueOrDefault(i) ?? [])
            {
                changes.Add(new EntryChange(ChangeKind.Inserted, null, entries.Count));
                entries.Add(inserted);
            }
        }

        return (entries, changes);
    }
}
