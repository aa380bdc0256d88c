using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>A text in both languages.</summary>
/// <param name="Id">In Indonesian.</param>
/// <param name="En">In English.</param>
public sealed record BilingualJson(string Id, string En)
{
    internal static BilingualJson Of(Bilingual text) => new(text.Indonesian, text.English);
}

/// <summary>
/// Of what and of when an answer speaks. With it a number is a citation that stays valid: ask again with <c>at</c> set to the size.
/// </summary>
/// <param name="Election">The election's id.</param>
/// <param name="Kind">A real election, a copy of somebody else's feed, or a simulation. To be shown with every number.</param>
/// <param name="Unit">What a "station" is here: a station, or a whole electoral district where a copy has figures of nothing
/// smaller.</param>
/// <param name="Title">Title of the election.</param>
/// <param name="Origin">The ledger's origin.</param>
/// <param name="Size">N: how many entries of the ledger count.</param>
/// <param name="Root">Root of the Merkle tree of these entries (RFC 9162), base64.</param>
/// <param name="Time">The ledger's time at that size, in UTC; null before the first was told.</param>
/// <param name="SourceTime">A copy's: the time of the newest snapshot of its source, in UTC; null where nothing is copied.</param>
public sealed record MomentJson(
    string Election,
    ElectionKind Kind,
    CountingUnit Unit,
    BilingualJson Title,
    string Origin,
    long Size,
    string Root,
    string? Time,
    string? SourceTime
)
{
    internal static MomentJson Of(Moment moment) =>
        new(
            moment.Election,
            moment.Kind,
            moment.Unit,
            BilingualJson.Of(moment.Title),
            moment.Origin,
            moment.Size,
            moment.Root.ToString(),
            moment.Time?.ToString(),
            moment.SourceTime?.ToString()
        );
}
