using Sirekap.Elections.Statements;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>
/// What bodies disclose beside the results: contracts, where servers are, which release runs. Those that no later one has replaced.
/// </summary>
/// <param name="Moment">Of when.</param>
/// <param name="Disclosures">The widest scope first, then oldest first.</param>
public sealed record DisclosuresJson(MomentJson Moment, IReadOnlyList<DisclosureJson> Disclosures);

/// <summary>A disclosure.</summary>
/// <param name="Signer">Who said so and when.</param>
/// <param name="Scope">Whose disclosure it is.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Title">Its title; null where its words are withheld or not here.</param>
/// <param name="Facts">What it states, each by its key.</param>
/// <param name="Document">The document; null where there is none, or all of it is withheld.</param>
/// <param name="Withheld">Passages that are left out, each with its ground and end.</param>
/// <param name="Replaces">Index of the entry that it takes the place of; null where it replaces none.</param>
public sealed record DisclosureJson(
    SignerJson Signer,
    PlaceJson Scope,
    DisclosureCategory Category,
    BilingualJson? Title,
    IReadOnlyList<FactJson> Facts,
    BlobJson? Document,
    IReadOnlyList<ExemptionJson> Withheld,
    long? Replaces
)
{
    internal static DisclosureJson Of(RecordAsOf asOf, DisclosureView view) =>
        new(
            SignerJson.Of(view.Signer),
            PlaceJson.Of(view.Scope),
            view.Category,
            view.About is { } about ? BilingualJson.Of(about.Title) : null,
            [.. (view.About?.Facts ?? []).Select(fact => new FactJson(fact.Key, BilingualJson.Of(fact.Text)))],
            view.Document is { } document ? BlobJson.Of(asOf, document) : null,
            [.. view.Withheld.Select(passage => new ExemptionJson(Words.ExemptionGrounds.Of(passage.Ground), passage.Until.ToString()))],
            view.Replaces < 0 ? null : view.Replaces
        );
}

/// <summary>A fact of a disclosure.</summary>
/// <param name="Key">Its key, such as "party" or "until".</param>
/// <param name="Text">What is so.</param>
public sealed record FactJson(string Key, BilingualJson Text);

/// <summary>A passage that a disclosed document leaves out.</summary>
/// <param name="Ground">The law's ground: "uu14-2008-17a" to "uu14-2008-17j", or "uu27-2022".</param>
/// <param name="Until">When the ground ends, and the passage is to be disclosed.</param>
public sealed record ExemptionJson(string Ground, string Until);
