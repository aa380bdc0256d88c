namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap forms print</c>.</summary>
public sealed class FormsTests
{
    private const string Station = "9101011001002";

    [Fact]
    public void Every_station_gets_one_file_named_by_its_code()
    {
        using var folder = Begun();
        Command.Run("forms", "print", "--contest", "pdpr", "--data", folder["d"], "--to", folder["out"]).Succeeds().Out.ShouldContain("7 forms of pdpr, 35 sheets of 297 × 420 mm");
        Directory.GetFiles(folder["out"]).Length.ShouldBe(7);
        File.ReadAllText(folder[$"out/{Station}-pdpr.pdf"]).ShouldStartWith("%PDF-1.4");
    }

    [Fact]
    public void A_station_or_a_region_is_chosen()
    {
        using var folder = Begun();
        Command.Run("forms", "print", "--contest", "ppwp", "--data", folder["d"], "--to", folder["out"], "--station", Station).Succeeds().Out.ShouldContain("1 forms of ppwp, 3 sheets");
        Command.Run("forms", "print", "--contest", "ppwp", "--data", folder["d"], "--to", folder["out"], "--region", "9102").Succeeds().Out.ShouldContain("2 forms of ppwp");
        Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([$"{Station}-ppwp.pdf", "9102011001001-ppwp.pdf", "9102011001002-ppwp.pdf"]);
        Refused(folder, "9109990001001 is no station of this election", "--contest", "ppwp", "--station", "9109990001001");
        Refused(folder, "there is no contest pdpd", "--contest", "pdpd");
    }

    [Fact]
    public void A_key_that_is_no_root_prints_nothing()
    {
        using var folder = Begun();
        Command.Run("keys", "officer", "--out", folder["other.pem"]).Succeeds();
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
        var ran = Command.Run(["forms", "print", "--data", folder["d"], "--to", folder["out"], .. options]);
        ran.Exits(2);
        ran.Error.ShouldContain(why);
    }

    private static TempFolder Begun(string village = "9101011001,4,DESA KARANG BIRU,910101,1-3")
    {
        var folder = new TempFolder();
        var regions = File.ReadAllText(Repository.At("examples/two-contests/regions.csv")).Replace("9101011001,4,DESA KARANG BIRU,910101,1-3", village, StringComparison.Ordinal);
        Command.Run("init", "--data", folder["d"], "--definition", Repository.At("examples/two-contests/definition.json"), "--regions", folder.Write("regions.csv", regions)).Succeeds();
        return folder;
    }
}
