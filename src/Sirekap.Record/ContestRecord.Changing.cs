using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <remarks>How a station changes: forms, decisions, snapshots, withdrawals, plenaries.</remarks>
public sealed partial class ContestRecord
{
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

        var most = kind == ElectionKind.Copy ? MostFormsInCopy : MostForms;
        if (Count(station, decisions: false) >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"{form.Station} has {most} forms");
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
            _photographed.Add((index, station));
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

        if (Count(station, decisions: true) >= MostDecisions)
        {
            return new Rejection(RejectionCode.TooMany, $"{review.Station} has {MostDecisions} decisions");
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
                return new Rejection(
                    RejectionCode.UnknownRegion,
                    $"the snapshot's list names {stations.Station(i)}, which is no station here"
                );
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

        plenaries.Add(
            new Plenary(
                index,
                key,
                totals.Votes,
                totals.Stations,
                totals.Valid,
                totals.Invalid,
                own.Votes,
                own.Stations,
                own.Counts[(int)Field.Valid],
                own.Counts[(int)Field.Invalid]
            )
        );
        Stamp(region, index);
    }

    /// <summary>
    /// An acceptance names exactly the holding checks that fail, no more and no less, and no figure that the checks need is missing.
    /// </summary>
    private Rejection? Unsettled(Review review, FormFields fields)
    {
        var result = Evaluation.Evaluate(fields, review.Station, _limits);
        if (review.Act == ReviewAct.Accept && !result.Complete)
        {
            return new Rejection(
                RejectionCode.FiguresMissing,
                $"{review.Station}: figures that the checks of the votes need are missing; it can be corrected, not accepted"
            );
        }

        var failing = Catalogue.Codes(result.FailingHolds);
        return failing.SequenceEqual(review.Checks, StringComparer.Ordinal)
            ? null
            : new Rejection(
                RejectionCode.ChecksNotNamed,
                $"{review.Station}: failing are [{string.Join(", ", failing)}], named are [{string.Join(", ", review.Checks)}]"
            );
    }

    private Rejection? NotInSnapshot(int station, RegionCode code, Timestamp taken)
    {
        if (Seen(station) is { } seen && seen > taken)
        {
            return new Rejection(RejectionCode.OlderSnapshot, $"{code}: a snapshot of {seen} has spoken of it, this one is of {taken}");
        }

        return _snapshot == taken && Seen(station) == taken
            ? null
            : new Rejection(
                RejectionCode.NotInSnapshot,
                $"{code}: the snapshot announced last is of {_snapshot?.ToString() ?? "none"} and must be of {taken} and list this station"
            );
    }

    /// <summary>How many forms, repeated ones too, or decisions a station has had.</summary>
    private int Count(int station, bool decisions)
    {
        var count = 0;
        for (var e = _last[station]; e != None; e = _events[e].Previous)
        {
            var wanted = _events[e].Kind switch
            {
                EventKind.Form or EventKind.Repeat => !decisions,
                EventKind.Withdraw => false,
                _ => decisions,
            };
            count += wanted ? 1 : 0;
        }

        return count;
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
        var e = _events.Add(
            new Event
            {
                Index = index,
                Station = station,
                Previous = _last[station],
                Key = key,
                Taken = (uint)(taken?.UnixSeconds ?? 0),
                Fields = fields,
                Kind = kind,
            }
        );
        Stamp(_tree.VillageOf(station), index);
        return _last[station] = e;
    }

    /// <summary>
    /// Puts these figures into the tally under the class that the station now has, and notes it with the event that brought it.
    /// </summary>
    private void Settle(int station, FormFields fields)
    {
        var result = Evaluation.Evaluate(fields, _tree.Station(station), _limits);
        var unsettled = result.FailingHolds & ~_named.GetValueOrDefault(station);
        var settled =
            _held.Contains(station) || _waiting.ContainsKey(station) || unsettled != 0 ? StationClass.UnderReview
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

    private FormFields FieldsOf(int e, int station) =>
        _events[e].Fields switch
        {
            InTally => Tally.Fields(station)!,
            var kept => _kept[kept],
        };
}
