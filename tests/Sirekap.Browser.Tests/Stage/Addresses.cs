using System.Globalization;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Browser.Tests.Stage;

/// <summary>A place of each kind in a night, by its code.</summary>
internal sealed record Addresses
{
    public const string Contest = "ppwp";

    public required RegionCode Counted { get; init; }

    /// <summary>Counted, after a correction.</summary>
    public required RegionCode Corrected { get; init; }

    /// <summary>A check that it failed before.</summary>
    public required string CorrectedCheck { get; init; }

    public required RegionCode Contradictory { get; init; }

    public required RegionCode Unchecked { get; init; }

    public required RegionCode InConflict { get; init; }

    public required RegionCode Held { get; init; }

    public required RegionCode WithoutForm { get; init; }

    /// <summary>A witness or supervisor objects to its form.</summary>
    public required RegionCode Objected { get; init; }

    /// <summary>Name of its village, and its number there.</summary>
    public required (string Village, int Number) CountedName { get; init; }

    /// <summary>Entries when this was so.</summary>
    public required int Size { get; init; }

    /// <param name="record">The night so far.</param>
    /// <param name="names">Of regions, by code.</param>
    public static Addresses In(ElectionRecord record, IReadOnlyDictionary<RegionCode, string> names)
    {
        var contest = record.Contest(Contest)!;
        var stations = Enumerable.Range(0, record.Tree.StationCount).ToArray();
        bool Waits(int station) => contest.Tally.Class(station) == StationClass.UnderReview;
        bool Is(int station, EventKind kind) => contest.History(station).Any(happened => happened.Kind == kind);
        var counted = First(station => contest.Tally.Class(station) == StationClass.Accepted && contest.History(station).Count == 1);
        var corrected = stations.First(station =>
            contest.Tally.Class(station) == StationClass.Accepted && Is(station, EventKind.Correct) && Failed(station).Count > 0
        );
        return new Addresses
        {
            Counted = counted,
            CountedName = (names[counted.Parent], int.Parse(counted.ToString()[^3..], CultureInfo.InvariantCulture)),
            Corrected = record.Tree.Station(corrected),
            CorrectedCheck = Failed(corrected)[0].Check.Code,
            Contradictory = First(station => Waits(station) && !contest.IsInConflict(station) && !contest.IsHeld(station)),
            Unchecked = First(station => contest.Tally.Class(station) == StationClass.Unchecked),
            InConflict = First(station => Waits(station) && contest.IsInConflict(station) && !contest.IsHeld(station)),
            Held = First(station => Waits(station) && contest.IsHeld(station) && !contest.IsInConflict(station)),
            WithoutForm = First(station => contest.Tally.Class(station) == StationClass.None),
            Objected = record.Watching.Objections.First(objection => objection.Statement.Contest == Contest).Statement.Station,
            Size = record.Count,
        };

        IReadOnlyList<Finding> Failed(int station) =>
            contest.History(station)[0].Fields is { } fields ? Catalogue.First.Explain(fields, contest.PaperOf(station)) : [];

        RegionCode First(Func<int, bool> kind) => record.Tree.Station(stations.First(kind));
    }
}
