using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>
/// One contest's state: how each station stands, what was decided, and all that happened. Whatever changes a station goes through
/// <see cref="StationState.After"/>; what is kept of it here is the figures in place in the tally's rows, and beside them, for the few
/// stations that have any, what waits, is held or was named. A station without a form has no class.
/// </summary>
public sealed class ContestRecord
{
    private readonly Limits _limits;
    private readonly RuleSet _rules;
    private readonly EntryIds _ids;
    private readonly bool _displaces;
    private readonly StationEvents _events;
    private readonly List<(int Entry, int Station)> _photographed = [];
    private readonly Dictionary<int, Review> _reviews = [];
    private readonly StationReadings _readings = new();
    private readonly Transcriptions _transcriptions = new();
    private readonly Plenaries _plenaries = new();
    private readonly ChangeStamps _changed;
    private readonly FeedSnapshots _snapshots;
    private int[] _inPlace;

    private Dictionary<int, StationState> _open = [];

    internal ContestRecord(
        Contest contest,
        RegionTree tree,
        Limits limits,
        RuleSet rules,
        EntryIds ids,
        Additions additions,
        ElectionKind kind
    )
    {
        _displaces = kind == ElectionKind.Copy;
        Contest = contest;
        (_limits, _rules, _ids) = (limits, rules, ids);
        Tally = new ContestTally(tree, contest);
        _events = new StationEvents(Tally);
        _inPlace = new int[tree.StationCount];
        Array.Fill(_inPlace, -1);
        _changed = new ChangeStamps(tree);
        _snapshots = new FeedSnapshots(tree);
        Past = new ContestPast(this, _events, ids, additions);
    }

    public Contest Contest { get; }

    /// <summary>The sums of every region by class.</summary>
    public ContestTally Tally { get; }

    /// <summary>The contest as it was at any size of the ledger.</summary>
    public ContestPast Past { get; }

    /// <summary>The station that was read last of those whose forms have photos, or -1.</summary>
    public int LastRead { get; private set; } = -1;

    /// <summary>The forms that name photos, in the order of the ledger: entry and station. It only grows.</summary>
    public IReadOnlyList<(int Entry, int Station)> Photographed => _photographed;

    /// <summary>How a station stands now.</summary>
    public StationState State(int station) =>
        _inPlace[station] < 0 ? StationState.Empty
        : _open.TryGetValue(station, out var open) ? open
        : new StationState(Tally.Class(station), _inPlace[station], Tally.Fields(station)) { ReadBy = _transcriptions.ReadBy(station) };

    /// <summary>Whether somebody decided over failing checks here, and over which (bits by catalogue index).</summary>
    public uint NamedChecks(int station) => _open.GetValueOrDefault(station)?.Named ?? 0;

    /// <summary>Whether an officer holds it.</summary>
    public bool IsHeld(int station) => _open.GetValueOrDefault(station)?.IsHeld ?? false;

    /// <summary>Whether forms conflict here.</summary>
    public bool IsInConflict(int station) => _open.GetValueOrDefault(station)?.Waiting.Count > 0;

    /// <summary>Index of the entry whose figures are in place, or -1.</summary>
    public int InPlace(int station) => _inPlace[station];

    /// <summary>The results of the checks on the figures in place.</summary>
    public CheckResult Checks(int station) => Tally.Fields(station) is { } fields ? RulesOf(station).Check(fields) : default;

    /// <summary>The paper that a station fills in.</summary>
    public StationPaper PaperOf(int station) =>
        StationPaper.Of(Contest, Tally.Tree.Station(station), _limits, Tally.Tree.MethodOf(station));

    /// <summary>The contradictions of the figures in place, each with its fields and values.</summary>
    public IReadOnlyList<Finding> Findings(int station) =>
        Tally.Fields(station) is { } fields ? _rules.Checks.Explain(fields, PaperOf(station)) : [];

    /// <summary>How many events a station has had.</summary>
    public int EventCount(int station) => _events.CountOf(station);

