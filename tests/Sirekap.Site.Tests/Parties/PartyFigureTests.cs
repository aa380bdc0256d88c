using System.Globalization;
using System.Text.Json.Nodes;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Verification.Tests.Parties;

namespace Sirekap.Site.Tests.Parties;

/// <inheritdoc/>
public sealed class PartyFigureTests(PartySite site) : ToldFigureTests(site), IClassFixture<PartySite>
{
    [Fact]
    public async Task A_party_has_its_name_also_where_its_lists_differ()
    {
        (await site.Page("en/pdpr")).ShouldContain("Partai Cahaya Khatulistiwa");
        (await site.Page("en/pdpr/91")).ShouldContain("Partai Lumbung Desa");
    }

    [Fact]
    public async Task At_a_tie_nobody_leads()
    {
        foreach (var (place, isEven) in new[] { ("9101", false), ("9102", true) })
        {
            var ranked = Naive(Night.Contest(PartyNight.Persons), RegionCode.Parse(place), RegionCode.Parse(place)).Ranked;
            (ranked[0].Votes == ranked[1].Votes).ShouldBe(isEven, "the night is made so");

            var page = await site.Page($"en/{PartyNight.Persons}/{place}");
            ranked.Take(2).Any(line => page.Contains($"Number {line.Number}, ", StringComparison.Ordinal)).ShouldBe(!isEven, place);
            var below = (await site.Table($"en/{PartyNight.Persons}/{place}/wilayah.csv"))!;
            below.ShouldHaveSingleItem()["Most votes"].StartsWith("No. ", StringComparison.Ordinal).ShouldBe(!isEven, place);
        }
    }

    [Fact]
    public async Task The_raw_table_has_each_station_with_its_own_ballot()
    {
        var rows = (await site.Table($"unduh/{PartyNight.Parties}/91/tps.csv"))!;
        foreach (var form in Night.Forms.Where(form => form.Contest == PartyNight.Parties))
        {
            var row = rows.Single(row => row["station"] == form.Station.ToString());
            var district = Night.Contest(PartyNight.Parties).DistrictOf(form.Station);
            row["electoral_district"].ShouldBe(district.Code);
            var given = row.Where(cell => cell.Key.StartsWith("votes ", StringComparison.Ordinal) && cell.Value.Length > 0);
            given
                .Select(cell => (cell.Key["votes ".Length..], int.Parse(cell.Value, CultureInfo.InvariantCulture)))
                .ShouldBe(district.Choices.Select((choice, i) => (choice.ToString(), form.Fields.Votes[i])));
        }
    }
}

/// <summary>Five simulated contests.</summary>
public sealed class FiveContestsFigureTests(FiveContestsSite site) : ToldFigureTests(site), IClassFixture<FiveContestsSite>;

/// <summary>A copy of figures that exist for electoral districts alone.</summary>
public sealed class DistrictCopyFigureTests(DistrictCopySite site) : ToldFigureTests(site), IClassFixture<DistrictCopySite>
{
    private protected override string Unit => "Electoral districts";

    [Fact]
    public async Task The_time_of_the_source_stands_beside_that_of_the_copy_on_every_stamp_citation_and_file()
    {
        var page = await site.Page("pdpr/1181");
        var stamps = page.Split("class=\"caption\"")[1..]
            .Select(part => part[..part.IndexOf("</small>", StringComparison.Ordinal)])
            .ToArray();
        stamps.Length.ShouldBeGreaterThan(3);
        stamps.ShouldAllBe(stamp => stamp.Contains("sumber per ", StringComparison.Ordinal));
        var quotes = page.Split("class=\"quote\"")[1..].Select(part => part[..part.IndexOf("</p>", StringComparison.Ordinal)]).ToArray();
        quotes.Length.ShouldBeGreaterThan(1);
        quotes.ShouldAllBe(quote => quote.Contains("sumber per ", StringComparison.Ordinal));
        (await site.Page("en/pdpr/1181")).ShouldContain("source as of ");
        (await site.Table("pdpr/wilayah.csv"))!.ShouldAllBe(row =>
            row["sumber/source"].Contains("waktu sumber/source time 20", StringComparison.Ordinal)
        );
        (await site.Json("api/v1/election"))["moment"]!["sourceTime"]!.GetValue<string>().ShouldEndWith("Z");
    }

    [Fact]
    public async Task No_page_calls_a_district_a_station()
    {
        var page = await site.Page("pdpr/1181010001001");
        page.ShouldContain("Angka satu dapil, bukan TPS");
        page.ShouldNotContain("C.HASIL,");
        page.ShouldNotContain("TPS 001");
        var api = await site.Json("api/v1/election");
        api["moment"]!["unit"]!.GetValue<string>().ShouldBe("district");
        api["limits"].ShouldBeNull();
        (await site.Page("pdpr/1181")).ShouldContain("/pdpr/1181010001001");
    }
}

