using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>
/// One contest's state: which form is in place at each station, what waits, what was decided, and all that happened. The figures in place live in the
/// tally's rows; those that were displaced are kept beside their event. A station without a form has no class.
/// </summary>
public sealed class ContestRecord
{
    private const int NoFields = -2;
    private const int InTally = -1;
    private const int None = -1;

    private readonly RegionTree _tree;
    private readonly Limits _limits;
    private readonly EntryIds _ids;
    private readonly Column<Event> _events = new();
    private readonly List<FormFields> _kept = [];
    private readonly int[] _last;
    private readonly int[] _inPlace;
    private readonly Dictionary<int, List<int>> _waiting = [];
    private readonly Dictionary<int, uint> _named = [];
    private readonly HashSet<int> _held = [];
    private readonly Dictionary<int, IReadOnlyList<Digest>> _photos = [];
    private readonly Dictionary<int, Review> _reviews = [];
    private readonly Dictionary<int, List<Plenary>> _plenaries = [];
    private long[]? _seen;
    private Timestamp? _snapshot;

    internal ContestRecord(Contest contest, RegionTree tree, Limits limits, EntryIds ids)
    {
        Contest = contest;
        _tree = tree;
        _limits = limits;
        _ids = ids;
        Tally = new ContestTally(tree, contest);
        _last = new int[tree.StationCount];
        _inPlace = new int[tree.StationCount];
        Array.Fill(_last, None);
        Array.Fill(_inPlace, None);
    }

    public Contest Contest { get; }

    /// <summary>The sums of every region by class.</summary>
    public ContestTally Tally { get; }

    /// <summary>Whether somebody decided over failing checks here, and over which (bits by catalogue index).</summary>
    public uint NamedChecks(int station) => _named.GetValueOrDefault(station);

    /// <summary>Whether an officer holds it.</summary>
    public bool IsHeld(int station) => _held.Contains(station);

    /// <summary>Whether forms conflict here.</summary>
    public bool IsInConflict(int station) => _waiting.ContainsKey(station);

    /// <summary>Index of the entry whose figures are in place, or -1.</summary>
    public int InPlace(int station) => _inPlace[station] == None ? -1 : _events[_inPlace[station]].Index;

    /// <summary>The results of the checks on the figures in place.</summary>
    public CheckResult Checks(int station) =>
        Tally.Fields(station) is { } fields ? Evaluation.Evaluate(fields, _tree.Station(station), _limits) : default;

    /// <summary>The contradictions of the figures in place, each with its fields and values.</summary>
    public IReadOnlyList<Finding> Findings(int station) =>
        Tally.Fields(station) is { } fields ? Evaluation.Explain(fields, _tree.Station(station), _limits) : [];

    /// <summary>How many events a station has had.</summary>
    public int EventCount(int station)
    {
        var count = 0;
        for (var e = _last[station]; e != None; e = _events[e].Previous)
        {
            count++;
        }

        return count;
    }

    /// <summary>All that happened at a station, oldest first.</summary>
    public IReadOnlyList<StationEvent> History(int station)
    {
        var history = new StationEvent[EventCount(station)];
        var at = history.Length;
        for (var e = _last[station]; e != None; e = _events[e].Previous)
        {
            ref var row = ref _events[e];
            var fields = row.Fields switch { NoFields => null, InTally => Tally.Fields(station), var kept => _kept[kept] };
            history[--at] = new StationEvent(row.Index, row.Kind, row.Key, row.Taken == 0 ? null : new Timestamp(row.Taken), row.Class, fields);
        }

        return history;
    }

    /// <summary>The photos that a form named.</summary>
    public IReadOnlyList<Digest> Photos(int entry) => _photos.GetValueOrDefault(entry) ?? [];

    /// <summary>The photos that any form named.</summary>
    public IEnumerable<Digest> AllPhotos => _photos.Values.SelectMany(photos => photos);

    /// <summary>The review that an entry is.</summary>
    public Review? ReviewAt(int entry) => _reviews.GetValueOrDefault(entry);

    /// <summary>The totals certified for a region, oldest first.</summary>
    public IReadOnlyList<Plenary> Plenaries(int region) => _plenaries.GetValueOrDefault(region) ?? [];

    /// <summary>Copies: the time of the newest snapshot that had this station, or null.</summary>
    public Timestamp? Seen(int station) => _seen is null || _seen[station] == 0 ? null : new Timestamp(_seen[station]);

    /// <summary>Whether a time of a form or snapshot fits an event's 32 bits, in which 0 stands for none.</summary>
    internal static bool CanHold(Timestamp taken) => taken.UnixSeconds is > 0 and <= uint.MaxValue;

