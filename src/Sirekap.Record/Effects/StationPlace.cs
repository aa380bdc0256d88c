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

    public static Rejection UnknownContest(ElectionRecord record, string code) =>
        new(RejectionCode.UnknownContest, $"\"{code}\" is none of {string.Join(", ", record.Contests.Select(c => c.Contest.Code))}");

    /// <summary>Why this many votes cannot be a ballot of the station, or null.</summary>
    public static Rejection? Ballot(ContestRecord contest, RegionCode station, int votes)
    {
        var choices = contest.Contest.DistrictOf(station).Choices.Count;
        return votes == choices
            ? null
            : new Rejection(RejectionCode.WrongChoices, $"{station}: {votes} votes where the ballot has {choices} choices");
    }
}
