using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>
/// One contest's state: which form is in place at each station, what waits, what was decided, and all that happened. The figures in place
/// live in the tally's rows; those that were displaced are kept beside their event. A station without a form has no class.
/// </summary>
public sealed partial class ContestRecord
{
    /// <summary>Forms of a station in one contest; a second device or a repeated count makes a handful.</summary>
    public const int MostForms = 100;

    /// <summary>Snapshots of a feed may change a station oftener.</summary>
    public const int MostFormsInCopy = 1_000;

    /// <summary>Decisions on a station, and certified totals of a region.</summary>
    public const int MostDecisions = 1_000;

    private const int NoFields = -2;
    private const int InTally = -1;
    private const int None = -1;

    private readonly RegionTree _tree;
    private readonly Limits _limits;
    private readonly EntryIds _ids;
    private readonly bool _displaces;
    private readonly Column<Event> _events = new();
    private readonly List<FormFields> _kept = [];
    private readonly int[] _last;
    private readonly int[] _inPlace;
    private readonly Dictionary<int, List<int>> _waiting = [];
    private readonly Dictionary<int, uint> _named = [];
    private readonly HashSet<int> _held = [];
    private readonly Dictionary<int, IReadOnlyList<Digest>> _photos = [];
    private readonly List<(int Entry, int Station)> _photographed = [];
    private readonly Dictionary<int, Review> _reviews = [];
    private readonly Dictionary<int, List<Plenary>> _plenaries = [];
    private long[]? _seen;
    private Timestamp? _snapshot;

    internal ContestRecord(Contest contest, RegionTree tree, Limits limits, EntryIds ids, ElectionKind kind)
    {
        // In a copy the newest snapshot displaces what stood; elsewhere a later form waits.
        _displaces = kind == ElectionKind.Copy;
        Contest = contest;
        _tree = tree;
        _limits = limits;
        _ids = ids;
        Tally = new ContestTally(tree, contest);
        _last = new int[tree.StationCount];
        _inPlace = new int[tree.StationCount];
        Array.Fill(_last, None);
        Array.Fill(_inPlace, None);
        _changed = new int[tree.RegionCount];
        Array.Fill(_changed, -1);
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
            var fields = row.Fields switch
            {
                NoFields => null,
                InTally => Tally.Fields(station),
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

    /// <summary>The photos that a form named.</summary>
    public IReadOnlyList<Digest> Photos(int entry) => _photos.GetValueOrDefault(entry) ?? [];

    /// <summary>The forms that name photos, in the order of the ledger: entry and station. It only grows.</summary>
    public IReadOnlyList<(int Entry, int Station)> Photographed => _photographed;

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

    private struct Event
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
