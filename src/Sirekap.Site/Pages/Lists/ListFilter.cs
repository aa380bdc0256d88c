using System.Globalization;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Lists;

/// <summary>What a list is narrowed to.</summary>
/// <param name="Contest">The contest's code.</param>
/// <param name="Place">The region.</param>
/// <param name="Above">The regions around it.</param>
/// <param name="Check">Only where this check fails; null for all.</param>
/// <param name="Class">Under review, or unchecked; lists of corrections do not ask.</param>
/// <param name="Part">Corrections that replaced figures, that only filled in what was empty, or both.</param>
/// <param name="ByVotes">Corrections: those first that moved most votes; else the newest.</param>
/// <param name="OpenOnly">Objections that nobody has ended.</param>
/// <param name="Reason">Tasks for this reason; null for all.</param>
/// <param name="Provinces">To choose from.</param>
public sealed record ListFilter(
    string Contest,
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    Check? Check,
    StationClass Class,
    CorrectionPart Part,
    bool ByVotes,
    bool OpenOnly,
    TaskReason? Reason,
    IReadOnlyList<NamedRegion> Provinces
)
{
    /// <summary>The word for <see cref="StationClass.Unchecked"/> in addresses.</summary>
    public const string UncheckedWord = "unchecked";

    /// <summary>The words for the parts of the corrections, and for their order, in addresses.</summary>
    public const string FilledWord = "kosong",
        AllWord = "semua",
        VotesWord = "suara";

    /// <summary>The word for objections that nobody has ended, in addresses.</summary>
    public const string OpenWord = "terbuka";

    /// <summary>The words for reasons of tasks, in addresses.</summary>
    public static IReadOnlyList<(TaskReason Reason, string Word)> Reasons { get; } =
    [
        (TaskReason.Check, "periksa"),
        (TaskReason.Conflict, "beda"),
        (TaskReason.Reading, "baca"),
        (TaskReason.Objection, "keberatan"),
        (TaskReason.Drawn, "dadu"),
    ];

    /// <summary>Reads what was asked; null with the reason when there is no such region, contest or check.</summary>
    public static ListFilter? Of(RecordAsOf asOf, PageRequest request, out PageProblem problem)
    {
        problem = PageProblem.NotFound;
        var contest = request["contest"] ?? asOf.Record.Structure.Contests[0].Code;
        var check = request["check"] is { } code ? asOf.Record.Rules.Checks.FirstOrDefault(known => known.Code == code) : null;
        if (asOf.Contest(contest) is null || (check is null && request["check"] is not null))
        {
            return null;
        }

        problem = PageProblem.NoPlace;
        if (!RegionCode.TryParse(request["region"] ?? "0", out var region) || asOf.FindRegion(region) < 0)
        {
            return null;
        }

        return new ListFilter(
            contest,
            asOf.Place(region),
            asOf.Above(region),
            check,
            request["class"] == UncheckedWord ? StationClass.Unchecked : StationClass.UnderReview,
            request["isi"] switch
            {
                FilledWord => CorrectionPart.Filled,
                AllWord => CorrectionPart.All,
                _ => CorrectionPart.Changed,
            },
            request["urut"] == VotesWord,
            request["status"] == OpenWord,
            Reasons.Where(its => its.Word == request["sebab"]).Select(its => (TaskReason?)its.Reason).FirstOrDefault(),
            [.. asOf.Children(0).Select(child => asOf.Place(asOf.Tree.Region(child)))]
        );
    }

    /// <summary>What the list is narrowed to, in words.</summary>
    public string Words(PageContext page) => Check is null ? page.NameOf(Place) : $"{page.NameOf(Place)}: {page.Says(Check)}";

    /// <summary>The query that asks for this, with its question mark.</summary>
    public string Query(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var parts = new List<string> { $"contest={Contest}", $"region={Place.Code}" };
        if (Check is not null)
        {
            parts.Add($"check={Check.Code}");
        }

        if (Class == StationClass.Unchecked)
        {
            parts.Add($"class={UncheckedWord}");
        }

        if (Part != CorrectionPart.Changed)
        {
            parts.Add($"isi={(Part == CorrectionPart.Filled ? FilledWord : AllWord)}");
        }

        if (ByVotes)
        {
            parts.Add($"urut={VotesWord}");
        }

        if (OpenOnly)
        {
            parts.Add($"status={OpenWord}");
        }

        parts.AddRange(Reasons.Where(its => its.Reason == Reason).Select(its => $"sebab={its.Word}"));
        foreach (var (name, value) in more)
        {
            parts.Add($"{name}={value}");
        }

        return "?" + string.Join('&', parts);
    }

    public string Query(string name, long value) => Query((name, value.ToString(CultureInfo.InvariantCulture)));
}
