using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>What a body has disclosed, as far as its words are here.</summary>
/// <param name="Signer">Who said so and when.</param>
/// <param name="Scope">Whose disclosure it is.</param>
/// <param name="Category">What it is about.</param>
/// <param name="About">Title and facts; null when they are withheld or their bytes are not here.</param>
/// <param name="Document">The document; null says that there is none, or that all of it is withheld.</param>
/// <param name="DocumentIsHere">Whether its bytes can be had.</param>
/// <param name="Withheld">Passages that are left out.</param>
/// <param name="Replaces">The entry that it takes the place of, or -1.</param>
public sealed record DisclosureView(
    Signer Signer,
    NamedRegion Scope,
    DisclosureCategory Category,
    DisclosureAbout? About,
    BlobReference? Document,
    bool DocumentIsHere,
    IReadOnlyList<Exemption> Withheld,
    int Replaces
)
{
    /// <summary>Those that no later one has replaced, the widest scope first, then oldest first.</summary>
    public static IReadOnlyList<DisclosureView> All(RecordAsOf asOf, SiteViews site) =>
        [.. asOf.Record.Disclosures.Standing.OrderBy(standing => standing.Statement.Scope).Select(standing => Of(asOf, site, standing))];

    private static DisclosureView Of(RecordAsOf asOf, SiteViews site, Disclosure disclosure)
    {
        var statement = disclosure.Statement;
        var blobs = site.Node.Folder.Blobs;
        var about =
            asOf.Record.Withheld.ContainsKey(statement.About.Sha256) || statement.About.Bytes > DisclosureAbout.LargestBytes
                ? null
                : blobs.Read(statement.About);
        return new DisclosureView(
            Signer.Of(asOf, disclosure.Index, asOf.Record.Keys.TryFind(disclosure.Key, out var key) ? key.Ordinal : 0),
            asOf.Place(statement.Scope),
            statement.Category,
            about is { } bytes && DisclosureAbout.TryParse(bytes, statement.Category, out var parsed, out _) ? parsed : null,
            statement.Document,
            statement.Document is { } document && !asOf.Record.Withheld.ContainsKey(document.Sha256) && blobs.Has(document.Sha256),
            statement.Withheld,
            disclosure.Replaces
        );
    }
}
