using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>Why people are asked to read a station's paper again.</summary>
public enum TaskReason : byte
{
    /// <summary>The figures in place fail a check that keeps them from being counted.</summary>
    Check,

    /// <summary>Forms with other figures wait.</summary>
    Conflict,

    /// <summary>A program read the photos otherwise, or could not read them, and nobody has decided since.</summary>
    Reading,

    /// <summary>An objection is open.</summary>
    Objection,

    /// <summary>Dice drew it, and what is in place has not been said by two people.</summary>
    Drawn,
}

/// <summary>A reason for which a station's paper is to be read.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Since">The entry since which there is this reason.</param>
public sealed record TaskCause(TaskReason Reason, int Since);

/// <summary>
/// The tasks of those who review: nobody states them, they are what the record comes to. Anything may open one, a program's reading too;
/// only officers' statements end one. None without a form, once a plenary has read the paper, or in a copy, where nobody reviews.
/// </summary>
public static class ReviewTasks
{
    /// <summary>Why a station is to be read in a contest, in the order of the reasons; nothing where it is not.</summary>
    /// <param name="record">The record.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station's ordinal.</param>
    /// <param name="size">As of the first so many entries; all when left out.</param>
    public static IReadOnlyList<TaskCause> Of(ElectionRecord record, ContestRecord contest, int station, long size = long.MaxValue)
    {
        var state = contest.Past.StateAt(station, size);
        if (state.Fields is not { } fields || state.IsRead || record.Definition.Kind == ElectionKind.Copy)
        {
            return [];
        }

        var (code, at) = (contest.Contest.Code, record.Tree.Station(station));
        var rules = record.Rules.Checks;
        var causes = new List<TaskCause>();
        if ((rules.FailingHolds(contest.RulesOf(station).Check(fields)) & ~state.Named) != 0)
        {
            causes.Add(new TaskCause(TaskReason.Check, state.InPlace));
        }

        if (state.Waiting.Count > 0)
        {
            causes.Add(new TaskCause(TaskReason.Conflict, state.Waiting[0].Index));
        }

        if (Reading(contest, station, state, size) is { } reading)
        {
            causes.Add(new TaskCause(TaskReason.Reading, reading.Index));
        }

        if (Objection(record, code, at, size) is { } objection)
        {
            causes.Add(new TaskCause(TaskReason.Objection, objection.Index));
        }

        if (record.Dice.FirstDrawing(code, at, size) is >= 0 and var dice && !record.Blind.AreReadByTwo(code, at, state.InPlace, size))
        {
            causes.Add(new TaskCause(TaskReason.Drawn, dice));
        }

        return causes;
    }

    /// <summary>The stations of a region that have a task now, ascending.</summary>
    /// <param name="record">The record.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="region">The region's ordinal.</param>
    public static IEnumerable<int> Open(ElectionRecord record, ContestRecord contest, int region)
    {
        var tree = record.Tree;
        var (first, end) = tree.StationsOf(region);
        var code = contest.Contest.Code;
        IEnumerable<RegionCode> named =
        [
            .. record.Watching.Objections.Where(its => its.Statement.Contest == code).Select(its => its.Statement.Station),
            .. record.Dice.DrawnIn(code),
        ];
        var perhaps = named.Select(tree.FindStation).Concat(contest.ReadStations).Where(station => station >= first && station < end);
        var under = Enumerable.Range(first, end - first).Where(station => contest.Tally.Class(station) == StationClass.UnderReview);
        return under.Concat(perhaps).Distinct().Order().Where(station => Of(record, contest, station).Count > 0);
    }

    /// <summary>The first reading since the last decision that leaves a doubt about the figures in place.</summary>
    private static StationReading? Reading(ContestRecord contest, int station, StationState state, long size)
    {
        var readings = contest.Readings(station);
        if (readings.Count == 0)
        {
            return null;
        }

        var decided =
            contest
                .History(station)
                .LastOrDefault(e =>
                    e.Index < size && e.Kind is EventKind.Accept or EventKind.Correct or EventKind.Settle or EventKind.Confirm
                )
                ?.Index
            ?? -1;
        return readings.FirstOrDefault(reading =>
            reading.Index > decided
            && reading.Index < size
            && (
                reading.Statement.Outcome != ReadingOutcome.Clear
                || reading.Differences(state.Fields!, contest.PaperOf(station).Ballot).Count > 0
            )
        );
    }

    private static ObjectionCase? Objection(ElectionRecord record, string contest, RegionCode station, long size) =>
        record
            .Watching.ObjectionsOf(contest, station)
            .FirstOrDefault(its => its.Index < size && its.State(size) is ObjectionState.Open or ObjectionState.Replied);
}
