using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>An event of any station that put other figures in place of those that stood there, or took them away.</summary>
/// <param name="Station">The station.</param>
/// <param name="Event">What happened.</param>
/// <param name="Before">The station before it; it had a form.</param>
/// <param name="After">The station after it.</param>
public sealed record FigureChange(int Station, StationEvent Event, StationState Before, StationState After);

/// <summary>
/// The past of a contest: the ledger's every size is a state that can be shown again, because each event keeps what it brought. So a
/// citation stays answerable for ever, and no copy of an earlier state need be kept.
/// </summary>
public sealed class ContestPast
{
    private readonly ContestRecord _now;
    private readonly StationEvents _events;
    private readonly EntryIds _ids;

    private readonly Additions _additions;

    internal ContestPast(ContestRecord now, StationEvents events, EntryIds ids, Additions additions) =>
        (_now, _events, _ids, _additions) = (now, events, ids, additions);

    /// <summary>A station as it stood after the first <paramref name="size"/> entries.</summary>
    public StationState StateAt(int station, long size)
    {
        if (_events.Last(station) < size)
        {
            return _now.State(station);
        }

        var state = StationState.Empty;
        foreach (var step in Steps(station))
        {
            if (step.Event.Index >= size)
            {
                break;
            }

            state = step.After;
        }

        return state;
    }

    /// <summary>All that happened at a station, oldest first, each with the station before and after it.</summary>
    public IEnumerable<(StationEvent Event, StationState Before, StationState After)> Steps(int station)
    {
        var (state, rules) = (StationState.Empty, _now.RulesOf(station));
        foreach (var e in _events.History(station))
        {
            var before = state;
            var on = e.Kind == EventKind.Accept ? _ids.IndexOf(_now.ReviewAt(e.Index)!.On) : -1;
            state = state.After(new StationAct(e.Kind, e.Index, e.Fields, on), rules);
            yield return (e, before, state);
        }
    }

    /// <summary>How often figures that stood at a station were put aside within the first <paramref name="size"/> entries.</summary>
    public int ChangesAt(int station, long size) =>
        _events.HasOneAtMost(station)
            ? 0
            : Steps(station)
                .TakeWhile(step => step.Event.Index < size)
                .Count(step => step.Before.Fields is not null && !step.Before.Fields.Equals(step.After.Fields));

    /// <summary>What a region's stations added up to after the first <paramref name="size"/> entries.</summary>
    public RegionTotals TotalsAt(int region, long size) => TotalsAt(region, region, size, ChangedSince(size));

    /// <inheritdoc cref="TotalsAt(int, long)"/>
    /// <param name="around">A region around it, or itself: whose columns are wanted.</param>
    /// <param name="changed">What <see cref="ChangedSince"/> says of that size, asked once for many regions.</param>
    public RegionTotals TotalsAt(int region, int around, long size, ReadOnlySpan<int> changed)
    {
        var tally = _now.Tally;
        var stations = tally.Tree.StationsOf(region);
        changed = changed[From(changed, stations.First)..From(changed, stations.End)];
        var later = Voting(stations, from: size, to: long.MaxValue).Count();
        if (changed.IsEmpty)
        {
            var totals = tally.Totals(region, around);
            return totals with { TotalStations = totals.TotalStations - later };
        }

        var others = tally.TotalsWithout(region, around, changed);
        ClassTotals[] sums = [others.Accepted, others.Unchecked, others.UnderReview];
        foreach (var station in changed)
        {
            // Most changed by their first form, and had none before.
            if (!_events.HasOneAtMost(station) && StateAt(station, size) is { Fields: { } fields } then)
            {
                sums[(int)then.Class - 1] = tally.Plus(sums[(int)then.Class - 1], around, station, fields);
            }
        }

        return new RegionTotals(others.TotalStations - later, sums[0], sums[1], sums[2]);

        static int From(ReadOnlySpan<int> stations, int first) => stations.BinarySearch(first) is var at && at < 0 ? ~at : at;
    }

    /// <summary>
    /// What those of a region's stations added up to that were added to it, within the first <paramref name="size"/> entries; null where
    /// none was.
    /// </summary>
    /// <param name="region">The region.</param>
    /// <param name="around">A region around it, or itself: whose columns are wanted.</param>
    /// <param name="size">Of the first so many entries.</param>
    public RegionTotals? AddedAt(int region, int around, long size)
    {
        var tally = _now.Tally;
        var added = Voting(tally.Tree.StationsOf(region), from: 0, to: size).ToList();
        if (added.Count == 0)
        {
            return null;
        }

        var none = new ClassTotals(0, new long[tally.BallotOf(around).Columns.Count], new long[Fields.Count]);
        ClassTotals[] sums = [none, none, none];
        foreach (var station in added)
        {
            if (StateAt(station, size) is { Fields: { } fields } then)
            {
                sums[(int)then.Class - 1] = tally.Plus(sums[(int)then.Class - 1], around, station, fields);
            }
        }

        return new RegionTotals(added.Count, sums[0], sums[1], sums[2]);
    }

    /// <summary>The stations at which anything happened in entry <paramref name="size"/> or later, ascending.</summary>
    public int[] ChangedSince(long size)
    {
        if (_events.Count == 0 || _events.At(_events.Count - 1).Index < size)
        {
            return [];
        }

        var changed = new System.Collections.BitArray(_now.Tally.Tree.StationCount);
        var count = 0;
        for (var e = _events.Count - 1; e >= 0 && _events.At(e) is var happened && happened.Index >= size; e--)
        {
            count += changed[happened.Station] ? 0 : 1;
            changed[happened.Station] = true;
        }

        var stations = new int[count];
        for (var (station, at) = (0, 0); at < count; station++)
        {
            if (changed[station])
            {
                stations[at++] = station;
            }
        }

        return stations;
    }

    /// <summary>All changes of figures that stood, newest first. A first form changes nothing that stood.</summary>
    /// <param name="within">Which stations are wanted; those of a region are one range.</param>
    /// <param name="size">Only within the first so many entries.</param>
    public IEnumerable<FigureChange> FigureChanges(StationRange within, long size)
    {
        for (var e = _events.CountWithin(size) - 1; e >= 0; e--)
        {
            var (index, station, kind, first) = _events.At(e);
            if (station < within.First || station >= within.End || first || !Moves(kind))
            {
                continue;
            }

            var step = Steps(station).First(step => step.Event.Index == index);
            if (step.Before.Fields is not null && !step.Before.Fields.Equals(step.After.Fields))
            {
                yield return new FigureChange(station, step.Event, step.Before, step.After);
            }
        }
    }

    private static bool Moves(EventKind kind) =>
        kind is not (EventKind.Repeat or EventKind.Hold or EventKind.Confirm or EventKind.Match or EventKind.Late);

    /// <summary>The stations of a range that were added by one of these entries and have a part in the contest.</summary>
    private IEnumerable<int> Voting(StationRange stations, long from, long to)
    {
        var tree = _now.Tally.Tree;
        foreach (var (station, index) in _additions.Within(stations).ToArray())
        {
            if (index >= from && index < to && _now.Contest.TryFindDistrict(tree.Station(station), out _))
            {
                yield return station;
            }
        }
    }
}
