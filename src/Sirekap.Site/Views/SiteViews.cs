using Sirekap.Elections.Contests;
using Sirekap.Ledger.Merkle;
using Sirekap.Node;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>
/// A node with the words for its numbers: what pages, API and exports ask. Views are made inside one read of the node and are of one
/// moment.
/// </summary>
public sealed class SiteViews(LedgerNode node)
{
    private readonly Lock _loading = new();
    private ElectionNames? _names;
    private bool _withheld;
    private Search? _search;

    public LedgerNode Node { get; } = node;

    /// <summary>Makes a view of the ledger as it is now: of all that is durable.</summary>
    /// <param name="view">Makes it; short and synchronous.</param>
    public T View<T>(Func<RecordAsOf, T> view) =>
        Node.Read((record, tree) => view(new RecordAsOf(record, tree, NamesOf(record), tree.Size)));

    /// <summary>
    /// Makes a view of the ledger as it was with <paramref name="size"/> entries; null when there never were so many, or it had no time
    /// yet.
    /// </summary>
    public T? ViewAt<T>(long size, Func<RecordAsOf, T?> view)
        where T : class =>
        Node.Read((record, tree) => size < 2 || size > tree.Size ? null : view(new RecordAsOf(record, tree, NamesOf(record), size)));

    /// <summary>Finds places by what people type.</summary>
    public Search Search()
    {
        if (Volatile.Read(ref _search) is { } ready)
        {
            return ready;
        }

        var (tree, names) = Node.Read((record, _) => (record.Tree, NamesOf(record)));
        lock (_loading)
        {
            return _search ??= new Search(tree, names);
        }
    }

    /// <summary>Names are shown until they are withheld, and then codes.</summary>
    private ElectionNames NamesOf(ElectionRecord record)
    {
        var withheld = record.Withheld.ContainsKey(record.Definition.Names.Sha256);
        lock (_loading)
        {
            if (_names is null || withheld != _withheld)
            {
                (_names, _withheld, _search) = (Load(record, withheld), withheld, null);
            }

            return _names;
        }
    }

    private ElectionNames Load(ElectionRecord record, bool withheld) =>
        !withheld
        && Node.Folder.Blobs.Read(record.Definition.Names) is { } bytes
        && Record.Storage.BlobFolder.Reference(bytes.Span) == record.Definition.Names
        && ElectionNames.TryParse(bytes, out var names, out _)
            ? names
            : ElectionNames.None(record.Head.Election);
}
