using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Tables;

/// <summary>The tables of a region's page.</summary>
public static class RegionTables
{
    /// <summary>Names in addresses.</summary>
    public const string Votes = "suara",
        Regions = "wilayah",
        Stations = "tps",
        Counts = "isian",
        Plenaries = "pleno",
        WithoutAdded = "tanpa-tambahan";

    /// <summary>Every table that the page of this view has.</summary>
    public static IEnumerable<SiteTable> Of(PageContext page, RegionView view)
    {
        var lines = view.Contest.Lines;
        if (lines.Count > 0)
        {
            yield return VotesOf(page, Votes, Caption(page, view, "table.votes"), lines, view.Totals);
            if (view.WithoutAdded is { } without)
            {
                yield return VotesOf(page, WithoutAdded, Caption(page, view, "table.without"), lines, without);
            }
        }

        if (view.Regions.Count > 0)
        {
            yield return RegionsOf(page, view, lines);
        }

        if (view.Stations.Count > 0)
        {
            yield return StationsOf(page, view);
        }

        yield return CountsOf(page, view);
        if (view.Plenaries.Count > 0)
        {
            yield return PlenariesOf(page, view);
        }
    }

    private static string Caption(PageContext page, RegionView view, string key) =>
        page.TextsIn(view.Place.Code)[key, page.NameOf(view.Place), page.Language.Pick(view.Contest.Title)];

    /// <summary>A place's name, and that it was added since the election began.</summary>
    private static string NameOf(PageContext page, NamedRegion place, bool isAdded) =>
        isAdded ? page.Texts["added.row", page.NameOf(place)] : page.NameOf(place);

    private static SiteTable VotesOf(PageContext page, string name, string caption, IReadOnlyList<LineView> lines, RegionTotals totals)
    {
        var texts = page.Texts;
        var all = lines.Sum(line => line.In(totals.Accepted));

        // Where nothing is told of anybody, and all stand, two columns would say nothing.
        var told = lines.Any(line =>
            line.Candidate is { } its && (its.Sex != CandidateSex.Untold || its.Status != CandidateStatus.Standing)
        );
        return new SiteTable(
            name,
            caption,
            [
                new(texts["col.number"], ColumnKind.Code),
                new(texts["col.choice"], ColumnKind.Text),
                .. told ? [new(texts["col.sex"], ColumnKind.Text), new(texts["col.status"], ColumnKind.Text)] : Array.Empty<Column>(),
                new(texts["class.Accepted"], ColumnKind.Number),
                new(texts["col.share"], ColumnKind.Share),
                new(texts["class.Unchecked"], ColumnKind.Number),
                new(texts["class.UnderReview"], ColumnKind.Number),
                new(texts["col.reported"], ColumnKind.Number),
            ],
            [
                .. lines.Select(line =>
                    (IReadOnlyList<Cell>)
                        [
                            new TextCell(line.Number),
                            new TextCell(line.Name),
                            .. told ? StateOf(line) : [],
                            new NumberCell(line.In(totals.Accepted)),
                            new ShareCell(line.In(totals.Accepted), all),
                            new NumberCell(line.In(totals.Unchecked)),
                            new NumberCell(line.In(totals.UnderReview)),
                            new NumberCell(line.Reported(totals)),
                        ]
                ),
                All(),
            ],
            Lead: 2
        );

        IReadOnlyList<Cell> All() =>
            [
                new TextCell(texts["col.all"], Mark: SiteTable.Sum),
                new EmptyCell(),
                .. told ? [new EmptyCell(), new EmptyCell()] : Array.Empty<Cell>(),
                new NumberCell(all),
                new EmptyCell(),
                new NumberCell(lines.Sum(line => line.In(totals.Unchecked))),
                new NumberCell(lines.Sum(line => line.In(totals.UnderReview))),
                new NumberCell(lines.Sum(line => line.Reported(totals))),
            ];

        Cell[] StateOf(LineView line) =>
            [
                Person.WordOf(line.Candidate!.Sex) is { } sex ? new TextCell(sex) : new EmptyCell(),
                new TextCell(texts["candidate.status." + line.Candidate.Status]),
            ];
    }

