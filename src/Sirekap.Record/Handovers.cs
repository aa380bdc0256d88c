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
    private readonly Dictionary<(string Contest, RegionCode Station), List<Handover>> _handovers = [];

    /// <summary>Stations with a handover, each in a contest, in no order.</summary>
    public IReadOnlyCollection<(string Contest, RegionCode Station)> Stations => _handovers.Keys;

    /// <summary>The handovers of a station in a contest, oldest first.</summary>
    public IReadOnlyList<Handover> Of(string contest, RegionCode station) => _handovers.GetValueOrDefault((contest, station)) ?? [];

    /// <summary>To whom a station gave one within the first <paramref name="size"/> entries.</summary>
    public Recipients Given(string contest, RegionCode station, long size = long.MaxValue) =>
        Of(contest, station)
            .TakeWhile(handover => handover.Index < size)
            .Aggregate(new Recipients(Village: false, []), (given, handover) => given.With(handover.Statement.Given));

    /// <summary>
    /// To whom a station that speaks of copies gave none within the first <paramref name="size"/> entries: of the village's committee and
    /// all who watch there, but whoever was absent by the last form that says who signed its paper. Null where the station says nothing.
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
        var said = contest
            .History(record.Tree.FindStation(station))
            .TakeWhile(e => e.Index < size)
            .Select(e => contest.Papers.Signatures(e.Index))
            .LastOrDefault(paper => paper is not null);
        var watchers = record.Structure.Watchers;
        return new Recipients(
            Village: true,
            said is null
                ? [.. Enumerable.Range(0, watchers.Count).Where(place => watchers[place].HasPartIn(contest.Contest, station))]
                : [.. said.Signed.Concat(said.Refused).Order()]
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
    }
}
