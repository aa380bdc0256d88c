using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Site.Pages.Tables;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Lists;

/// <summary>The lists as tables.</summary>
public static class ListTables
{
    public const string Queue = "diperiksa",
        Progress = "kelengkapan";

    /// <summary>Stations of a page, of which a district has some two hundred.</summary>
    public const int CompletenessRows = 100;

    /// <summary>Where the completeness of a region stands, without the language; the nation's where none is given.</summary>
    public static string Completeness(RegionCode region = default) =>
        region == default || region.Level == Level.Nation ? $"/{Progress}" : $"/{Progress}/{region}";

    /// <summary>How far each station, or each region below, has come.</summary>
    public static SiteTable CompletenessOf(PageContext page, Completeness view)
    {
        var texts = page.TextsIn(view.Place.Code);
        var level =
            view.IsByStation ? Level.Station
            : view.Rows.Count > 0 ? view.Rows[0].Place.Code.Level
            : Level.Province;
        return new SiteTable(
            Progress,
            texts["table.completeness", page.NameOf(view.Place)],
            [
                new(texts["level." + level], ColumnKind.Text),
                new(texts["col.code"], ColumnKind.Code, Narrow: true),
                .. view.IsByStation
                    ? [new(texts["col.where"], ColumnKind.Text), new(texts["col.phones"], ColumnKind.Number)]
                    : new Column[] { new(texts["col.stations"], ColumnKind.Number), new(texts["col.phones.none"], ColumnKind.Number) },
                .. page.Contests.SelectMany(contest => Columns(page.Language.Pick(contest.Title))),
            ],
            [.. view.Rows.Select(Row)]
        );

        Column[] Columns(string contest) =>
            view.IsByStation
                ? [new(contest, ColumnKind.Text)]
                :
                [
                    new(texts["col.contest.in", contest], ColumnKind.Share, ShareHeading: texts["col.contest.in.share", contest]),
                    new(texts["col.contest.counted", contest], ColumnKind.Number),
                ];

        IReadOnlyList<Cell> Row(CompletenessRow row) =>
            [
                new TextCell(page.NameOf(row.Place), view.IsByStation ? null : page.To(Completeness(row.Place.Code))),
                new TextCell(row.Place.Code.ToString()),
                .. view.IsByStation
                    ? [new TextCell(page.NameOf(row.Village!)), new NumberCell(row.Phones)]
                    : new Cell[] { new NumberCell(row.Stations), new NumberCell(row.WithoutPhone) },
                .. row.Contests.Zip(page.Contests).SelectMany(contest => Cells(row.Place, contest.Second.Code, contest.First)),
            ];

        Cell[] Cells(NamedRegion place, string contest, Progress its) =>
            its switch
            {
                { Class: { } found } => [new TextCell(texts["class." + found], page.To(contest, place.Code))],
                { Stations: 0 } => view.IsByStation ? [new EmptyCell()] : [new EmptyCell(), new EmptyCell()],
                _ => [new ShareCell(its.Received, its.Stations), new NumberCell(its.Accepted)],
            };
    }

    /// <summary>The stations that wait for a person.</summary>
    public static SiteTable QueueOf(PageContext page, ListFilter filter, Queue queue)
    {
        var texts = page.Texts;
        return new SiteTable(
            Queue,
            texts["table.queue." + filter.Class, page.NameOf(filter.Place), page.Language.Pick(queue.Contest.Title)],
            [
                new(texts["level.Station"], ColumnKind.Text),
                new(texts["col.code"], ColumnKind.Code, Narrow: true),
                new(texts["col.where"], ColumnKind.Text),
                new(texts["col.why"], ColumnKind.Text),
                new(texts["col.since"], ColumnKind.Time),
            ],
            [
                .. queue.Rows.Select(row =>
                    (IReadOnlyList<Cell>)
                        [
                            new TextCell(page.NameOf(row.Place), page.To(filter.Contest, row.Place.Code)),
                            new TextCell(row.Place.Code.ToString()),
                            new TextCell(Around(page, row.Above)),
                            new TextCell(Why(page, row)),
                            new TimeCell(row.Since.Time, row.Place.Zone),
                        ]
                ),
            ]
        );
    }

    /// <summary>The regions around a place, the nearest first; overseas several have one name, which is said once.</summary>
    public static string Around(PageContext page, IReadOnlyList<NamedRegion> above) =>
        string.Join(", ", above.Reverse().Select(page.NameOf).Distinct(StringComparer.Ordinal));

    /// <summary>Why a station waits, a line each.</summary>
    public static string Why(PageContext page, QueueRow row)
    {
        var texts = page.Texts;
        var lines = row.Failing.Where(check => check.Severity == Severity.Holds).Select(page.Says).ToList();
        if (row.Conflict)
        {
            lines.Add(texts["why.conflict"]);
        }

        if (row.Held)
        {
            lines.Add(texts["why.held"]);
        }

        if (row.State.Class == StationClass.Unchecked)
        {
            lines.Add(texts["why.missing", string.Join(", ", row.Missing)]);
        }

        return string.Join('\n', lines);
    }
}
