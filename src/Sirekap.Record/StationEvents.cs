using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>
/// All that happened at the stations of a contest, 28 bytes an event, each station's a chain. The figures in place live in the tally's row;
/// those that were displaced, or wait, are kept beside their event. One thread writes.
/// </summary>
internal sealed class StationEvents
{
    /// <summary>No event before; no index is negative.</summary>
    private const int None = -1;

    /// <summary>An event that brought no figures, in the place of an index among those kept.</summary>
    private const int NoFields = -2;

    /// <summary>The figures are in the tally's row, in the place of an index among those kept.</summary>
    private const int InTally = -1;

    private readonly ContestTally _tally;
    private readonly Column<Row> _rows = new();
    private readonly List<FormFields> _kept = [];
    private int[] _last;

    public StationEvents(ContestTally tally)
    {
        _tally = tally;
        _last = new int[tally.Tree.StationCount];
        Array.Fill(_last, None);
    }

    /// <summary>Events of all stations.</summary>
    public int Count => _rows.Count;

    /// <summary>Events of all stations within the first so many entries.</summary>
    public int CountWithin(long size)
    {
        var (from, to) = (0, _rows.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _rows[middle].Index < size ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>Whether a time of a form or snapshot fits an event's 32 bits, in which 0 stands for none.</summary>
    public static bool CanHold(Timestamp taken) => taken.UnixSeconds is > 0 and <= uint.MaxValue;

    /// <summary>Entry and station of an event, in the order of the ledger.</summary>
    public (int Index, int Station, EventKind Kind, bool First) At(int e) =>
        _rows[e] is var row ? (row.Index, row.Station, row.Kind, row.Previous == None) : default;

    /// <summary>The entry that last changed anything at a station, or -1.</summary>
    public int Last(int station) => _last[station] == None ? -1 : _rows[_last[station]].Index;

    /// <summary>Whether a station has had one event at most.</summary>
    public bool HasOneAtMost(int station) => _last[station] == None || _rows[_last[station]].Previous == None;

    /// <summary>How many events a station has had.</summary>
    public int CountOf(int station) => CountOf(station, _ => true);

    /// <summary>How many forms a station has had that said something new.</summary>
    public int Forms(int station) => CountOf(station, kind => kind is EventKind.Form or EventKind.Late);

    /// <summary>How many forms a station has had whose figures were in place.</summary>
    public int Repeats(int station) => CountOf(station, kind => kind == EventKind.Repeat);

    /// <summary>How many decisions a station has had.</summary>
    public int Decisions(int station) => CountOf(station, kind => kind is EventKind.Accept or EventKind.Correct or EventKind.Hold);

    /// <summary>All that happened at a station, oldest first.</summary>
    public IReadOnlyList<StationEvent> History(int station)
    {
        var history = new StationEvent[CountOf(station)];
        var at = history.Length;
        for (var e = _last[station]; e != None; e = _rows[e].Previous)
        {
            ref var row = ref _rows[e];
            var fields = row.Fields switch
            {
                NoFields => null,
                InTally => _tally.Fields(station),
                var kept => _kept[kept],
            };
            history[--at] = new StationEvent(
                row.Index,
                row.Kind,
                row.Key,
                row.Taken == 0 ? null : new Timestamp(row.Taken),
                row.Class,
                fields
            );
        }

        return history;
    }

    /// <summary>Adds what happened. Its figures, if it brought some, are in place or wait; the tally is told after this.</summary>
    public void Add(int station, StationAct act, int key, Timestamp? taken, StationState after)
    {
        var fields = NoFields;
        if (act.Fields is not null && after.InPlace == act.Index)
        {
            fields = InTally;
        }
        else if (act.Fields is { } waits && act.Kind != EventKind.Repeat)
        {
            _kept.Add(waits);
            fields = _kept.Count - 1;
        }

        _last[station] = _rows.Add(
            new Row
            {
                Index = act.Index,
                Station = station,
                Previous = _last[station],
                Key = key,
                Taken = (uint)(taken?.UnixSeconds ?? 0),
                Fields = fields,
                Kind = act.Kind,
                Class = after.Class,
            }
        );
    }

    /// <summary>Before figures in place are displaced, they move from the tally's row to their own event.</summary>
    /// <param name="station">The station.</param>
    /// <param name="index">The entry that brought them.</param>
    public void Keep(int station, int index)
    {
        var e = _last[station];
        while (_rows[e].Index != index)
        {
            e = _rows[e].Previous;
        }

        ref var row = ref _rows[e];
        if (row.Fields == InTally)
        {
            _kept.Add(_tally.Fields(station)!);
            row.Fields = _kept.Count - 1;
        }
    }

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth)
    {
        _last = growth.Stations(_last, None);
        for (var e = 0; e < _rows.Count; e++)
        {
            ref var row = ref _rows[e];
            row.Station = growth.Station(row.Station);
        }
    }

    /// <summary>See <see cref="ContestTally.Touch"/>.</summary>
    public long Touch(int station) => _last[station];

    private int CountOf(int station, Func<EventKind, bool> wanted)
    {
        var count = 0;
        for (var e = _last[station]; e != None; e = _rows[e].Previous)
        {
            count += wanted(_rows[e].Kind) ? 1 : 0;
        }

        return count;
    }

    private struct Row
    {
        public int Index;
        public int Station;
        public int Previous;
        public int Key;
        public uint Taken;
        public int Fields;
        public EventKind Kind;
        public StationClass Class;
    }
}