    /// <summary>See <see cref="ContestTally.Touch"/>.</summary>
    internal long Touch(int station) => _last[station] ^ _inPlace[station] ^ Tally.Touch(station);

    internal Rejection? Submit(int index, int key, ElectionKind kind, int station, Form form)
    {
        if (form.Fields.IsEmpty)
        {
            return new Rejection(RejectionCode.NoFigures, $"{form.Station}: neither votes nor counts");
        }

        if (!CanHold(form.Taken))
        {
            return new Rejection(RejectionCode.NotAStatement, $"taken at {form.Taken}");
        }

        var occupied = _inPlace[station] != None;
        var same = occupied && Tally.Fields(station)!.Equals(form.Fields);
        if (kind == ElectionKind.Copy)
        {
            if (NotInSnapshot(station, form.Station, form.Taken) is { } rejection)
            {
                return rejection;
            }

            if (same)
            {
                return new Rejection(RejectionCode.NothingNew, $"{form.Station}: these figures are in place already");
            }

            PutInPlace(index, key, station, EventKind.Form, form.Taken);
        }
        else if (!occupied)
        {
            PutInPlace(index, key, station, EventKind.Form, form.Taken);
        }
        else if (same)
        {
            Add(index, key, station, EventKind.Repeat, form.Taken, NoFields);
        }
        else
        {
            // A later form does not displace the one in place; it waits until a person decides.
            _kept.Add(form.Fields);
            var e = Add(index, key, station, EventKind.Form, form.Taken, _kept.Count - 1);
            if (!_waiting.TryGetValue(station, out var waiting))
            {
                _waiting[station] = waiting = [];
            }

            waiting.Add(e);
        }

        if (form.Photos.Count > 0)
        {
            _photos[index] = form.Photos;
        }

        Settle(station, kind == ElectionKind.Copy || !occupied ? form.Fields : Tally.Fields(station)!);
        return null;
    }

    internal Rejection? Decide(int index, int key, int station, Review review)
    {
        if (_inPlace[station] == None)
        {
            return new Rejection(RejectionCode.NoForm, $"{review.Station} has no form");
        }

        var on = Candidate(station, review.On);
        if (on == None || (review.Act == ReviewAct.Hold && on != _inPlace[station]))
        {
            return new Rejection(RejectionCode.Stale, $"{review.Station}: in place is {_ids[InPlace(station)]}");
        }

        var fields = review.Act == ReviewAct.Hold ? Tally.Fields(station)! : review.Fields ?? FieldsOf(on, station);
        if (review.Act == ReviewAct.Hold)
        {
            if (review.Checks.Count > 0)
            {
                return new Rejection(RejectionCode.ChecksNotNamed, "a hold names no checks");
            }

            _held.Add(station);
            Add(index, key, station, EventKind.Hold, null, NoFields);
        }
        else
        {
            if (Unsettled(review, fields) is { } rejection)
            {
                return rejection;
            }

            _held.Remove(station);
            _waiting.Remove(station);
            if (review.Act == ReviewAct.Correct)
            {
                PutInPlace(index, key, station, EventKind.Correct, null);
            }
            else
            {
                Add(index, key, station, EventKind.Accept, null, NoFields);
                if (on != _inPlace[station])
                {
                    Keep(station);
                    _inPlace[station] = on;
                }
            }

            var named = Evaluation.Evaluate(fields, review.Station, _limits).FailingHolds;
            if (named == 0)
            {
                _named.Remove(station);
            }
            else
            {
                _named[station] = named;
            }
        }

        _reviews[index] = review;
        Settle(station, fields);
        return null;
    }

    internal Rejection? Begin(Snapshot snapshot, RegionTree stations)
    {
        for (var i = 0; i < stations.StationCount; i++)
        {
            if (_tree.FindStation(stations.Station(i)) < 0)
            {
                return new Rejection(RejectionCode.UnknownRegion, $"the snapshot's list names {stations.Station(i)}, which is no station here");
            }
        }

        _seen ??= new long[_tree.StationCount];
        for (var i = 0; i < stations.StationCount; i++)
        {
            ref var seen = ref _seen[_tree.FindStation(stations.Station(i))];
            seen = Math.Max(seen, snapshot.Taken.UnixSeconds);
        }

        _snapshot = snapshot.Taken;
        return null;
    }

