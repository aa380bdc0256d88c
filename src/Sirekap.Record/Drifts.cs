using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>Why a figure is another than the one that it came from.</summary>
public enum DriftCause : byte
{
    /// <summary>The paper was misread or mistyped before (salah baca, salah tulis).</summary>
    Misread,

    /// <summary>The form was put right in the plenary, and initialled (dibetulkan dan diparaf).</summary>
    Initialled,

    /// <summary>There was no form; copies were read (pakai SALINAN).</summary>
    Copy,

    /// <summary>The ballots were counted again (hitung ulang).</summary>
    Recount,

    /// <summary>A committee decided so for another reason, which its decision gives.</summary>
    Decision,

    /// <summary>Two people read the paper, neither knowing what the other read.</summary>
    ReadByTwo,

    /// <summary>A plenary certified it, and nothing says why it is other than what is under it.</summary>
    Unexplained,
}

/// <summary>One figure that is another on its way from a station to the nation, and by whom.</summary>
/// <param name="Tier">A station, whose figures were changed, or the tier whose plenary certified others than are under it.</param>
/// <param name="Place">The station, or the plenary's region.</param>
/// <param name="Figure">Which figure.</param>
/// <param name="Before">What stood, or is under it; null where nothing is given.</param>
/// <param name="After">What is said now.</param>
/// <param name="Entry">By which entry.</param>
/// <param name="Key">Ordinal of the key that signed it.</param>
/// <param name="Cause">Why.</param>
public sealed record Drift(Level Tier, RegionCode Place, PaperPlace Figure, long? Before, long? After, int Entry, int Key, DriftCause Cause)
{
    /// <summary>By how much; what is not given counts as nothing, as in a sum.</summary>
    public long By => (After ?? 0) - (Before ?? 0);
}

/// <summary>
/// Every difference between what polling stations said and what was certified, tier by tier: at a station between the figures that first
/// stood and those that stand; at a plenary between what it certified and the sum of what is under it, certified there or, where nothing
/// was, accepted from stations. Worked out from the record; nobody states it.
/// </summary>
public static class Drifts
{
    /// <summary>All within a region: those of stations in the order of the stations, then of plenaries, the lowest tier first.</summary>
    /// <param name="record">The record.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="region">The region's ordinal.</param>
    public static IEnumerable<Drift> Of(ElectionRecord record, ContestRecord contest, int region)
    {
        var changes = contest.Past.FigureChanges(record.Tree.StationsOf(region), long.MaxValue);
        foreach (var change in changes.OrderBy(change => change.Station).ThenBy(change => change.Event.Index))
        {
            foreach (var drift in AtStation(record, contest, change))
            {
                yield return drift;
            }
        }

        var regions = Enumerable.Range(region, record.Tree.EndOf(region) - region).Where(at => contest.Plenaries(at).Count > 0);
        foreach (var at in regions.OrderByDescending(at => record.Tree.Region(at).Level).ThenBy(at => at))
        {
            foreach (var drift in AtPlenary(record, contest, at))
            {
                yield return drift;
            }
        }
    }

    /// <summary>
    /// What a plenary's region comes to by what is under it: the totals certified last of each region below that has any, else what its
    /// accepted stations came to, when the plenary spoke.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="region">The region's ordinal.</param>
    /// <param name="plenary">The plenary.</param>
    public static TotalFigures Under(ElectionRecord record, ContestRecord contest, int region, Plenary plenary)
    {
        var ballot = contest.Tally.BallotOf(region);
        var children = record.Tree.Children(region).ToArray();
        if (children.All(child => CertifiedBefore(contest, child, plenary.Index) is null))
        {
            return plenary.Own;
        }

        var (votes, counts) = (new long[ballot.Columns.Count], new long[Fields.Count]);
        var changed = contest.Past.ChangedSince(plenary.Index);
        foreach (var child in children)
        {
            if (CertifiedBefore(contest, child, plenary.Index) is not { } certified)
            {
                var own = contest.Past.TotalsAt(child, region, plenary.Index, changed).Accepted;
                own.Votes.Index().ToList().ForEach(vote => votes[vote.Index] += vote.Item);
                own.Counts.Index().ToList().ForEach(count => counts[count.Index] += count.Item);
                continue;
            }

            var from = contest.Tally.BallotOf(child);
            for (var i = 0; i < from.Columns.Count; i++)
            {
                if (ballot.ColumnOf(from.Columns[i]) is >= 0 and var column)
                {
                    votes[column] += certified.Certified.Votes[i];
                }
            }

            // A count that its paper leaves out is what its stations come to: the one above may give it.
            for (var field = 0; field < counts.Length; field++)
            {
                counts[field] += certified.Certified.Counts[field] is >= 0 and var given ? given : certified.Own.Counts[field];
            }
        }

        return TotalFigures.Of(ballot, votes, counts);
    }

    private static IEnumerable<Drift> AtStation(ElectionRecord record, ContestRecord contest, FigureChange change)
    {
        var (at, said) = (record.Tree.Station(change.Station), change.Event);
        var cause = CauseOf(contest, said);
        return Differences
            .Between(change.Before.Fields, change.After.Fields, contest.PaperOf(change.Station).Ballot)
            .Select(figure => new Drift(Level.Station, at, figure.Place, figure.Before, figure.After, said.Index, said.Key, cause));
    }

    private static IEnumerable<Drift> AtPlenary(ElectionRecord record, ContestRecord contest, int region)
    {
        var (at, last) = (record.Tree.Region(region), contest.Plenaries(region)[^1]);
        var ballot = contest.Tally.BallotOf(region);
        var under = Under(record, contest, region, last);
        foreach (var ((place, certified), (_, below)) in last.Certified.On(ballot).Zip(under.On(ballot)))
        {
            if (certified is not null && certified != below)
            {
                yield return new Drift(at.Level, at, place, below, certified, last.Index, last.Key, DriftCause.Unexplained);
            }
        }
    }

    private static DriftCause CauseOf(ContestRecord contest, StationEvent said) =>
        said.Kind switch
        {
            EventKind.Transcribe => contest.PaperRead(said.Index) switch
            {
                { Source: PaperSource.Copy } => DriftCause.Copy,
                { Source: PaperSource.Recount } => DriftCause.Recount,
                { Reason: DifferenceReason.Initialled } => DriftCause.Initialled,
                _ => DriftCause.Misread,
            },
            EventKind.Settle => DriftCause.ReadByTwo,
            _ => contest.ReviewAt(said.Index)?.Reason switch
            {
                ReviewReason.Misread => DriftCause.Misread,
                ReviewReason.Recounted => DriftCause.Recount,
                _ => DriftCause.Decision,
            },
        };

    private static Plenary? CertifiedBefore(ContestRecord contest, int region, int index) =>
        contest.Plenaries(region).LastOrDefault(plenary => plenary.Index < index);
}
