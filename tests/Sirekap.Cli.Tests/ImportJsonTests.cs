using System.IO.Compression;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap import kpu-json</c>.</summary>
public sealed class ImportJsonTests
{
    private static string Nested(int station) => $"pemilu/hhcw/ppwp/31/3171/317101/3171011001/{MadeFeed.Jakarta(station)}.json";

    [Fact]
    public void A_folder_as_KPU_nests_it_and_a_zip_of_bare_names_say_the_same()
    {
        using var copy = new CopyFolder();
        copy.Write("answers/" + Nested(1), Answer(53, 118, 36, 2));
        copy.Write(
            "answers/" + Nested(2),
            """{"chart":null,"images":[null,null,null],"administrasi":null,"psu":null,"ts":"2024-02-15 """
                + """07:00:44","status_suara":false,"status_adm":false}"""
        );
        copy.Write("answers/pemilu/hhcw/ppwp/31/3171.json", """{"chart":{"100025":1},"table":{}}""");
        Import(copy, copy["answers"]).Succeeds().Out.ShouldContain("2 rows: 1 new");
        copy.Station(MadeFeed.Jakarta(1)).GetProperty("result").GetProperty("class").GetString().ShouldBe("accepted");
        CopyFolder.Numbers(copy.Totals().GetProperty("votes").GetProperty("accepted")).ShouldBe([53, 118, 36]);
        var size = copy.Size;

        using (var zip = ZipFile.Open(copy["answers.zip"], ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(copy["answers/" + Nested(1)], $"{MadeFeed.Jakarta(1)}.json");
            zip.CreateEntryFromFile(copy["answers/" + Nested(2)], $"{MadeFeed.Jakarta(2)}.json");
        }

        Import(copy, copy["answers.zip"]).Succeeds().Out.ShouldContain("2 unchanged");
        copy.Size.ShouldBe(size);
    }

    [Fact]
    public void An_answer_that_cannot_be_understood_is_named_and_the_others_go_on()
    {
        using var copy = new CopyFolder();
        copy.Write("answers/" + Nested(1), Answer(53, 118, 36, 2));
        copy.Write("answers/" + Nested(2), Answer(53, 118, 36, 2).Replace("118", "\"many\"", StringComparison.Ordinal));
        copy.Write("answers/" + Nested(3), "{ not JSON");
        var ran = Import(copy, copy["answers"]).Exits(1);
        ran.Says($"{MadeFeed.Jakarta(2)}.json:", "100026", $"{MadeFeed.Jakarta(3)}.json:");
        ran.Out.ShouldContain("1 new");
        ran.Out.ShouldContain("2 refused");
    }

    [Fact]
    public void A_path_that_cannot_be_read_is_named()
    {
        using var copy = new CopyFolder();
        Import(copy, copy["none"]).Exits(2).Says(copy["none"]);
        Import(copy, copy.Write("torn.zip", "PK this is no zip")).Exits(2).Says(copy["torn.zip"]);
        Directory.Exists(copy.Data).ShouldBeFalse();
    }

    [Fact]
    public void Tables_and_answers_of_one_time_agree_in_one_ledger()
    {
        using var copy = CopyFolder.Usual();
        copy.Write("answers/" + Nested(5), Answer(53, 118, 36, 2));
        Import(copy, copy["answers"], "--taken-at", "2024-03-04T04:00:00+07:00")
            .Succeeds()
            .Out.ShouldContain("taken 2024-03-03T21:00:00Z; 1 rows: 1 new");
        copy.Totals().GetProperty("stations").GetProperty("received").GetInt32().ShouldBe(5);
    }

    private static Ran Import(CopyFolder copy, string path, params string[] options) =>
        Command.Here([
            "import",
            "kpu-json",
            "--data",
            copy.Data,
            "--regions",
            copy.Write("regions.csv", MadeFeed.Regions),
            .. options,
            path,
        ]);

    private static string Answer(int first, int second, int third, int invalid)
    {
        var (valid, all) = (first + second + third, first + second + third + invalid);
        return $$"""
            {"chart":{"null":null,"100025":{{first}},"100026":{{second}},"100027":{{third}}},"images":[null,null,null],
            "administrasi":{"suara_sah":{{valid}},"suara_total":{{all}},
            "pemilih_dpt_j":276,"pemilih_dpt_l":138,"pemilih_dpt_p":138,"pengguna_dpt_j":{{all}},"pengguna_dpt_l":100,"pengguna_dpt_p":{{all
                - 100}},"pengguna_dptb_j":0,"pengguna_dptb_l":0,
            "pengguna_dptb_p":0,"suara_tidak_sah":{{invalid}},"pengguna_total_j":{{all}},"pengguna_total_l":100,"pengguna_total_p":{{all
                - 100}},"pengguna_non_dpt_j":0,"pengguna_non_dpt_l":0,
            "pengguna_non_dpt_p":0},"psu":null,"ts":"2024-02-15 00:41:44","status_suara":true,"status_adm":true}
            """;
    }
}