    internal Rejection? Withdraw(int index, int key, int station, Withdraw withdraw)
    {
        if (NotInSnapshot(station, withdraw.Station, withdraw.Taken) is { } rejection)
        {
            return rejection;
        }

        if (_inPlace[station] == None)
        {
            return new Rejection(RejectionCode.NoForm, $"{withdraw.Station} has no form");
        }

        Keep(station);
        _inPlace[station] = None;
        Add(index, key, station, EventKind.Withdraw, withdraw.Taken, NoFields);
        Tally.Set(station, StationClass.None, null);
        return null;
    }

    internal void Certify(int index, int key, int region, Totals totals)
    {
        var own = Tally.Totals(region).Accepted;
        if (!_plenaries.TryGetValue(region, out var plenaries))
        {
            _plenaries[region] = plenaries = [];
        }

        plenaries.Add(new Plenary(
            index, key, totals.Votes, totals.Stations, totals.Valid, totals.Invalid, own.Votes, own.Stations, own.Counts[(int)Field.Valid], own.Counts[(int)Field.Invalid]));
    }

    /// <summary>An acceptance names exactly the holding checks that fail, no more and no less, and no figure that the checks need is missing.</summary>
    private Rejection? Unsettled(Review review, FormFields fields)
    {
        var result = Evaluation.Evaluate(fields, review.Station, _limits);
        if (review.Act == ReviewAct.Accept && !result.Complete)
        {
            return new Rejection(RejectionCode.FiguresMissing, $"{review.Station}: figures that the checks of the votes need are missing; it can be corrected, not accepted");
        }

        var failing = Catalogue.Codes(result.FailingHolds);
        return failing.SequenceEqual(review.Checks, StringComparer.Ordinal)
            ? null
            : new Rejection(RejectionCode.ChecksNotNamed, $"{review.Station}: failing are [{string.Join(", ", failing)}], named are [{string.Join(", ", review.Checks)}]");
    }

    private Rejection? NotInSnapshot(int station, RegionCode code, Timestamp taken)
    {
        if (Seen(station) is { } seen && seen > taken)
        {
            return new Rejection(RejectionCode.OlderSnapshot, $"{code}: a snapshot of {seen} has spoken of it, this one is of {taken}");
        }

        return _snapshot == taken && Seen(station) == taken
            ? null
            : new Rejection(RejectionCode.NotInSnapshot, $"{code}: the snapshot announced last is of {_snapshot?.ToString() ?? "none"} and must be of {taken} and list this station");
    }

    private void PutInPlace(int index, int key, int station, EventKind kind, Timestamp? taken)
    {
        Keep(station);
        _named.Remove(station);
        _inPlace[station] = Add(index, key, station, kind, taken, InTally);
    }

    /// <summary>Before the figures in place are displaced, they move from the tally's row to their own event.</summary>
    private void Keep(int station)
    {
        if (_inPlace[station] == None)
        {
            return;
        }

        ref var row = ref _events[_inPlace[station]];
        if (row.Fields == InTally)
        {
            _kept.Add(Tally.Fields(station)!);
            row.Fields = _kept.Count - 1;
        }
    }

    private int Add(int index, int key, int station, EventKind kind, Timestamp? taken, int fields)
    {
        var e = _events.Add(new Event
        {
            Index = index,
            Previous = _last[station],
            Key = key,
            Taken = (uint)(taken?.UnixSeconds ?? 0),
            Fields = fields,
            Kind = kind,
        });
        return _last[station] = e;
    }

    /// <summary>Puts these figures into the tally under the class that the station now has, and notes it with the event that brought it.</summary>
    private void Settle(int station, FormFields fields)
    {
        var result = Evaluation.Evaluate(fields, _tree.Station(station), _limits);
        var unsettled = result.FailingHolds & ~_named.GetValueOrDefault(station);
        var settled = _held.Contains(station) || _waiting.ContainsKey(station) || unsettled != 0 ? StationClass.UnderReview
            : result.Complete ? StationClass.Accepted
            : StationClass.Unchecked;
        Tally.Set(station, settled, fields);
        _events[_last[station]].Class = settled;
    }

    /// <summary>The event of an identity, if it is in place or waits here.</summary>
    private int Candidate(int station, Digest id)
    {
        if (_ids[_events[_inPlace[station]].Index] == id)
        {
            return _inPlace[station];
        }

        foreach (var e in _waiting.GetValueOrDefault(station) ?? [])
        {
            if (_ids[_events[e].Index] == id)
            {
                return e;
            }
        }

        return None;
    }

    private FormFields FieldsOf(int e, int station) => _events[e].Fields switch
    {
        InTally => Tally.Fields(station)!,
        var kept => _kept[kept],
    };

    private struct Event
    {
        public int Index;
        public int Previous;
        public int Key;
        public uint Taken;
        public int Fields;
        public EventKind Kind;
        public StationClass Class;
    }
}
