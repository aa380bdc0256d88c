using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Site.Views;

/// <summary>Of what and of when a view speaks: an election, and its ledger at one size. Together with a number it is a citation.</summary>
/// <param name="Election">The election's id.</param>
/// <param name="Kind">Real, copy or simulation; shown on everything.</param>
/// <param name="Title">Of the election.</param>
/// <param name="Origin">The ledger's origin.</param>
/// <param name="Size">N: how many entries the view is of.</param>
/// <param name="Root">Root of the tree of these entries.</param>
/// <param name="Time">The ledger's time at that size; null before the first was told.</param>
/// <param name="IsPast">Whether the ledger has gone on since.</param>
/// <param name="Unit">What the figures are of; shown on everything where it is no station.</param>
/// <param name="SourceTime">Copies: the time of the newest snapshot of the source; null where nothing is copied.</param>
public sealed record Moment(
    string Election,
    ElectionKind Kind,
    Bilingual Title,
    string Origin,
    long Size,
    TreeHash Root,
    Timestamp? Time,
    bool IsPast,
    CountingUnit Unit,
    Timestamp? SourceTime
);