    /// <summary>Index of the entry that last changed anything at a station, or -1.</summary>
    public int LastChange(int station) => _events.Last(station);

    /// <summary>All that happened at a station, oldest first.</summary>
    public IReadOnlyList<StationEvent> History(int station) => _events.History(station);

    /// <summary>What forms brought besides their figures.</summary>
    public FormPapers Papers { get; } = new();

    /// <summary>The review that an entry is.</summary>
    public Review? ReviewAt(int entry) => _reviews.GetValueOrDefault(entry);

    /// <summary>From which paper a plenary read by an entry, and what it said beside.</summary>
    public PaperRead PaperRead(int entry) => _transcriptions.At(entry);

    /// <summary>What was read on a station's photos, oldest first.</summary>
    public IReadOnlyList<StationReading> Readings(int station) => _readings.Of(station);

    /// <summary>The stations of which anything was read.</summary>
    public IEnumerable<int> ReadStations => _readings.Stations;

    /// <summary>The totals certified for a region, oldest first.</summary>
    public IReadOnlyList<Plenary> Plenaries(int region) => _plenaries.Of(region);

    /// <summary>Copies: the time of the newest snapshot that had this station, or null.</summary>
    public Timestamp? Seen(int station) => _snapshots.Seen(station);

    /// <summary>Copies: what the source said last of this station's row besides its figures.</summary>
    public SourceNote SourceRow(int station) => _snapshots.Row(station);

    /// <summary>Copies: what the source said besides the figures that an entry brought.</summary>
    public SourceNote SourceOf(int index) => _snapshots.NoteOf(index);

    /// <summary>Copies: what the source said last of this station's row in the first <paramref name="size"/> entries.</summary>
    public SourceNote SourceAt(int station, long size) =>
        _displaces && History(station).LastOrDefault(e => e.Index < size) is { } last ? SourceOf(last.Index) : default;

    /// <summary>Copies: whether a row of a snapshot of this time is older than what has been said of its station.</summary>
    public bool IsOlder(int station, Timestamp taken, Timestamp? dated) => _snapshots.IsOlder(station, taken, dated);

    /// <summary>
    /// Copies: whether the source says more of a row whose figures stand than has been said: a later time, or another poll. A source that
    /// dates every row anew each minute says so as often as there may be forms, and no more.
    /// </summary>
    public bool IsNews(int station, SourceNote source) =>
        _snapshots.IsNews(station, source) && _events.Repeats(station) < _rules.Limits.FormsInCopy;

    /// <summary>Copies: the time of the newest snapshot of the source within the first so many entries, or null.</summary>
    public Timestamp? SourceTimeAt(long size) => _snapshots.NewestWithin(size);

    /// <summary>
    /// Index of the entry that last changed anything within a region (a form, a decision, a reading, a plenary, a photo that a form brings
    /// for another station, too), or -1. A function of the ledger, so that all who fold it give one state one name. Any thread, also while
    /// the record goes on: it moves before the state that it speaks of is durable, never after.
    /// </summary>
    /// <param name="region">The region's code, which it keeps however the tree grows.</param>
    public int LastChangeWithin(RegionCode region) => _changed.Within(region);

    /// <summary>Something else is to be said of a station than before, in this contest or in any other.</summary>
    internal void Touched(int station, int index) => _changed.Station(station, index);

    /// <summary>Something else is to be said of a region, as of a choice, which the nation's document tells.</summary>
    internal void RegionTouched(int region, int index) => _changed.Region(region, index);

    internal StationRules RulesOf(int station) => new(PaperOf(station), _rules.Checks, _displaces);

    /// <summary>See <see cref="ContestTally.Touch"/>.</summary>
    internal long Touch(int station) => _events.Touch(station) ^ _inPlace[station] ^ Tally.Touch(station);