    private static SiteTable RegionsOf(PageContext page, RegionView view, IReadOnlyList<LineView> lines)
    {
        var texts = page.Texts;
        return new SiteTable(
            Regions,
            Caption(page, view, "table.regions." + view.Regions[0].Place.Code.Level),
            [
                new(page.TextsIn(view.Place.Code)["level." + view.Regions[0].Place.Code.Level], ColumnKind.Text),
                new(texts["col.code"], ColumnKind.Code, Narrow: true),
                .. lines.Count > 0 ? [new(texts["col.leader"], ColumnKind.Text)] : Array.Empty<Column>(),
                .. lines.Select(line => new Column(texts["col.choice.counted", line.Number], ColumnKind.Number)),
                new(texts["col.in"], ColumnKind.Share, ShareHeading: texts["col.in.share"]),
                new(texts["col.stations.counted"], ColumnKind.Number),
                new(texts["class.Unchecked"], ColumnKind.Number),
                new(texts["class.UnderReview"], ColumnKind.Number),
                new(texts["class.None"], ColumnKind.Number),
                new(texts["col.stations"], ColumnKind.Number),
            ],
            [.. view.Regions.Select(Row)]
        );

        IReadOnlyList<Cell> Row(RegionRow row)
        {
            var totals = row.Totals;
            return
            [
                new TextCell(NameOf(page, row.Place, row.IsAdded), page.To(view.Contest.Code, row.Place.Code)),
                new TextCell(row.Place.Code.ToString()),
                .. lines.Count > 0 ? [new TextCell(LeaderOf(page, view.Contest, row))] : Array.Empty<Cell>(),
                .. lines.Select(line => new NumberCell(line.In(totals.Accepted))),
                new ShareCell(totals.Received, totals.TotalStations),
                new NumberCell(totals.Accepted.Stations),
                new NumberCell(totals.Unchecked.Stations),
                new NumberCell(totals.UnderReview.Stations),
                new NumberCell(totals.TotalStations - totals.Received),
                new NumberCell(totals.TotalStations),
            ];
        }
    }

    private static string LeaderOf(PageContext page, ContestView contest, RegionRow row) =>
        contest.Leader(row.Totals) is { } leader
            ? page.Texts[
                "leader",
                leader.Number,
                page.Language.Share(leader.In(row.Totals.Accepted), contest.Lines.Sum(line => line.In(row.Totals.Accepted)))
            ]
            : page.Texts[row.Totals.Accepted.Stations == 0 ? "leader.none" : "leader.even"];

    private static SiteTable StationsOf(PageContext page, RegionView view)
    {
        var texts = page.Texts;
        var choices = view.Contest.Choices;
        return new SiteTable(
            Stations,
            Caption(page, view, "table.stations"),
            [
                new(texts["level.Station"], ColumnKind.Text),
                new(texts["col.code"], ColumnKind.Code, Narrow: true),
                new(texts["col.state"], ColumnKind.Text),
                .. choices.Select(choice => new Column(texts["col.choice.short", choice.Number], ColumnKind.Number)),
                new(page.Language.Pick(Field.Valid.Words()), ColumnKind.Number),
                new(page.Language.Pick(Field.Invalid.Words()), ColumnKind.Number),
                new(texts["col.failing"], ColumnKind.Number),
                new(texts["col.changes"], ColumnKind.Number),
            ],
            [
                .. view.Stations.Select(row =>
                    (IReadOnlyList<Cell>)
                        [
                            new TextCell(NameOf(page, row.Place, row.IsAdded), page.To(view.Contest.Code, row.Place.Code)),
                            new TextCell(row.Place.Code.ToString()),
                            new TextCell($"{Parts.Sign.Symbol(row.State.Class)} {texts["class." + row.State.Class]}"),
                            .. choices.Select(
                                (_, i) =>
                                    new NumberCell(
                                        row.State.Fields is { } fields && fields.Votes[i] != FormFields.Missing ? fields.Votes[i] : null
                                    )
                            ),
                            new NumberCell(row.State.Fields?[Field.Valid]),
                            new NumberCell(row.State.Fields?[Field.Invalid]),
                            row.State.Class == StationClass.None ? new EmptyCell() : new NumberCell(row.Failing.Count),
                            new NumberCell(row.Changes),
                        ]
                ),
            ]
        );
    }

