using Sirekap.Elections;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// When things happen, in seconds since midnight in Jakarta four days before the voting. Committees are enrolled in the three days before,
/// stations in the morning; counting begins at 13:00 local time and takes hours, and what is far away arrives late in the night or the next
/// day.
/// </summary>
internal sealed class NightClock(DateOnly votingDay)
{
    /// <summary>In seconds, as all times here.</summary>
    private const int Minute = 60;

    /// <summary>In seconds.</summary>
    private const int Hour = 60 * Minute;

    /// <summary>In seconds: Indonesia has no summer time, every day has as many.</summary>
    public const int Day = 24 * Hour;

    /// <summary>When it begins; the four days before are for enrolling.</summary>
    private const int VotingDay = 4 * Day;

    /// <summary>Hours before UTC.</summary>
    private const int JakartaOffset = 7;

    /// <summary>Forms come within so long of 13:00, at the latest.</summary>
    private const int Latest = 40 * Hour;

    /// <summary>More than there are roles, so that no two people of one place draw alike.</summary>
    private const int Roles = 16;

    private readonly long _begin = new DateTimeOffset(
        votingDay.AddDays(-4),
        TimeOnly.MinValue,
        TimeSpan.FromHours(JakartaOffset)
    ).ToUnixTimeSeconds();

    public Timestamp At(long second) => new(_begin + second);

    /// <summary>When a committee is enrolled: provinces on the first day, regencies on the second, districts on the third.</summary>
    public static int Enrolled(ulong seed, RegionCode committee)
    {
        var draws = Draws.Of(seed, committee, Purpose.Times);
        return ((int)committee.Level * Day) + draws.Between(8 * Hour, 16 * Hour);
    }

    /// <summary>When somebody who watches is enrolled: on the day of the committees of their tier.</summary>
    public static int Enrolled(ulong seed, WatchingPerson person)
    {
        var draws = Draws.Of(seed, person.Scope, Purpose.Times, 1 + (person.Watcher * Roles) + (int)person.Role);
        return ((int)person.Scope.Level * Day) + draws.Between(8 * Hour, 16 * Hour);
    }

    /// <summary>In the evening before the voting, when the letters are handed out.</summary>
    public static int KitEnrolled(ulong seed, RegionCode station)
    {
        var draws = Draws.Of(seed, station, Purpose.Kits);
        // The first says whether there is one.
        _ = draws.Next();
        return (3 * Day) + draws.Between(17 * Hour, 22 * Hour);
    }

    /// <summary>05:30 to 07:00 local time.</summary>
    public static int StationEnrolled(int utcOffset, ref Draws draws) =>
        Local((5 * Hour) + (30 * Minute), utcOffset) + draws.Below(90 * Minute);

    /// <summary>
    /// When the form is filled in: the first around half past five in the afternoon, each further contest's an hour and a half later, as
    /// they are counted one after the other.
    /// </summary>
    /// <param name="before">How many contests are counted before this one.</param>
    public static int Counted(int utcOffset, ref Draws draws, int before = 0) =>
        Local(13 * Hour, utcOffset) + Math.Min((int)draws.Around((270 + (90 * before)) * Minute, 0.33), 20 * Hour);

    /// <summary>When it arrives: a quarter of an hour later in a city, hours where the link is weak.</summary>
    public static int Arrived(int counted, double remote, bool rural, int utcOffset, ref Draws draws)
    {
        var wait = draws.Around(rural ? 26 * Minute : 15 * Minute, 1.0) * Draws.Growth(remote);
        return Math.Min(counted + 20 + (int)Math.Min(wait, Day), Local(13 * Hour, utcOffset) + Latest);
    }

    /// <summary>
    /// Plenaries: districts from the third to the tenth day after the voting; above them well within the limits of 20, 25 and 35 days (UU
    /// 7/2017 Art. 413).
    /// </summary>
    public static int Certified(ulong seed, RegionCode region)
    {
        var draws = Draws.Of(seed, region, Purpose.Story);
        var (first, days) = region.Level switch
        {
            Level.District => (3, 8),
            Level.Regency => (13, 3),
            Level.Province => (18, 4),
            _ => (30, 1),
        };
        return VotingDay + ((first + draws.Below(days)) * Day) + draws.Between(10 * Hour, 20 * Hour);
    }

    private static int Local(int time, int utcOffset) => VotingDay + time - ((utcOffset - JakartaOffset) * Hour);
}