    internal Rejection? Submit(int index, int key, int station, Form form)
    {
        if (form.Fields.IsEmpty)
        {
            return new Rejection(RejectionCode.NoFigures, $"{form.Station}: neither votes nor counts");
        }

        if (!StationEvents.CanHold(form.Taken))
        {
            return new Rejection(RejectionCode.NotAStatement, $"taken at {form.Taken}");
        }

        var source = new SourceNote(form.Dated, form.Poll);
        if ((_displaces ? _snapshots.Refuses(station, form.Station, form.Taken, source) : source.RefusedOutsideCopies()) is { } rejection)
        {
            return rejection;
        }

        var before = State(station);
        var same = form.Fields.Equals(before.Fields);
        if (same && _displaces && !IsNews(station, source))
        {
            return new Rejection(RejectionCode.NothingNew, $"{form.Station}: these figures are in place already");
        }

        // In a copy only what the source touched without changing it is repeated, and that has its own bound: it keeps no change out.
        var most = _displaces ? _rules.Limits.FormsInCopy : _rules.Limits.Forms;
        if (!(same && _displaces) && _events.Forms(station) + (_displaces ? 0 : _events.Repeats(station)) >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"{form.Station} has {most} forms");
        }

        _snapshots.Note(station, index, source);
        var act =
            same ? new StationAct(EventKind.Repeat, index)
            : before.IsRead ? new StationAct(EventKind.Late, index, form.Fields)
            : new StationAct(EventKind.Form, index, form.Fields);
        Step(station, before, act, key, form.Taken);
        Papers.Add(index, form);
        if (form.Photos.Count > 0)
        {
            _photographed.Add((index, station));
        }

