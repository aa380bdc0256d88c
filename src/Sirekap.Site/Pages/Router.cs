using Sirekap.Elections.Regions;
using Sirekap.Ledger.Policies;
using Sirekap.Site.Pages.Explaining;
using Sirekap.Site.Pages.Lists;
using Sirekap.Site.Pages.Tables;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>Which page an address means: what is to be done for it inside one read of the node.</summary>
/// <param name="site">The views.</param>
/// <param name="options">What the operator offers.</param>
public sealed class Router(SiteViews site, SiteOptions options)
{
    private readonly TlogPolicy? _policy =
        options.Policy is { } bytes && TlogPolicy.TryParse(bytes.Span, out var policy, out _) ? policy : null;

    public Func<PageContext, RecordAsOf, Answer> Route(PageRequest request) =>
        (request.AsOf is null ? Now(request) : null) ?? Always(request);

    /// <summary>Pages that are only of now; null when it is none of these.</summary>
    private Func<PageContext, RecordAsOf, Answer>? Now(PageRequest request) =>
        request.Segments switch
        {
            [] => (_, asOf) =>
                Answer.Page<StartPage>(StartModel.Of(asOf) with { Kit = options.Demo?.Kit(asOf.Record), Review = options.Demo?.Review }),
            ["cari"] => Search(request),
            ["koreksi"] => (_, asOf) => Corrections(asOf, request),
            ["keberatan"] => (_, asOf) => Objected(asOf, request),
            [ListTables.Progress] => Complete(request, "0"),
            [ListTables.Progress, var name] when TableFile.TryName(name) is { Table: ListTables.Progress } file => Complete(
                request,
                "0",
                file
            ),
            [ListTables.Progress, var code] => Complete(request, code),
            [ListTables.Progress, var code, var name] when TableFile.TryName(name) is { Table: ListTables.Progress } file => Complete(
                request,
                code,
                file
            ),
            ["tinjauan"] => (_, asOf) => Asked(asOf, request),
            ["diperiksa"] => (_, asOf) => Queue(asOf, request, null),
            ["diperiksa", var name] when TableFile.TryName(name) is { Table: ListTables.Queue } file => (page, asOf) =>
                Queue(asOf, request, (page, file)),
            ["verifikasi"] => Verify(),
            ["robots.txt"] => (page, _) => ForCrawlers.Robots(page),
            ["sitemap.xml"] => ForCrawlers.Sitemaps,
            [var name] when name.StartsWith("sitemap-", StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal) => (
                page,
                asOf
            ) => ForCrawlers.SitemapOf(page, asOf, name[8..^4]),
            ["favicon.ico"] => (_, _) => new Answer.Moved(AssetFiles.Path("icon.svg")),
            ["bukti", var index] => Entry<ProofPage>(index),
            ["isi", var index] => Entry<OriginalPage>(index),
            ["api"] => (_, _) => new Answer.Shown(typeof(ApiPage), new Dictionary<string, object?>(StringComparer.Ordinal)),
            ["transparansi"] => (_, asOf) => Answer.Page<OpenPage>(DisclosureView.All(asOf, site)),
            _ => null,
        };

    /// <summary>Places, which have a past.</summary>
    private Func<PageContext, RecordAsOf, Answer> Always(PageRequest request) =>
        request.Segments switch
        {
            [var one] => (page, asOf) =>
                asOf.Contest(one) is null ? Short(page, asOf, one) : At(page, asOf, one, null, null, NumberIn(request)),
            [var contest, var name] when TableFile.TryName(name) is { } file => (page, asOf) => At(page, asOf, contest, null, file),
            [var contest, "0"] => (page, asOf) =>
                asOf.Contest(contest) is null
                    ? new Answer.None(PageProblem.NotFound)
                    : new Answer.Moved(page.To(contest, RegionCode.Nation)),
            [var contest, var code] => (page, asOf) => At(page, asOf, contest, code, null, NumberIn(request)),
            [var contest, var code, var name] when TableFile.TryName(name) is { } file => (page, asOf) =>
                At(page, asOf, contest, code, file),
            _ => (_, _) => new Answer.None(PageProblem.NotFound),
        };

