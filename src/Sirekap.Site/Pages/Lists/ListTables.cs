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
        Corrections = "koreksi";

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
                new(texts["col.since"], ColumnKind.Text),
            ],
            [
                .. queue.Rows.Select(row =>
                    (IReadOnlyList<Cell>)
                        [
                            new TextCell(page.NameOf(row.Place), page.To(filter.Contest, row.Place.Code)),
                            new TextCell(row.Place.Code.ToString()),
                            new TextCell(Around(page, row.Above)),
                            new TextCell(Why(page, row)),
                            new TextCell(row.Since.Time is { } time ? page.Language.Moment(time, row.Place.Zone) : ""),
                        ]
                ),
            ]
        );
    }

    /// <summary>Each figure that was put aside, a row.</summary>
    public static SiteTable CorrectionsOf(PageContext page, CorrectionList list)
    {
        var (texts, filter, corrections) = (page.Texts, list.Filter, list.Corrections);
        return new SiteTable(
            Corrections,
            texts["table.corrections", page.NameOf(filter.Place), page.Language.Pick(corrections.Contest.Title)],
            [
                new(texts["level.Station"], ColumnKind.Text),
                new(texts["col.code"], ColumnKind.Code),
                new(texts["col.where"], ColumnKind.Text),
                new(texts["col.entry"], ColumnKind.Number),
                new(texts["col.since"], ColumnKind.Text),
                new(texts["col.what"], ColumnKind.Text),
                new(texts["col.paper"], ColumnKind.Code),
                new(texts["col.count"], ColumnKind.Text),
                new(texts["before"], ColumnKind.Number),
                new(texts["after"], ColumnKind.Number),
            ],
            [.. corrections.Rows.Zip(list.Ballots).SelectMany(pair => FiguresOf(pair.First, pair.Second))]
        );

        IEnumerable<IReadOnlyList<Cell>> FiguresOf(CorrectionRow row, ContestView ballot) =>
            Differences
                .Between(row.Before.Fields, row.After.Fields, ballot.Ballot)
                .Select(figure =>
                    (IReadOnlyList<Cell>)
                        [
                            new TextCell(page.NameOf(row.Place)),
                            new TextCell(row.Place.Code.ToString()),
                            new TextCell(Around(page, row.Above)),
                            new NumberCell(row.Signer.Index),
                            new TextCell(row.Signer.Time is { } time ? page.Language.Moment(time, row.Place.Zone) : ""),
                            new TextCell(row.Kind == EventKind.Form ? texts["event.displaced"] : texts["event." + row.Kind]),
                            new TextCell($"{figure.Place}"),
                            new TextCell(PaperWords.Of(page.Language, ballot, figure.Place)),
                            new NumberCell(figure.Before),
                            new NumberCell(figure.After),
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
        var lines = row
            .Failing.Where(check => check.Severity == Severity.Holds)
            .Select(check => page.Language.Pick(check.Indonesian, check.English))
            .ToList();
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
