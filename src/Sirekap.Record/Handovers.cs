using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>Copies of a station's form were handed over.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the key that says so.</param>
/// <param name="Statement">What it says.</param>
public sealed record Handover(int Index, int Key, Salinan Statement);

/// <summary>
/// To whom stations gave copies (SALINAN) of their forms, and to whom they did not. Kept by codes, seen by no class and no sum. Whatever is
/// as of an earlier size leaves out what came later. One thread adds, under the record's lock.
/// </summary>
public sealed class Handovers
{
    /// <summary>The village's committee among the places of those who watch.</summary>
    private const int Village = -1;

    private readonly Dictionary<(string Contest, RegionCode Station), List<Handover>> _handovers = [];
    private readonly Dictionary<(string Contest, RegionCode Station), HashSet<int>> _had = [];

    /// <summary>Stations with a handover, each in a contest, in no order.</summary>
    public IReadOnlyCollection<(string Contest, RegionCode Station)> Stations => _handovers.Keys;

    /// <summary>The handovers of a station in a contest, oldest first.</summary>
    public IReadOnlyList<Handover> Of(string contest, RegionCode station) => _handovers.GetValueOrDefault((contest, station)) ?? [];

    /// <summary>To whom a station gave one within the first <paramref name="size"/> entries.</summary>
    public Recipients Given(string contest, RegionCode station, long size = long.MaxValue)
    {
        var its = Of(contest, station).TakeWhile(handover => handover.Index < size).Select(handover => handover.Statement.Given).ToList();
        return new Recipients(its.Any(given => given.Village), [.. its.SelectMany(given => given.Watchers).ToHashSet().Order()]);
    }

    /// <summary>Whether all of these were given a copy before; asked of each handover, and so kept.</summary>
    internal bool HadAll(string contest, RegionCode station, Recipients given) =>
        _had.TryGetValue((contest, station), out var had) && (!given.Village || had.Contains(Village)) && given.Watchers.All(had.Contains);

    /// <summary>
    /// To whom a station that speaks of copies gave none within the first <paramref name="size"/> entries: of the village's committee and
    /// all who watch there, but whoever was absent by every form that says who signed its paper and has not signed one by a key of their
    /// own. Null where the station says nothing.
    /// </summary>
    public static Recipients? NotGiven(ElectionRecord record, ContestRecord contest, RegionCode station, long size = long.MaxValue)
    {
        var code = contest.Contest.Code;
        var given = record.Handovers.Given(code, station, size);
        return given.IsEmpty ? null : Due(record, contest, station, size).Without(given);
    }

    /// <summary>To whom a copy is due: see <see cref="NotGiven"/>.</summary>
    private static Recipients Due(ElectionRecord record, ContestRecord contest, RegionCode station, long size)
    {
        // A station cannot undo by a later paper what an earlier one says of who was there.
        var papers = contest
            .History(record.Tree.FindStation(station))
            .TakeWhile(e => e.Index < size)
            .Select(e => contest.Papers.Signatures(e.Index))
            .OfType<PaperSignatures>()
            .ToList();
        var watchers = record.Structure.Watchers;
        var signed = record
            .Watching.AttestationsOf(contest.Contest.Code, station)
            .TakeWhile(attestation => attestation.Index < size)
            .Where(attestation => record.Keys[attestation.Key].Role != Role.Observer)
            .Select(attestation => record.Keys[attestation.Key].Watcher);
        return new Recipients(
            Village: true,
            papers.Count == 0
                ? [.. Enumerable.Range(0, watchers.Count).Where(place => watchers[place].HasPartIn(contest.Contest, station))]
                : [.. papers.SelectMany(paper => paper.Signed.Concat(paper.Refused)).Concat(signed).ToHashSet().Order()]
        );
    }

    internal void Add(Handover handover)
    {
        var where = (handover.Statement.Contest, handover.Statement.Station);
        if (!_handovers.TryGetValue(where, out var its))
        {
            _handovers[where] = its = [];
        }

        its.Add(handover);
        var had = _had.TryGetValue(where, out var known) ? known : _had[where] = [];
        had.UnionWith(handover.Statement.Given.Watchers);
        if (handover.Statement.Given.Village)
        {
            had.Add(Village);
        }
    }
}
