using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Lists;

/// <summary>A page of the corrections, and what it was narrowed to.</summary>
/// <param name="Filter">What it was narrowed to.</param>
/// <param name="Corrections">The corrections.</param>
/// <param name="Ballots">For each row the contest as its station votes on it: a place on the paper means something only there.</param>
public sealed record CorrectionList(ListFilter Filter, Corrections Corrections, IReadOnlyList<ContestView> Ballots)
{
    /// <summary>Rows of a page.</summary>
    public const int Rows = 15;

    /// <summary>Rows of a download.</summary>
    public const int MostRows = 5_000;

    public static CorrectionList? Of(RecordAsOf asOf, ListFilter filter, long? before, int most) =>
        Corrections.Of(asOf, filter.Contest, filter.Place.Code, filter.Check, before, most) is { } corrections
            ? new CorrectionList(
                filter,
                corrections,
                [.. corrections.Rows.Select(row => ContestView.Of(asOf, asOf.Contest(filter.Contest)!, row.Place.Code))]
            )
            : null;
}

/// <summary>A page of the stations that wait for a person, and what it was narrowed to.</summary>
/// <param name="Filter">What it was narrowed to.</param>
/// <param name="Queue">The stations.</param>
/// <param name="Number">Which page, from 1.</param>
public sealed record QueueList(ListFilter Filter, Queue Queue, int Number)
{
    /// <summary>Rows of a page.</summary>
    public const int Rows = 50;

    /// <summary>Rows of a download.</summary>
    public const int MostRows = 100_000;

    public bool HasMore => Queue.First + Queue.Rows.Count < Queue.Total;
}

/// <summary>A place that a search found, and where it is shown.</summary>
public sealed record FoundPlace(Found Found, string Href);

/// <summary>What a search found.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Places">The best first.</param>
public sealed record SearchResult(string Query, IReadOnlyList<FoundPlace> Places);
