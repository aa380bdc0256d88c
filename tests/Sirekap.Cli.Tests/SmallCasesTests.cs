namespace Sirekap.Cli.Tests;

/// <summary>The smallest inputs that other people's programs and reports have gone wrong with, through the real program.</summary>
public sealed class SmallCasesTests : IDisposable
{
    private readonly CopyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_table_written_by_six_programs_is_one_table()
    {
        var ran = Csv("plain.csv", "floats.csv", "header-case.csv", "excel-sep-line.csv", "semicolon.csv", "national-table.tsv").Exits(0);
        ran.Lines[0].ShouldContain("2 rows: 2 new");
        ran.Lines[1..5]
            .ShouldAllBe(line => line.Contains("2 rows: 0 new, 0 corrected, 0 withdrawn, 2 unchanged", StringComparison.Ordinal));
        ran.Lines[5].ShouldContain("1 rows: 0 new, 0 corrected, 0 withdrawn, 1 unchanged");
        ran.Says("national-table.tsv: ignored: provinsi_kode, tps");
        Votes().ShouldBe([100, 50, 30]);

        // Dates of another kind are no reason to lose figures.
        var dates = Import("kpu-csv", "--taken-at", "2024-02-17 00:00:00", Case("other-dates.csv")).Exits(0);
        dates.Lines[^2].ShouldContain("2 unchanged");
        dates.Says("other-dates.csv: 2 rows have a time that cannot be read", "\"16/02/2024 10.00\"");

        // Stations that the election has not are named, and so is an option without effect.
        Import("kpu-csv", "--regions", Case("added-stations-regions.csv"), Case("added-stations.csv"))
            .Exits(1)
            .Says("--regions has no effect", "142 stations", "extend", "added-stations.csv:2: kode: 99BF010001001 is no station");
    }

    [Fact]
    public void A_time_without_a_zone_is_Jakartas_and_drops_no_newer_row()
    {
        Csv(["--taken-at", "2024-02-20 14:00:00"], "zone-first.csv").Exits(0).Lines[0].ShouldContain("2024-02-20T07:00:00Z");
        Import("kpu-csv", Case("zone-second.csv")).Exits(0).Lines[0].ShouldContain("1 corrected");
        Votes().ShouldBe([10, 50, 30]);
    }

    [Theory]
    [InlineData("concatenated.csv", 2, "line 4 is the header line again")]
    [InlineData("two-tickets-2019.csv", 2, "its choices are 1, 2, and the ballot for president of 2024 had 1, 2, 3")]
    [InlineData("other-dates.csv", 1, "other-dates.csv:2: ts: \"16/02/2024 10.00\" is no time")]
    public void What_cannot_be_right_begins_no_election_and_says_why(string file, int exit, string why)
    {
        Csv(file).Exits(exit).Says(why);
        Directory.Exists(_folder.Election).ShouldBeFalse();
    }

    [Theory]
    [InlineData("pilkada-answer", 2, "1000737, 1000738")]
    [InlineData("pilkada-ids", 2, "1000243, 1000244")]
    [InlineData("string-votes", 1, "3171031003001.json:1: chart.100025: \"53\" is text; expected a number")]
    public void Answers_of_another_kind_are_refused_by_their_field(string folder, int exit, string why)
    {
        Import("kpu-json", "--regions", Case("regions.csv"), Case(folder)).Exits(exit).Says(why, "has not begun");
        Directory.Exists(_folder.Election).ShouldBeFalse();
    }

    [Fact]
    public async Task Answers_as_programs_write_them_are_read_and_a_revote_is_one()
    {
        Import("kpu-json", "--regions", Case("regions.csv"), Case("utf16")).Succeeds();
        Votes().ShouldBe([10, 20, 30]);
        Import("kpu-json", Case("psu-first")).Exits(0).Lines[0].ShouldContain("0 corrected");
        Import("kpu-json", Case("psu-revote")).Exits(0).Lines[0].ShouldContain("1 of a re-vote");
        Votes().ShouldBe([5, 6, 7]);

        // The source's own time and word stand in the published document, too.
        var last = _folder.Station("3171031003001").GetProperty("result").GetProperty("history").EnumerateArray().Last();
        last.GetProperty("dated").GetString().ShouldBe("2024-02-25T03:00:00Z");
        last.GetProperty("poll").GetString().ShouldBe("revote");

        // Nor is it a correction like others, on pages, in the API or in files.
        await using var site = await ServedCopy.StartAsync(_folder);
        (await site.ReadAsync("/en/koreksi")).ShouldContain("Voted once more (re-vote).");
        (await site.ReadAsync("/api/v1/corrections?contest=ppwp")).ShouldContain("\"dated\":\"2024-02-25T03:00:00Z\",\"poll\":\"revote\"");
        var file = (await site.ReadAsync("/unduh/ppwp/0/koreksi.csv")).Split("\r\n");
        file[0].ShouldEndWith(",before,after,dated,poll,contest,jenis/kind,N,waktu/time,waktu sumber/source time");
        file[1].ShouldContain(",2024-02-25T03:00:00Z,revote,ppwp,copy,");
    }

    [Fact]
    public void Votes_written_as_fractions_of_nothing_are_whole()
    {
        Import("kpu-json", "--regions", Case("regions.csv"), Case("float-votes")).Succeeds();
        Votes().ShouldBe([12, 10, 3]);
    }

    [Fact]
    public void A_definition_may_have_a_byte_order_mark_and_no_name_twice()
    {
        Ran Init(string definition) =>
            Command.Here("init", "--data", _folder.Data, "--definition", Case(definition), "--regions", Case("semicolon-regions.csv"));
        Init("definition-twice.json").Exits(2).Says("$.contests[0].choices[1]", "$.contests[0].choices[0]");
        Directory.Exists(_folder.Data).ShouldBeFalse("nothing has begun");
        Init("definition-bom.json").Succeeds().Lines[0].ShouldContain("5 stations");
    }

    private long[] Votes() => CopyFolder.Numbers(_folder.Station("3171031003001").GetProperty("result").GetProperty("votes"));

    private static string Case(string name) => Repository.Shared(Path.Combine("..", "cases", name));

    private Ran Csv(params string[] files) => Csv([], files);

    private Ran Csv(string[] options, params string[] files) =>
        Import("kpu-csv", ["--regions", Case("regions.csv"), .. options, .. files.Select(Case)]);

    private Ran Import(string format, params string[] arguments) => Command.Here(["import", format, "--data", _folder.Data, .. arguments]);
}