        return null;
    }

    internal Rejection? Decide(int index, int key, int station, Review review)
    {
        var before = State(station);
        if (before.Fields is null || before.IsRead)
        {
            return Transcriptions.IsOver(review.Station, before) ?? new Rejection(RejectionCode.NoForm, $"{review.Station} has no form");
        }

        var on = _ids.IndexOf(review.On);
        if (before.FieldsOf(on) is not { } decided || (review.Act == ReviewAct.Hold && on != before.InPlace))
        {
            return new Rejection(RejectionCode.Stale, $"{review.Station}: in place is {_ids[before.InPlace]}");
        }

        if (_events.Decisions(station) >= _rules.Limits.Decisions)
        {
            return new Rejection(RejectionCode.TooMany, $"{review.Station} has {_rules.Limits.Decisions} decisions");
        }

        var rejection =
            review.Act == ReviewAct.Hold
                ? NamesChecks(review)
                : RulesOf(station)
                    .Unsettled(review.Station, review.Checks, review.Fields ?? decided, whole: review.Act == ReviewAct.Accept);
        if (rejection is not null)
        {
            return rejection;
        }

        _reviews[index] = review;
        var act = review.Act switch
        {
            ReviewAct.Hold => new StationAct(EventKind.Hold, index),
            ReviewAct.Accept => new StationAct(EventKind.Accept, index, On: on),
            _ => new StationAct(EventKind.Correct, index, review.Fields),
        };
        Step(station, before, act, key, taken: null);
        return null;
    }

    /// <summary>
    /// Two people have said the same of every figure. What stands for it stays in place or is replaced; forms that waited do no longer. A
    /// hold stays: why it is held stands on no paper.
    /// </summary>
    internal void Settle(int index, int key, int station, FormFields agreed)
    {
        var before = State(station);
        var act = agreed.Equals(before.Fields) ? new StationAct(EventKind.Confirm, index) : new StationAct(EventKind.Settle, index, agreed);
        Step(station, before, act, key, taken: null);
    }

    /// <summary>Why a plenary cannot have read this, or null.</summary>
    internal Rejection? Refuses(int station, Transcription said) =>
        Transcriptions.Refuses(
            said,
            said.On is { } shown ? _ids.IndexOf(shown) : -1,
            State(station),
            [.. Past.Steps(station)],
            _rules.Limits.Decisions
        ) ?? RulesOf(station).Unsettled(said.Station, said.Checks, said.Fields, whole: true);

    /// <summary>A plenary has read the paper.</summary>
    internal void Transcribe(int index, int key, int station, Transcription said)
    {
        var (before, same) = (State(station), said.Fields.Equals(State(station).Fields));
        var act = same ? new StationAct(EventKind.Match, index) : new StationAct(EventKind.Transcribe, index, said.Fields);
        Step(station, before, act, key, taken: null);
        _transcriptions.Add(index, said);
        Papers.Add(index, said.Photos);
    }

    internal Rejection? Begin(int index, Snapshot snapshot, RegionTree stations) =>
        StationEvents.CanHold(snapshot.Taken)
            ? _snapshots.Begin(index, snapshot, stations)
            : new Rejection(RejectionCode.NotAStatement, $"taken at {snapshot.Taken}");

    internal Rejection? Withdraw(int index, int key, int station, Withdraw withdraw)
    {
        var source = new SourceNote(withdraw.Dated, PollKind.Regular);
        if (_snapshots.Refuses(station, withdraw.Station, withdraw.Taken, source) is { } rejection)
        {
            return rejection;
        }

        var before = State(station);
        if (before.Fields is null)
        {
            return new Rejection(RejectionCode.NoForm, $"{withdraw.Station} has no form");
        }

        _snapshots.Note(station, index, source);
        Step(station, before, new StationAct(EventKind.Withdraw, index), key, withdraw.Taken);
        return null;
    }

    internal Rejection? Read(int index, int key, int station, PhotoReading reading)
    {
        if (_readings.Add(index, key, station, reading, _rules.Limits.Readings) is { } rejection)
        {
            return rejection;
        }

        if (History(station).Any(e => Papers.Photos(e.Index).Count > 0))
        {
            LastRead = station;
        }

        Touched(station, index);
        return null;
    }

    internal Rejection? Certify(int index, int key, int region, Totals totals)
    {
        if (Plenaries(region).Count >= _rules.Limits.Decisions)
        {
            return new Rejection(RejectionCode.TooMany, $"{totals.Region} has {_rules.Limits.Decisions} certified totals");
        }

        _plenaries.Add(index, key, region, totals, Tally.BallotOf(region), Tally.Totals(region).Accepted);
        _changed.Region(region, index);
        return null;
    }

    /// <summary>Stations are added by an entry, and all that is kept by ordinal moves to its new place.</summary>
    internal void Grow(TreeGrowth growth, RegionTree added, int index)
    {
        Tally.Grow(growth);
        _events.Grow(growth);
        _readings.Grow(growth);
        _plenaries.Grow(growth);
        _snapshots.Grow(growth);
        _changed.Grow(growth);
        _inPlace = growth.Stations(_inPlace, -1);
        _transcriptions.Grow(growth);
        _open = growth.Stations(_open);
        for (var i = 0; i < _photographed.Count; i++)
        {
            _photographed[i] = (_photographed[i].Entry, growth.Station(_photographed[i].Station));
        }

        LastRead = growth.Station(LastRead);
        for (var region = 0; region < added.RegionCount; region++)
        {
            _changed.Region(growth.After.FindRegion(added.Region(region)), index);
        }
    }

    /// <summary>The one way in which a station changes.</summary>
    private void Step(int station, StationState before, StationAct act, int key, Timestamp? taken)
    {
        var after = before.After(act, RulesOf(station));
        if (before.InPlace >= 0 && before.InPlace != after.InPlace)
        {
            _events.Keep(station, before.InPlace);
        }

        _events.Add(station, act, key, taken, after);
        _inPlace[station] = after.InPlace;
        _transcriptions.Put(station, after.ReadBy, _inPlace.Length);
        if (after.Waiting.Count > 0 || after.IsHeld || after.Named != 0)
        {
            _open[station] = after;
        }
        else
        {
            _open.Remove(station);
        }

        if (!ReferenceEquals(after, before))
        {
            Tally.Set(station, after.Class, after.Fields);
        }

        Touched(station, act.Index);
    }

    private static Rejection? NamesChecks(Review hold) =>
        hold.Checks.Count > 0 ? new Rejection(RejectionCode.ChecksNotNamed, "a hold names no checks") : null;
}