    private Func<PageContext, RecordAsOf, Answer> Search(PageRequest request)
    {
        var query = request["q"]?.Trim() ?? "";

        // Before the read that makes the page: searching reads the node, too.
        var found = query.Length == 0 ? [] : site.Search().Find(query);
        return (page, asOf) =>
        {
            var places = found
                .Select(one => (Found: one, Contest: page.FirstContestIn(one.Place.Code)))
                .Where(one => one.Contest is not null)
                .Select(one => new FoundPlace(one.Found, page.To(one.Contest!, one.Found.Place.Code)))
                .ToArray();
            if (places is [var only] && IsCode(query, only.Found.Place.Code))
            {
                return new Answer.Moved(only.Href);
            }

            var at = RegionCode.TryParse(request["region"] ?? "0", out var chosen) ? chosen : RegionCode.Nation;
            return at.Level == Level.Station && asOf.Tree.FindStation(at) >= 0 && page.FirstContestIn(at) is { } contest
                    ? new Answer.Moved(page.To(contest, at))
                : Chooser.Of(asOf, at) is { } chooser ? Answer.Page<SearchPage>(new SearchResult(query, places, chooser))
                : new Answer.None(PageProblem.NoPlace);
        };
    }

    /// <summary>Whether it is this very code, with the points and dashes by which people group its digits.</summary>
    private static bool IsCode(string query, RegionCode code) =>
        string.Equals(string.Concat(query.Where(char.IsLetterOrDigit)), code.ToString(), StringComparison.OrdinalIgnoreCase);

    private static Answer Corrections(RecordAsOf asOf, PageRequest request)
    {
        if (ListFilter.Of(asOf, request, out var problem) is not { } filter)
        {
            return new Answer.None(problem);
        }

        return Answer.Page<CorrectionsPage>(CorrectionList.Of(asOf, filter, Before(request), NumberIn(request), CorrectionList.Rows)!);
    }

    private Answer Objected(RecordAsOf asOf, PageRequest request) =>
        ListFilter.Of(asOf, request, out var problem) is { } filter
            ? Answer.Page<ObjectionsPage>(ObjectionList.Of(asOf, site, filter, Before(request)))
            : new Answer.None(problem);

    private static Answer Asked(RecordAsOf asOf, PageRequest request) =>
        ListFilter.Of(asOf, request, out var problem) is { } filter
            ? Answer.Page<TasksPage>(TaskList.Of(asOf, filter, PageOf(request)))
            : new Answer.None(problem);

    /// <summary>Which page of a list, from 1.</summary>
    private static int PageOf(PageRequest request) =>
        int.TryParse(request["page"], System.Globalization.CultureInfo.InvariantCulture, out var parsed) && parsed is > 0 and < 100_000
            ? parsed
            : 1;

    /// <summary>Only what was said before this entry.</summary>
    private static long? Before(PageRequest request) =>
        long.TryParse(request["before"], System.Globalization.CultureInfo.InvariantCulture, out var parsed) && parsed >= 0 ? parsed : null;

    private static Answer Queue(RecordAsOf asOf, PageRequest request, (PageContext Page, TableName File)? table)
    {
        if (ListFilter.Of(asOf, request, out var problem) is not { } filter)
        {
            return new Answer.None(problem);
        }

        var number = PageOf(request);
        var (first, most) = table is null ? ((number - 1) * QueueList.Rows, QueueList.Rows) : (0, QueueList.MostRows);
        var queue = Views.Queue.Of(asOf, filter.Contest, filter.Place.Code, filter.Class, filter.Check, first, most)!;
        return table is var (page, file)
            ? new Answer.Download(ListTables.QueueOf(page, filter, queue), file.Format, null)
            : Answer.Page<QueuePage>(new QueueList(filter, queue, number));
    }