    private static SiteTable CountsOf(PageContext page, RegionView view)
    {
        var (texts, totals) = (page.Texts, view.Totals);
        return new SiteTable(
            Counts,
            Caption(page, view, "table.counts"),
            [
                new(texts["col.paper"], ColumnKind.Code),
                new(texts["col.count"], ColumnKind.Text),
                new(texts["class.Accepted"], ColumnKind.Number),
                new(texts["class.Unchecked"], ColumnKind.Number),
                new(texts["class.UnderReview"], ColumnKind.Number),
                new(texts["col.reported"], ColumnKind.Number),
            ],
            [
                .. Enum.GetValues<Field>()
                    .Where(view.Contest.Form.Has)
                    .Select(field =>
                        (IReadOnlyList<Cell>)
                            [
                                new TextCell($"{PaperPlace.Of(field)}"),
                                new TextCell(PaperWords.Of(page.Language, view.Contest, PaperPlace.Of(field))),
                                Sum(field, totals.Accepted.Counts[(int)field]),
                                Sum(field, totals.Unchecked.Counts[(int)field]),
                                Sum(field, totals.UnderReview.Counts[(int)field]),
                                Sum(field, Reported(field)),
                            ]
                    ),
            ],
            Lead: 2
        );

        long Reported(Field field) =>
            totals.Accepted.Counts[(int)field] + totals.Unchecked.Counts[(int)field] + totals.UnderReview.Counts[(int)field];

        NumberCell Sum(Field field, long value) => HasData(field) ? new(value) : new(null, Mark: SiteTable.NoData);

        // A part of the paper in which nobody anywhere wrote more than 0 was not filled in. Where the ballots are missing, the figure
        // beside them is, too: a source that leaves out one leaves out both.
        bool HasData(Field field) => Enum.GetValues<Field>().Any(other => PartOf(other) == PartOf(field) && Reported(other) != 0);

        static Field PartOf(Field field) =>
            field >= Field.Valid ? Field.Valid
            : field >= Field.BallotsReceived ? Field.BallotsReceived
            : Field.RollMen;
    }

    /// <summary>What the last plenary certified, beside what the record's accepted stations added up to at that entry.</summary>
    private static SiteTable PlenariesOf(PageContext page, RegionView view)
    {
        var texts = page.Texts;
        var plenary = view.Plenaries[^1].Plenary;
        var ballot = view.Contest.Ballot;
        var rows = new List<IReadOnlyList<Cell>> { Row("", texts["col.stations"], plenary.Stations, plenary.OwnStations) };
        foreach (var ((place, certified), (_, own)) in plenary.Certified.On(ballot).Zip(plenary.Own.On(ballot)))
        {
            if (view.Contest.IsOnForm(place))
            {
                rows.Add(Row($"{place}", PaperWords.Of(page.Language, view.Contest, place), certified, own!.Value));
            }
        }

        return new SiteTable(
            Plenaries,
            Caption(page, view, "table.plenaries"),
            [
                new(texts["col.paper"], ColumnKind.Code),
                new(texts["col.count"], ColumnKind.Text),
                new(texts["col.certified"], ColumnKind.Number),
                new(texts["col.own"], ColumnKind.Number),
                new(texts["col.difference"], ColumnKind.Number),
            ],
            rows,
            Lead: 2
        );

        static IReadOnlyList<Cell> Row(string where, string name, long? certified, long own) =>
            [
                where.Length > 0 ? new TextCell(where) : new EmptyCell(),
                new TextCell(name),
                new NumberCell(certified, Mark: certified is null ? SiteTable.NoData : null),
                new NumberCell(own),
                new NumberCell(certified - own, Mark: certified is null || certified == own ? null : SiteTable.Clash),
            ];
    }
}
