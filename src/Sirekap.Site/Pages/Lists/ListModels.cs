using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Lists;

/// <summary>A page of the corrections, and what it was narrowed to.</summary>
/// <param name="Filter">What it was narrowed to.</param>
/// <param name="Corrections">The corrections.</param>
/// <param name="Ballots">For each row the contest as its station votes on it: a place on the paper means something only there.</param>
/// <param name="Number">By votes: which page, from 1.</param>
public sealed record CorrectionList(ListFilter Filter, Corrections Corrections, IReadOnlyList<ContestView> Ballots, int Number)
{
    /// <summary>Rows of a page.</summary>
    public const int Rows = 10;

    public static CorrectionList? Of(RecordAsOf asOf, ListFilter filter, long? before, int number, int most) =>
        Corrections.Of(
            asOf,
            filter.Contest,
            filter.Place.Code,
            new(filter.Check, filter.Part, filter.ByVotes ? null : before, most, filter.ByVotes, (number - 1) * Rows)
        )
            is { } corrections
            ? new CorrectionList(
                filter,
                corrections,
                [.. corrections.Rows.Select(row => ContestView.Of(asOf, asOf.Contest(filter.Contest)!, row.Place.Code))],
                number
            )
            : null;
}

/// <summary>A page of the objections, and what it was narrowed to.</summary>
/// <param name="Filter">What it was narrowed to.</param>
/// <param name="Objections">The objections.</param>
public sealed record ObjectionList(ListFilter Filter, Objections Objections)
{
    /// <summary>Rows of a page.</summary>
    public const int Rows = 20;

    public static ObjectionList Of(RecordAsOf asOf, SiteViews site, ListFilter filter, long? before) =>
        new(filter, Objections.Of(asOf, site, filter.Contest, filter.Place.Code, filter.OpenOnly, before, Rows)!);
}

/// <summary>A page of the stations that people are asked to read, and what it was narrowed to.</summary>
/// <param name="Filter">What it was narrowed to.</param>
/// <param name="Tasks">The stations.</param>
/// <param name="Number">Which page, from 1.</param>
public sealed record TaskList(ListFilter Filter, Tasks Tasks, int Number)
{
    /// <summary>Rows of a page.</summary>
    public const int Rows = 20;

    public bool HasMore => Tasks.First + Tasks.Rows.Count < Tasks.Total;

    public static TaskList Of(RecordAsOf asOf, ListFilter filter, int number) =>
        new(filter, Tasks.Of(asOf, filter.Contest, filter.Place.Code, filter.Reason, (number - 1) * Rows, Rows)!, number);
}

/// <summary>A page of the stations that wait for a person, and what it was narrowed to.</summary>
/// <param name="Filter">What it was narrowed to.</param>
/// <param name="Queue">The stations.</param>
/// <param name="Number">Which page, from 1.</param>
public sealed record QueueList(ListFilter Filter, Queue Queue, int Number)
{
    /// <summary>Rows of a page.</summary>
    public const int Rows = 20;

    /// <summary>Rows of a download.</summary>
    public const int MostRows = 100_000;

    public bool HasMore => Queue.First + Queue.Rows.Count < Queue.Total;
}

/// <summary>A place that a search found, and where it is shown.</summary>
public sealed record FoundPlace(Found Found, string Href);

/// <summary>What a search found.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Places">The best first.</param>
/// <param name="Chooser">The other way to a place: to choose it.</param>
public sealed record SearchResult(string Query, IReadOnlyList<FoundPlace> Places, Chooser Chooser);
