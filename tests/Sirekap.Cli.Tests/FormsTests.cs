using System.Text.Json;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Notes;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Record;
using Sirekap.Simulation.Rasters;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap forms print</c>.</summary>
public sealed class FormsTests
{
    private const string Station = "9101011001002";

    [Fact]
    public void Every_station_gets_one_file_named_by_its_code()
    {
        using var folder = Begun();
        Command
            .Here("forms", "print", "--contest", "pdpr", "--data", folder["d"], "--to", folder["out"])
            .Succeeds()
            .Out.ShouldContain("7 forms of pdpr, 35 sheets of 297 × 420 mm");
        Directory.GetFiles(folder["out"]).Length.ShouldBe(7);
        File.ReadAllText(folder[$"out/{Station}-pdpr.pdf"]).ShouldStartWith("%PDF-1.4");
    }

    [Fact]
    public void A_station_or_a_region_is_chosen()
    {
        using var folder = Begun();
        Command
            .Here("forms", "print", "--contest", "ppwp", "--data", folder["d"], "--to", folder["out"], "--station", Station)
            .Succeeds()
            .Out.ShouldContain("1 forms of ppwp, 3 sheets");
        Command
            .Here("forms", "print", "--contest", "ppwp", "--data", folder["d"], "--to", folder["out"], "--region", "9102")
            .Succeeds()
            .Out.ShouldContain("2 forms of ppwp");
        Directory
            .GetFiles(folder["out"])
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe([$"{Station}-ppwp.pdf", "9102011001001-ppwp.pdf", "9102011001002-ppwp.pdf"]);
        Refused(folder, "9109990001001 is no station of this election", "--contest", "ppwp", "--station", "9109990001001");
        Refused(folder, "there is no contest pdpd", "--contest", "pdpd");
    }

    [Fact]
    public void A_form_that_no_layout_is_made_for_is_printed_by_what_it_is_and_who_reads_it_is_said()
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        var printed = Command
            .Here("forms", "print", "--data", folder["d"], "--to", folder["out"], "--contest", "ketua-osis", "--station", School.First)
            .Succeeds();
        printed.Lines.ShouldBe([
            $"1 forms of ketua-osis, 1 sheets of 210 × 297 mm, in {folder["out"]}",
            "the reader of photos knows no layout for the form of ketua-osis: people read it",
        ]);
        File.ReadAllText(folder[$"out/{School.First}-ketua-osis.pdf"]).ShouldStartWith("%PDF-1.4");
    }

    [Fact]
    public void A_layout_is_found_by_what_the_form_is_and_not_by_the_contests_name()
    {
        using var folder = new TempFolder();
        var definition = File.ReadAllText(Repository.At("examples/two-contests/definition.json"));
        Command
            .Here(
                "init",
                "--data",
                folder["d"],
                "--definition",
                folder.Write("definition.json", definition.Replace("\"ppwp\"", "\"gubernur\"", StringComparison.Ordinal)),
                "--regions",
                Repository.At("examples/two-contests/regions.csv")
            )
            .Succeeds();
        var printed = Command.Here("forms", "print", "--data", folder["d"], "--to", folder["out"], "--contest", "gubernur").Succeeds();
        printed.Out.ShouldContain("sheets of 297 × 420 mm");
        printed.Lines[^1].ShouldContain("takes sirekap-ppwp for a form of ppwp and does not read it as gubernur");
    }

    [Fact]
    public void A_printed_sheet_that_is_photographed_says_whose_it_is_and_a_seal_changed_or_a_strangers_is_refused()
    {
        using var folder = Begun();
        var own = KeyFiles.ReadOfficer(folder["d/elections/contoh-2027/keys/root.pem"]);
        using var stranger = EcdsaSigner.Generate();
        var seal = new PageSeal("contoh-2027", "ppwp", RegionCode.Parse(Station), 2, [], default);
        var valid = PageSeals.Sign(seal, own).ToString();
        Seen(folder, valid).ShouldBe(("valid", Station));
        Seen(folder, valid.Replace(Station, "9101011001003", StringComparison.Ordinal)).ShouldBe(("invalid", "9101011001003"));
        Seen(folder, PageSeals.Sign(seal, stranger).ToString()).ShouldBe(("invalid", Station));
        Seen(folder, PageSeals.Sign(seal with { Page = 3 }, own).ToString()).ShouldBe(("invalid", Station));
        Seen(folder, null).ShouldBe(("absent", null));
        File.ReadAllText(folder["report.html"]).ShouldContain("tanpa segel");
    }

    /// <summary>Draws the second page of the presidential form and reads it.</summary>
    private static (string? Seal, string? Station) Seen(TempFolder folder, string? seal)
    {
        const double Scale = 4;
        var form = FormLayouts.Named("sirekap-ppwp");
        var page = form.Pages[1];
        File.WriteAllBytes(
            folder["page.png"],
            Png.Encode(PageRaster.Draw(PageDrawing.Of(form, page, PageWords.None with { Seal = seal }), page.Width, page.Height, Scale))
        );
        var ran = Command.Here("read", "form", folder["page.png"], "--json", "--data", folder["d"], "--report", folder["report.html"]);
        ran.Exits(1);
        using var json = JsonDocument.Parse(ran.Out);
        var seen = json.RootElement.GetProperty("pages")[0];
        return (seen.GetProperty("seal").GetString(), seen.GetProperty("station").GetString());
    }

    [Fact]
    public void A_key_that_is_no_root_prints_nothing()
    {
        using var folder = Begun();
        Command.Here("keys", "officer", "--out", folder["other.pem"]).Succeeds();
        Refused(folder, "is no root of this election", "--contest", "ppwp", "--key", folder["other.pem"]);
        Directory.Exists(folder["out"]).ShouldBeFalse();
    }

    [Fact]
    public void Forms_for_more_than_a_hundred_stations_are_asked_for_by_name()
    {
        using var folder = Begun("9101011001,4,DESA KARANG BIRU,910101,1-120");
        Refused(folder, "the election has 124 stations: choose with --region or --station, or say --all", "--contest", "ppwp");
    }

    private static void Refused(TempFolder folder, string why, params string[] options)
    {
        var ran = Command.Here(["forms", "print", "--data", folder["d"], "--to", folder["out"], .. options]);
        ran.Exits(2);
        ran.Error.ShouldContain(why);
    }

    private static TempFolder Begun(string village = "9101011001,4,DESA KARANG BIRU,910101,1-3")
    {
        var folder = new TempFolder();
        var regions = File.ReadAllText(Repository.At("examples/two-contests/regions.csv"))
            .Replace("9101011001,4,DESA KARANG BIRU,910101,1-3", village, StringComparison.Ordinal);
        Command
            .Here(
                "init",
                "--data",
                folder["d"],
                "--definition",
                Repository.At("examples/two-contests/definition.json"),
                "--regions",
                folder.Write("regions.csv", regions)
            )
            .Succeeds();
        return folder;
    }
}
