using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Record;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Plans what a copy says of one snapshot of the feed: that there was one and which stations it had, and where its figures differ from
/// those in place. An older row after a newer one adds nothing, and neither does a repetition; which is newer, the source's own times of
/// the two rows say where it gives both, else those of their snapshots. Pure: whoever holds the import key signs and appends the
/// statements.
/// </summary>
public sealed class FeedImport
{
    private readonly ElectionRecord _record;
    private readonly ContestRecord _contest;
    private readonly Timestamp _taken;
    private readonly bool _announced;
    private readonly List<Statement> _statements = [];
    private readonly List<RegionCode> _spokenOf = [];
    private readonly List<RowFlaw> _flaws;
    private readonly List<RowFlaw> _dropped = [];
    private FeedCounts _counts;
    private int _otherPolls;
    private bool _rises;

    private FeedImport(ElectionRecord record, ContestRecord contest, Feed feed, Timestamp taken, bool announced)
    {
        _record = record;
        _contest = contest;
        _taken = taken;
        _announced = announced;
        _flaws = [.. feed.Flaws];
    }

    /// <param name="record">The election as it stands.</param>
    /// <param name="contest">One of its contests.</param>
    /// <param name="dated">The snapshot, read against the election's tree and ballot, and its time (<see cref="Feed.At"/>).</param>
    public static FeedPlan Plan(ElectionRecord record, ContestRecord contest, DatedFeed dated)
    {
        var (feed, taken) = dated;
        var stations = RegionTree.FromStations(feed.Rows.Select(row => row.Station)).Encode();
        var snapshot = Announce(contest, feed, taken, stations);

        // A snapshot that stands in the ledger and whose forms do not all is an import that broke off; it goes on where it was.
        var announced = IsSaid(record, snapshot);
        var import = new FeedImport(record, contest, feed, taken, announced);
        foreach (var row in feed.Rows)
        {
            import.Add(row);
        }

        if (!import._rises && import._statements.Count == 0)
        {
            return new FeedPlan([], null, import._counts, import._flaws, import._dropped, import._otherPolls);
        }

        if (announced)
        {
            // The record wants the last snapshot to be of this time. The same text cannot be said twice, so the rest is announced alone.
            stations = RegionTree.FromStations(import._spokenOf).Encode();
            snapshot = Announce(contest, feed, taken, stations);
        }

        return IsSaid(record, snapshot)
            ? new FeedPlan(import._statements, null, import._counts, import._flaws, import._dropped, import._otherPolls)
            : new FeedPlan([snapshot, .. import._statements], stations, import._counts, import._flaws, import._dropped, import._otherPolls);
    }

    private static Snapshot Announce(ContestRecord contest, Feed feed, Timestamp taken, byte[] stations) =>
        new(contest.Contest.Code, taken, feed.Source, FeedFile.ReferenceOf(stations));

    private static bool IsSaid(ElectionRecord record, Statement statement)
    {
        Span<byte> id = stackalloc byte[Digest.Size];
        Sha256.Hash([.. StatementCodec.Write(record.Head, statement), (byte)'\n'], id);
        return record.Ids.IndexOf(new Digest(id)) >= 0;
    }

    private void Add(FeedRow row)
    {
        var station = _record.Tree.FindStation(row.Station);
        if (
            station < 0
            || !_contest.Contest.TryFindDistrict(row.Station, out var district)
            || district.Choices.Count != row.Fields.Votes.Length
        )
        {
            Refuse(row, $"{row.Station} has no such ballot in {_contest.Contest.Code}");
            return;
        }

        var seen = _contest.Seen(station);
        var inPlace = _contest.Tally.Fields(station);
        if (_contest.IsOlder(station, _taken, row.Source.Dated))
        {
            _counts = _counts with { Older = _counts.Older + 1 };
            if (!row.Fields.IsEmpty && !_contest.History(station).Any(e => row.Fields.Equals(e.Fields)))
            {
                _dropped.Add(
                    Flaw(row, $"older than what is in place, and says otherwise of {row.Station}: {Changes(inPlace, row, district)}")
                );
            }

            return;
        }

        var isNewer = row.Source.Dated > _contest.SourceRow(station).Dated;
        if (seen == _taken && !isNewer)
        {
            if (row.Fields.Equals(inPlace) || (row.Fields.IsEmpty && inPlace is null))
            {
                _counts = _counts with { Repeated = _counts.Repeated + 1 };
                return;
            }

            if (!_announced || _contest.History(station) is [.., var last] && last.Taken == _taken)
            {
                Refuse(row, $"a snapshot of the same time, {_taken}, says otherwise of {row.Station}: {Changes(inPlace, row, district)}");
                return;
            }
        }

        _rises |= seen is null || seen < _taken;
        Say(row, station, inPlace);
    }

    private void Say(FeedRow row, int station, FormFields? inPlace)
    {
        var (code, source) = (_contest.Contest.Code, row.Source);
        if (row.Fields.IsEmpty)
        {
            if (inPlace is null)
            {
                _counts = _counts with { Empty = _counts.Empty + 1 };
                return;
            }

            _counts = _counts with { Withdrawals = _counts.Withdrawals + 1 };
            _statements.Add(new Withdraw(code, row.Station, _taken, source.Dated));
        }
        else
        {
            var before = _contest.SourceRow(station);
            if (!row.Fields.Equals(inPlace))
            {
                _counts = inPlace is null ? _counts with { New = _counts.New + 1 } : _counts with { Corrections = _counts.Corrections + 1 };
            }
            else
            {
                _counts = _counts with { Unchanged = _counts.Unchanged + 1 };
                if (!_contest.IsNews(station, new SourceNote(source.Dated, source.Poll)))
                {
                    return;
                }
            }

            if (source.Poll != before.Poll && source.Poll != PollKind.Regular)
            {
                _otherPolls++;
            }

            _statements.Add(new Form(code, row.Station, _taken, row.Fields, [], source.Dated, source.Poll));
        }

        _spokenOf.Add(row.Station);
    }

    private string Changes(FormFields? inPlace, FeedRow row, ElectoralDistrict district) =>
        string.Join(", ", Differences.Between(inPlace, row.Fields, _contest.Contest.BallotOf(district)));

    private static RowFlaw Flaw(FeedRow row, string reason) => new(row.File, row.Line, KpuColumns.Station, reason);

    private void Refuse(FeedRow row, string reason)
    {
        _counts = _counts with { Refused = _counts.Refused + 1 };
        _flaws.Add(Flaw(row, reason));
    }
}
