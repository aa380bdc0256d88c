using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>A station as it stood when the ledger had a number of entries.</summary>
/// <param name="Class">In which sum it stood.</param>
/// <param name="InPlace">Index of the entry whose figures were in place, or -1.</param>
/// <param name="Fields">Those figures; null for no form.</param>
public sealed record StationState(StationClass Class, int InPlace, FormFields? Fields)
{
    public static StationState Empty { get; } = new(StationClass.None, -1, null);
}

/// <summary>An event of any station that put other figures in place of those that stood there, or took them away.</summary>
/// <param name="Station">The station.</param>
/// <param name="Event">What happened.</param>
/// <param name="Before">The station before it; it had a form.</param>
/// <param name="After">The station after it.</param>
public sealed record FigureChange(int Station, StationEvent Event, StationState Before, StationState After);

/// <remarks>
/// The past: the ledger's every size is a state that can be shown again, because each event keeps what it brought. So a citation stays
/// answerable for ever, and no copy of an earlier state need be kept.
/// </remarks>
public sealed partial class ContestRecord
{
    /// <summary>Number of events of all stations.</summary>
    public int AllEvents => _events.Count;

    /// <summary>Index of the entry that last changed anything at a station, or -1.</summary>
    public int LastChange(int station) => _last[station] == None ? -1 : _events[_last[station]].Index;

    /// <summary>A station as it stood after the first <paramref name="size"/> entries.</summary>
    public StationState StateAt(int station, long size)
    {
        if (_last[station] == None || _events[_last[station]].Index < size)
        {
            return _inPlace[station] == None
                ? StationState.Empty
                : new StationState(Tally.Class(station), InPlace(station), Tally.Fields(station));
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
        var (state, forms) = (StationState.Empty, new Dictionary<int, FormFields>());
        foreach (var e in History(station))
        {
            var before = state;
            state = Next(state, e, forms);
            yield return (e, before, state);
        }
    }

    /// <summary>How often figures that stood at a station were put aside within the first <paramref name="size"/> entries.</summary>
    public int ChangesAt(int station, long size) =>
        _last[station] == None || _events[_last[station]].Previous == None
            ? 0
            : Steps(station)
                .TakeWhile(step => step.Event.Index < size)
                .Count(step => step.Before.Fields is not null && !step.Before.Fields.Equals(step.After.Fields));

    /// <summary>What a region's stations added up to after the first <paramref name="size"/> entries.</summary>
    public RegionTotals TotalsAt(int region, long size) => TotalsAt(region, size, ChangedSince(size));

    /// <inheritdoc cref="TotalsAt(int, long)"/>
    /// <param name="changed">What <see cref="ChangedSince"/> says of that size, asked once for many regions.</param>
    public RegionTotals TotalsAt(int region, long size, ReadOnlySpan<int> changed)
    {
        var stations = _tree.StationsOf(region);
        changed = changed[From(changed, stations.First)..From(changed, stations.End)];
        if (changed.IsEmpty)
        {
            return Tally.Totals(region);
        }

        var others = Tally.TotalsWithout(region, changed);
        ClassTotals[] sums = [others.Accepted, others.Unchecked, others.UnderReview];
        foreach (var station in changed)
        {
            // Most changed by their first form, and had none before.
            if (_events[_last[station]].Previous != None && StateAt(station, size) is { Fields: { } fields } then)
            {
                sums[(int)then.Class - 1] = Plus(sums[(int)then.Class - 1], station, fields);
            }
        }

        return new RegionTotals(others.TotalStations, sums[0], sums[1], sums[2]);

        static int From(ReadOnlySpan<int> stations, int first) => stations.BinarySearch(first) is var at && at < 0 ? ~at : at;
    }

    /// <summary>The stations at which anything happened in entry <paramref name="size"/> or later, ascending.</summary>
    public int[] ChangedSince(long size)
    {
        if (_events.Count == 0 || _events[_events.Count - 1].Index < size)
        {
            return [];
        }

        var changed = new System.Collections.BitArray(_last.Length);
        var count = 0;
        for (var e = _events.Count - 1; e >= 0 && _events[e].Index >= size; e--)
        {
            count += changed[_events[e].Station] ? 0 : 1;
            changed[_events[e].Station] = true;
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
    public IEnumerable<FigureChange> FigureChanges(Elections.Regions.StationRange within, long size)
    {
        for (var e = _events.Count - 1; e >= 0; e--)
        {
            var row = _events[e];
            if (
                row.Index >= size
                || row.Station < within.First
                || row.Station >= within.End
                || row.Previous == None
                || row.Kind is EventKind.Repeat or EventKind.Hold
            )
            {
                continue;
            }

            var before = StateAt(row.Station, row.Index);
            var after = StateAt(row.Station, row.Index + 1);
            if (before.Fields is not null && !before.Fields.Equals(after.Fields))
            {
                yield return new FigureChange(row.Station, History(row.Station).First(known => known.Index == row.Index), before, after);
            }
        }
    }

    /// <summary>The same rules by which entries were applied; they were let in, so none is refused here.</summary>
    private StationState Next(StationState state, StationEvent e, Dictionary<int, FormFields> forms)
    {
        if (e.Fields is not null)
        {
            forms[e.Index] = e.Fields;
        }

        return e.Kind switch
        {
            EventKind.Form when state.Fields is null || _displaces => new StationState(e.Class, e.Index, e.Fields),
            EventKind.Correct => new StationState(e.Class, e.Index, e.Fields),
            EventKind.Accept when _ids.IndexOf(_reviews[e.Index].On) is var on => new StationState(e.Class, on, forms[on]),
            EventKind.Withdraw => StationState.Empty,
            _ => state with { Class = e.Class },
        };
    }

    private ClassTotals Plus(ClassTotals sum, int station, FormFields fields)
    {
        var slots = Contest.SlotsOf(Contest.DistrictOf(_tree.Station(station)));
        for (var i = 0; i < fields.Votes.Length; i++)
        {
            sum.Votes[slots.IsEmpty ? i : slots[i]] += Math.Max(fields.Votes[i], 0);
        }

        for (var i = 0; i < fields.Counts.Length; i++)
        {
            sum.Counts[i] += Math.Max(fields.Counts[i], 0);
        }

        return sum with
        {
            Stations = sum.Stations + 1,
        };
    }
}