/// <summary>The real DPR of 2024 by candidate and district, where the data pack is.</summary>
public sealed class RealDistrictsFigureTests : ToldFigureTests, IClassFixture<RealDistrictsSite>
{
    public RealDistrictsFigureTests(RealDistrictsSite site)
        : base(site) => Assert.SkipUnless(DistrictCopy.IsHere, DistrictCopy.Absent);

    private protected override string Unit => "Electoral districts";
}

/// <summary>
/// Every figure that pages, their tables and the API show of contests with several ballots, beside sums made by hand, at every level.
/// </summary>
public abstract class ToldFigureTests
{
    private static readonly (string Word, StationClass[] Classes)[] Sums =
    [
        ("accepted", [StationClass.Accepted]),
        ("unchecked", [StationClass.Unchecked]),
        ("underReview", [StationClass.UnderReview]),
        ("reported", [StationClass.Accepted, StationClass.Unchecked, StationClass.UnderReview]),
    ];

    private readonly ToldSite _site;

    private protected ToldFigureTests(ToldSite site) => _site = site;

    private protected ToldNight Night => _site.Night;

    /// <summary>What the pages call a station.</summary>
    private protected virtual string Unit => "Stations";

    [Fact]
    public async Task The_api_says_the_naive_sums_of_every_region_and_of_the_regions_below()
    {
        foreach (var (code, contest, region) in Places)
        {
            var said = await _site.Json($"api/v1/results/{code}/{region}");
            Votes(said["totals"]!, contest, region, region);
            said["contest"]!["choices"]!
                .AsArray()
                .Select(choice => choice!["number"]!.GetValue<string>())
                .ShouldBe(Naive(contest, region, region).Columns.Select(column => column.ToString()), $"{code} {region}");
            foreach (var child in said["regions"]!.AsArray())
            {
                Votes(child!["totals"]!, contest, RegionCode.Parse(child["place"]!["code"]!.GetValue<string>()), region);
            }
        }
    }

    [Fact]
    public async Task Who_leads_and_whether_that_could_turn_is_said_of_parties_by_their_sums()
    {
        foreach (var (code, contest, region) in Places)
        {
            var outstanding = (await _site.Json($"api/v1/results/{code}/{region}"))["outstanding"]!;
            var ranked = Naive(contest, region, region).Ranked;
            var lead = ranked.Count < 2 ? 0 : ranked[0].Votes - ranked[1].Votes;
            var stations = Voting(contest, region) - Naive(contest, region, region).Stations;
            outstanding["lead"]!.GetValue<long>().ShouldBe(lead, $"{code} {region}");
            outstanding["stations"]!.GetValue<int>().ShouldBe(stations);
            outstanding["couldTurn"]!
                .GetValue<bool>()
                .ShouldBe(ranked.Count > 1 && stations > 0 && stations * (long)Night.Structure.Limits.Law >= lead, $"{code} {region}");
        }
    }

    [Fact]
    public async Task Every_figure_of_a_regions_page_is_the_naive_sum()
    {
        foreach (var (code, contest, region) in Places)
        {
            var page = $"en/{code}{(region == RegionCode.Nation ? "" : $"/{region}")}";
            var lines = Lines(contest, region, region);
            var votes = await _site.Table($"{page}/suara.csv");
            (votes is null).ShouldBe(lines.Count == 0, page);
            foreach (var (row, line) in (votes ?? []).Zip(lines))
            {
                row["No."].ShouldBe($"{line.Key}");
                (row["Added up"], row["Cannot be checked yet"], row["Under review"], row["All that is in"]).ShouldBe(
                    (Text(line.Value[0]), Text(line.Value[1]), Text(line.Value[2]), Text(line.Value[3])),
                    page
                );
            }

            votes?.Count.ShouldBe(lines.Count);
            await RegionsOf(contest, region, page, [.. lines.Keys]);
            await CountsOf(contest, region, page);
        }
    }