    /// <summary>How far the forms of a region have come, or its table as a file.</summary>
    private static Func<PageContext, RecordAsOf, Answer> Complete(PageRequest request, string place, TableName? file = null) =>
        (page, asOf) =>
            !RegionCode.TryParse(place, out var code) ? new Answer.None(PageProblem.NotFound)
            : asOf.FindRegion(code) < 0 ? new Answer.None(PageProblem.NoPlace)
            : Completeness.Of(asOf, code) is not { } view ? new Answer.None(PageProblem.NotFound)
            : file is not null ? new Answer.Download(ListTables.CompletenessOf(page, view), file.Format, null)
            : new Answer.Shown(
                typeof(CompletenessPage),
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(CompletenessPage.View)] = view,
                    [nameof(CompletenessPage.Number)] = NumberIn(request),
                }
            );

    private Func<PageContext, RecordAsOf, Answer> Verify()
    {
        var weight = PublicationWeight.Of(site.Node);
        return (_, asOf) => Answer.Page<VerifyPage>(Trust.Of(asOf, site.Node, _policy, weight));
    }

    /// <summary>An entry, explained; it is read before the node's own read.</summary>
    private Func<PageContext, RecordAsOf, Answer> Entry<TPage>(string text)
    {
        if (!int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var index) || index < 0 || index >= site.Node.Size)
        {
            return (_, _) => new Answer.None(PageProblem.NotFound);
        }

        var entry = site.Node.Store.Read(index);
        return (_, asOf) => Answer.Page<TPage>(RecordedEntry.Of(asOf, site, index, entry));
    }

    /// <summary>A code alone: the first contest that the place has a part in.</summary>
    private static Answer Short(PageContext page, RecordAsOf asOf, string text)
    {
        if (!RegionCode.TryParse(text.ToUpperInvariant(), out var code))
        {
            return new Answer.None(PageProblem.NotFound);
        }

        if (!Exists(asOf, code))
        {
            return new Answer.None(PageProblem.NoPlace);
        }

        return page.FirstContestIn(code) is { } contest ? new Answer.Moved(page.To(contest, code)) : new Answer.None(PageProblem.NotHere);
    }

    /// <summary>Which page of a long table.</summary>
    private static int NumberIn(PageRequest request) =>
        int.TryParse(
            request["hal"],
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        ) && number is > 0 and < 10_000
            ? number
            : 1;

    /// <param name="text">The region's or station's code; null for the nation.</param>
    /// <param name="number">Which page of its long table.</param>
    private Answer At(PageContext page, RecordAsOf asOf, string contest, string? text, TableName? file, int number = 1)
    {
        var code = RegionCode.Nation;
        if (asOf.Contest(contest) is null || (text is not null && !RegionCode.TryParse(text, out code)))
        {
            return new Answer.None(PageProblem.NotFound);
        }

        if (!Exists(asOf, code))
        {
            return new Answer.None(PageProblem.NoPlace);
        }

        if (code.Level == Level.Station)
        {
            return StationView.Of(asOf, site, contest, code) is not { } station ? new Answer.None(PageProblem.NotHere)
                : file is null ? Answer.Page<StationPage>(station)
                : Download(page, contest, code, file, [StationTable.Of(page, station)]);
        }

        var voted = page.Contests.First(known => known.Code == contest);
        if (!voted.IsVotedOn(code))
        {
            return new Answer.None(PageProblem.NotHere);
        }

        var region = RegionView.Of(asOf, contest, code)!;
        region = region with { Regions = [.. region.Regions.Where(row => voted.IsVotedOn(row.Place.Code))] };
        return file is null
            ? new Answer.Shown(
                typeof(RegionPage),
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(RegionPage.View)] = region,
                    [nameof(RegionPage.Number)] = number,
                }
            )
            : Download(page, contest, code, file, RegionTables.Of(page, region));
    }

    private static Answer Download(PageContext page, string contest, RegionCode code, TableName file, IEnumerable<SiteTable> tables) =>
        tables.FirstOrDefault(table => table.Name == file.Table) is { } table
            ? new Answer.Download(table, file.Format, page.Permanent(contest, code))
            : new Answer.None(PageProblem.NotFound);

    private static bool Exists(RecordAsOf asOf, RegionCode code) => asOf.FindRegion(code) >= 0 || asOf.FindStation(code) >= 0;
}
