using System.Globalization;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>Reads the parameters of a request strictly; each gives the problem that names it, or null.</summary>
internal static class Parameters
{
    /// <summary>Rows of a page, unless others are asked for: a few screens of a telephone.</summary>
    public const int UsualRows = 50;

    /// <summary>A page of so many is made in the time of ten, and nobody is answered for seconds while others wait.</summary>
    public const int MostRows = 500;

    /// <summary>Characters: the longest name of a place, with those of all regions around it.</summary>
    public const int LongestQuery = 200;

    /// <summary>The first problem of several parameters, all of which have been read.</summary>
    public static Problem? First(params ReadOnlySpan<Problem?> problems)
    {
        foreach (var problem in problems)
        {
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    public static Problem? Code(string field, string? text, out RegionCode code)
    {
        code = RegionCode.Nation;
        return text is null || RegionCode.TryParse(text, out code) ? null : Problem.Parameter(field, "expected.code");
    }

    public static Problem? Station(string field, string? text, out RegionCode code) =>
        RegionCode.TryParse(text, out code) && code.Level == Level.Station ? null : Problem.Parameter(field, "expected.station");

    /// <summary>A contest's code in its form; whether there is such a contest only the record knows.</summary>
    public static Problem? Contest(string field, string? text) =>
        text is null || IdRules.IsId(text) ? null : Problem.Parameter(field, "expected.contest");

    public static Problem? Number(string field, string? text, out long? number)
    {
        number = null;
        if (text is null)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return Problem.Parameter(field, "expected.number");
        }

        number = parsed;
        return null;
    }

    /// <inheritdoc cref="Number(string, string?, out long?)"/>
    public static Problem? Number(string field, string? text, out long number)
    {
        var problem = Number(field, text ?? "", out long? parsed);
        number = parsed ?? 0;
        return problem;
    }

    public static Problem? Rows(string field, string? text, out int rows)
    {
        rows = UsualRows;
        return
            text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out rows) && rows is > 0 and <= MostRows)
            ? null
            : Problem.Parameter(field, "expected.most");
    }

    /// <param name="checks">Those of the election's rules.</param>
    public static Problem? Check(string field, string? text, Catalogue checks, out Check? check)
    {
        check = null;
        if (text is null)
        {
            return null;
        }

        check = checks.FirstOrDefault(known => known.Code == text);
        return check is null ? Problem.Parameter(field, "expected.check") : null;
    }

    public static Problem? Waiting(string field, string? text, out StationClass stationClass)
    {
        stationClass = text == "unchecked" ? StationClass.Unchecked : StationClass.UnderReview;
        return text is null or "unchecked" or "underReview" ? null : Problem.Parameter(field, "expected.class");
    }

    public static Problem? Why(string field, string? text, out TaskReason? reason)
    {
        reason = Enum.GetValues<TaskReason>().Cast<TaskReason?>().FirstOrDefault(its => $"{its}".ToLowerInvariant() == text);
        return text is null || reason is not null ? null : Problem.Parameter(field, "expected.why");
    }

    public static Problem? Flag(string field, string? text, out bool flag)
    {
        flag = text == "true";
        return text is null or "true" or "false" ? null : Problem.Parameter(field, "expected.flag");
    }

    public static Problem? Identity(string field, string? text, out Digest identity) =>
        Digest.TryParse(text, out identity) ? null : Problem.Parameter(field, "expected.id");

    public static Problem? Key(string field, string? text, out KeyName name) =>
        KeyName.TryParse(text, out name) ? null : Problem.Parameter(field, "expected.key");

    public static Problem? Query(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > LongestQuery ? Problem.Parameter(field, "expected.query") : null;

    /// <summary>The contest asked for, or the first; null with the problem where there is none such.</summary>
    public static string? Contest(this RecordAsOf asOf, string? asked, out Problem? problem)
    {
        var codes = asOf.Record.Structure.Contests.Select(contest => contest.Code);
        var found = asked is null ? codes.First() : asOf.Contest(asked)?.Contest.Code;
        problem = found is null ? new Problem(ProblemCode.UnknownContest) { Field = "contest", Words = [string.Join(", ", codes)] } : null;
        return found;
    }

    /// <summary>No such place.</summary>
    public static Problem UnknownRegion(string field) => new(ProblemCode.UnknownRegion) { Field = field };
}