    [Fact]
    public async Task Certified_totals_stand_beside_those_they_were_certified_for()
    {
        foreach (var (code, contest, region) in Places)
        {
            if (!Night.Certified.TryGetValue((code, region), out var certified))
            {
                continue;
            }

            var own = Naive(contest, region, region);
            var rows = (await _site.Table($"en/{code}{(region == RegionCode.Nation ? "" : $"/{region}")}/pleno.csv"))!;
            var places = rows.Where(row => PaperPlace.TryParse(row["On the form"], out _))
                .ToLookup(row => PaperPlace.TryParse(row["On the form"], out var place) ? place.Part : default);
            var choices = places[PaperPart.Votes].ToList();
            places[PaperPart.Count]
                .Select(row => (row["On the form"], row["Certified"], row["Sum of the stations then"]))
                .ShouldBe(
                    Enum.GetValues<Field>()
                        .Select(count => ($"{PaperPlace.Of(count)}", Text(certified.Figures[count]!.Value), Text(own.Counts[(int)count]))),
                    $"{code} {region}"
                );
            places[PaperPart.PartyTotal].Count().ShouldBe(contest.BallotOf(region).Parties, $"{code} {region}");
            choices
                .Select(row => (Number: row["Figure"].Split(' ')[0], Certified: row["Certified"], Own: row["Sum of the stations then"]))
                .ShouldBe(
                    own.Columns.Select((column, i) => (column.ToString(), Text(certified.Figures.Votes[i]), Text(own.Votes[i]))),
                    $"{code} {region}"
                );
            foreach (var row in choices.Where(_ => own.Columns.Count > 0 && contest.BallotOf(region).District is not null))
            {
                var number = row["Figure"].Split(' ')[0];
                row["Figure"].ShouldBe($"{number} {NameOf(contest, region, number)}");
            }
        }
    }

    /// <summary>Every contest in every region where somebody votes in it.</summary>
    private IEnumerable<(string Code, Contest Contest, RegionCode Region)> Places =>
        from contest in Night.Structure.Contests
        from region in Night.Regions
        where Voting(contest, region) > 0
        select (contest.Code, contest, region);

    private static string Text(long figure) => figure.ToString(CultureInfo.InvariantCulture);

    private protected NaiveSums Naive(Contest contest, RegionCode region, RegionCode around, params StationClass[] classes) =>
        NaiveSums.Of(Night, contest, region, around, classes.Length == 0 ? [StationClass.Accepted] : classes);

    private int Voting(Contest contest, RegionCode region) =>
        Enumerable
            .Range(0, Night.Tree.StationCount)
            .Select(Night.Tree.Station)
            .Count(station => station.IsWithin(region) && contest.TryFindDistrict(station, out _));

    /// <summary>Each party, ticket or person with its votes by class.</summary>
    private SortedDictionary<int, long[]> Lines(Contest contest, RegionCode region, RegionCode around)
    {
        var lines = new SortedDictionary<int, long[]>();
        foreach (var (i, (_, classes)) in Sums.Index())
        {
            foreach (var (number, votes) in Naive(contest, region, around, classes).Ranked)
            {
                lines.TryAdd(number, new long[Sums.Length]);
                lines[number][i] = votes;
            }
        }

        return lines;
    }

    private string NameOf(Contest contest, RegionCode region, string number)
    {
        var district = contest.DistrictOf(region);
        var parts = number.Split('.').Select(int.Parse).ToArray();
        return Night.Names.ChoiceName(contest.Code, district.Code, new Choice(parts[0], parts.ElementAtOrDefault(1)));
    }

    private async Task RegionsOf(Contest contest, RegionCode region, string page, int[] numbers)
    {
        foreach (var row in await _site.Table($"{page}/wilayah.csv") ?? [])
        {
            var below = RegionCode.Parse(row["Code"]);
            var lines = Lines(contest, below, region);
            foreach (var number in numbers)
            {
                row[$"No. {number} (votes added up)"].ShouldBe(Text(lines[number][0]), $"{page} {below}");
            }

            row[$"{Unit} added up"].ShouldBe($"{Naive(contest, below, region).Stations}");
            row[Unit].ShouldBe($"{Voting(contest, below)}");
        }
    }

    private async Task CountsOf(Contest contest, RegionCode region, string page)
    {
        var rows = (await _site.Table($"{page}/isian.csv"))!;
        foreach (var field in Enum.GetValues<Field>())
        {
            var row = rows.Single(row => row["On the form"] == $"{PaperPlace.Of(field)}");
            foreach (var ((_, classes), heading) in Sums.Zip(["Added up", "Cannot be checked yet", "Under review", "All that is in"]))
            {
                var naive = Naive(contest, region, region, classes).Counts[(int)field];
                (row[heading] is "" ? "0" : row[heading]).ShouldBe(Text(naive), $"{page} {field}");
            }
        }
    }

    private void Votes(JsonNode said, Contest contest, RegionCode region, RegionCode around)
    {
        foreach (var (word, classes) in Sums)
        {
            var naive = Naive(contest, region, around, classes);
            said[word]!["votes"]!
                .AsArray()
                .Select(votes => votes!.GetValue<long>())
                .ShouldBe(naive.Votes, $"{contest.Code} {region} {word}");
            said[word]!["stations"]!.GetValue<int>().ShouldBe(naive.Stations);
        }
    }
}
