using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Site.Views;

/// <summary>
/// A node with the words for its numbers: what pages, API and exports ask. Views are made inside one read of the node and are of one
/// moment.
/// </summary>
public sealed class SiteViews(LedgerNode node)
{
    private readonly Lock _loading = new();
    private NamesBySize? _names;
    private NamesStamp _namesOf;
    private Search? _search;

    // Replaced whole, by whoever comes.
    private volatile WholeNames? _whole;

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

    /// <summary>
    /// Makes a piece of something long, of the size that a view had when it began: a ledger never becomes smaller. Of the definition alone,
    /// too, which has no page yet.
    /// </summary>
    internal T Piece<T>(long size, Func<RecordAsOf, T> view) =>
        Node.Read((record, tree) => view(new RecordAsOf(record, tree, NamesOf(record), size)));

    /// <summary>Finds places by what people type.</summary>
    public Search Search()
    {
        var (tree, names) = Node.Read((record, merkle) => (record.Tree, NamesOf(record).At(merkle.Size)));
        lock (_loading)
        {
            return _search = _search?.IsOf(tree) == true ? _search : new Search(tree, names);
        }
    }

    /// <summary>
    /// Names are shown until they are withheld, and then codes; with places that are added, and new candidates, come theirs.
    /// </summary>
    private NamesBySize NamesOf(ElectionRecord record)
    {
        var now = NamesStampOf(record);
        lock (_loading)
        {
            if (_names is null || _namesOf != now)
            {
                (_names, _namesOf, _search) = (NamesBySize.Of(record, Node.Folder.Blobs), now, null);
            }

            return _names;
        }
    }

    /// <summary>Of which names what is shown was made.</summary>
    internal NamesStamp NamesStampOf(ElectionRecord record)
    {
        // Every view asks, under the record's lock: the disk is asked no more once all that is to come has come.
        if (_whole is { } whole && whole.Withheld == record.Withheld.Count && IsOf(whole.Stamp, record))
        {
            return whole.Stamp;
        }

        BlobReference[] named =
        [
            .. record.Additions.Select(addition => addition.Names).OfType<BlobReference>(),
            .. PlaceNames.Persons(record).Select(said => said.Change.Person!),
        ];
        var withheld = named.Append(record.Definition.Names).Count(names => record.Withheld.ContainsKey(names.Sha256));

        // A follower has the names of what was added a while after it has the entry.
        BlobReference[] wanted = [.. named.Where(names => !record.Withheld.ContainsKey(names.Sha256))];
        var here = wanted.Count(names => Node.Folder.Blobs.Has(names.Sha256));
        var stamp = new NamesStamp(withheld, record.Additions.Count, record.Candidacies.Count, here);
        _whole = here == wanted.Length ? new WholeNames(record.Withheld.Count, stamp) : null;
        return stamp;
    }

    private static bool IsOf(NamesStamp stamp, ElectionRecord record) =>
        stamp.Additions == record.Additions.Count && stamp.Candidacies == record.Candidacies.Count;

    /// <summary>A stamp of which nothing is missing.</summary>
    /// <param name="Withheld">How many bytes of any kind were withheld then.</param>
    private sealed record WholeNames(int Withheld, NamesStamp Stamp);
}

/// <summary>What the names of an election are made of: while it is the same, they are.</summary>
/// <param name="Withheld">Documents of names that are withheld.</param>
/// <param name="Additions">Times that places were added.</param>
/// <param name="Candidacies">Times that something else was said of a candidate.</param>
/// <param name="Here">Documents of names that came with these and are here.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is an election's of whose names none is withheld, to which nothing
/// was added, and whose candidates are those of its definition.</remarks>
internal readonly record struct NamesStamp(int Withheld, int Additions, int Candidacies, int Here);
