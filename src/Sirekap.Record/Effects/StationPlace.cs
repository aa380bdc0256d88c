using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Record.Effects;

/// <summary>What several effects ask of places and ballots.</summary>
internal static class StationPlace
{
    /// <summary>The contest and the station's ordinal, or why there are none.</summary>
    public static Rejection? Find(ElectionRecord record, string code, RegionCode at, out ContestRecord contest, out int station)
    {
        station = record.Tree.FindStation(at);
        if (record.Contest(code) is not { } found)
        {
            contest = null!;
            return UnknownContest(record, code);
        }

        contest = found;
        return station < 0 || !contest.Contest.TryFindDistrict(at, out _)
            ? new Rejection(RejectionCode.UnknownRegion, $"{at} is no station of {code} in this election")
            : null;
    }

    /// <summary>
    /// The contest and the station's ordinal for somebody who watches, or why they have no part in what is counted there.
    /// </summary>
    public static Rejection? Watched(
        ElectionRecord record,
        Key signer,
        string code,
        RegionCode at,
        out ContestRecord contest,
        out int station
    ) =>
        Find(record, code, at, out contest, out station) is { } rejection ? rejection
        : record.Structure.Watchers[signer.Watcher].HasPartIn(contest.Contest, at) ? null
        : new Rejection(RejectionCode.NotOnBallot, $"the contestant of key {signer.Name} is not on the ballot of {code} in {at}");

    /// <summary>Whether a form, or one that repeats its figures, is the station's.</summary>
    public static bool HasForm(ElectionRecord record, ContestRecord contest, int station, Digest form)
    {
        var on = record.Ids.IndexOf(form);
        return contest.History(station).Any(e => e.Index == on && e.Kind is EventKind.Form or EventKind.Repeat or EventKind.Late);
    }

    /// <summary>Why these are not all among the definition's watchers and have a part in what is counted there, or null.</summary>
    public static Rejection? Unknown(ElectionRecord record, ContestRecord contest, RegionCode at, IReadOnlyList<int> watchers)
    {
        var known = record.Structure.Watchers;
        foreach (var place in watchers)
        {
            if (place >= known.Count)
            {
                return new Rejection(RejectionCode.UnknownWatcher, $"{place} is no place among {known.Count} who watch");
            }

            if (!known[place].HasPartIn(contest.Contest, at))
            {
                return new Rejection(
                    RejectionCode.NotOnBallot,
                    $"the contestant at {place} is not on the ballot of {contest.Contest.Code} in {at}"
                );
            }
        }

        return null;
    }

    /// <summary>What is shown of a station in a contest that there is, is other from this entry on.</summary>
    public static void Touched(ElectionRecord record, string contest, RegionCode station, int index) =>
        record.Contest(contest)!.Touched(record.Tree.FindStation(station), index);

    /// <summary>Notes for which station photos are named. Where one stands for two, something is to be said of both.</summary>
    public static void NamePhotos(ElectionRecord record, int index, int station, IReadOnlyList<Digest> photos)
    {
        foreach (var photo in photos)
        {
            foreach (var told in record.Photos.Add(index, station, photo))
            {
                foreach (var contest in record.Contests)
                {
                    contest.Touched(told, index);
                }
            }
        }
    }

    public static Rejection UnknownContest(ElectionRecord record, string code) =>
        new(RejectionCode.UnknownContest, $"\"{code}\" is none of {string.Join(", ", record.Contests.Select(c => c.Contest.Code))}");

    /// <summary>Why these figures cannot be of the station's ballot, or null.</summary>
    public static Rejection? Ballot(ContestRecord contest, RegionCode station, FormFields fields)
    {
        var ballot = contest.Contest.BallotOf(station);
        if (fields.Votes.Length != ballot.Columns.Count)
        {
            return new Rejection(
                RejectionCode.WrongChoices,
                $"{station}: {fields.Votes.Length} votes where the ballot has {ballot.Columns.Count} choices"
            );
        }

        var parties = contest.Contest.Kind == ContestKind.Parties ? ballot.Lines.Count : 0;
        return fields.PartyTotals.Length == 0 || fields.PartyTotals.Length == parties
            ? Rows(contest.Contest, contest.Contest.Form.Beyond(fields))
            : new Rejection(
                RejectionCode.WrongChoices,
                $"{station}: {fields.PartyTotals.Length} sums of parties where the ballot has {parties} parties"
            );
    }

    /// <summary>Why a contest's paper cannot have a figure in this field, or null.</summary>
    public static Rejection? Rows(Contest contest, Field? beyond) =>
        beyond is { } field
            ? new Rejection(
                RejectionCode.NotOnForm,
                $"{PaperPlace.Of(field)}: the form of {contest.Code} has {string.Join(", ", contest.Form.Rows.Select(row => row.Name))}"
            )
            : null;
}
