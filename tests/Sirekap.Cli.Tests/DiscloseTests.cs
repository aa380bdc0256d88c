using System.Text;
using System.Text.Json.Nodes;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap disclose</c>.</summary>
public sealed class DiscloseTests
{
    [Fact]
    public void A_contract_is_disclosed_replaced_published_and_verified()
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        var document = folder.Write("kontrak.txt", "Perjanjian 1/2026, satu bagian dihitamkan.\n");
        var first = Disclose(
                folder,
                "--category",
                "contract",
                "--title-id",
                "Kontrak \"awan\"",
                "--title-en",
                "Cloud contract",
                "--fact",
                "exists=ada|yes",
                "--fact",
                "party=PT Rekaan",
                "--document",
                document,
                "--withheld",
                "uu14-2008-17b=2029-12-31",
                "--withheld",
                "uu27-2022=2030-01-01T07:00:00+07:00"
            )
            .Succeeds();
        first.Lines[0].ShouldMatch("^disclosed by 0: contract, entry [0-9]+, identity [0-9a-f]{64}$");
        var entry = first.Lines[0].Split("entry ")[1].Split(',')[0];
        Disclose(folder, "--category", "release", "--title-id", "Rilis", "--title-en", "Release", "--replaces", entry, "--scope", "0")
            .Succeeds()
            .Out.ShouldContain("no document");

        Command.Here("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        Command.Here("verify", folder["p"]).Exits(0).Out.ShouldContain("consistent in itself");
        var blobs = Directory.GetFiles(folder["p/blobs"]).Select(File.ReadAllText).ToList();
        blobs.ShouldContain(File.ReadAllText(document));
        var about = JsonNode.Parse(blobs.Single(text => text.Contains("Cloud contract", StringComparison.Ordinal)))!;
        about["title"]!["id"]!.GetValue<string>().ShouldBe("Kontrak \"awan\"");
        about["facts"]!["exists"]!.ToJsonString().ShouldBe("""{"id":"ada","en":"yes"}""");
        about["facts"]!["party"]!.ToJsonString().ShouldBe("""{"id":"PT Rekaan","en":"PT Rekaan"}""");
        Encoding
            .Latin1.GetString(File.ReadAllBytes(Directory.GetFiles(folder["p/tile/entries"], "*", SearchOption.AllDirectories).Single()))
            .ShouldContain(
                "\"withheld\":"
                    + """[{"ground":"uu14-2008-17b","until":"2029-12-31T00:00:00Z"}"""
                    + """,{"ground":"uu27-2022","until":"2030-01-01T00:00:00Z"}]}"""
            );
    }

    [Fact]
    public void What_the_record_refuses_is_refused_by_its_name_and_does_not_stand()
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        Command.Here("keys", "officer", "--out", folder["stranger.pem"]).Succeeds();
        string[] said = ["--category", "other", "--title-id", "a", "--title-en", "b"];

        Disclose(folder, [.. said, "--key", folder["stranger.pem"]]).Exits(1).Says("refused: unknown-key");
        Disclose(folder, [.. said, "--scope", "90"]).Exits(1).Says("refused: out-of-scope");
        Disclose(folder, [.. said, "--replaces", "0"]).Exits(1).Says("refused: no-disclosure");
        Said().ShouldBeFalse();
        Disclose(folder, said).Succeeds();
        Said().ShouldBeTrue();

        bool Said() =>
            Directory
                .GetFiles(folder["d/elections/osis-2026/ledger/segments"])
                .Any(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains("\"disclosure\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--category secrets", "contract, hosting")]
    [InlineData("--fact value", "KEY=")]
    [InlineData("--fact party=x", "$.facts.party", "place, operator")]
    [InlineData("--fact place=x --fact place=y", "given twice")]
    [InlineData("--fact place=", "blank")]
    [InlineData("--withheld uu14-2008-17z=2029-01-01", "uu14-2008-17a")]
    [InlineData("--withheld uu27-2022", "GROUND=UNTIL")]
    [InlineData("--withheld uu27-2022=soon", "--withheld soon: expected a day")]
    [InlineData("--withheld uu27-2022=12/11/2029", "--withheld 12/11/2029: expected a day")]
    [InlineData("--document nowhere.pdf", "nowhere.pdf")]
    [InlineData("--scope 3", "--scope 3")]
    [InlineData("--replaces 99", "--replaces 99")]
    [InlineData("--key nowhere.pem", "nowhere.pem")]
    public void What_is_written_wrongly_is_named(string options, params string[] named)
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        string[] category = options.StartsWith("--category", StringComparison.Ordinal) ? [] : ["--category", "hosting"];
        Disclose(folder, ["--title-id", "a", "--title-en", "b", .. category, .. options.Split(' ')]).Exits(2).Says(named);
    }

    [Fact]
    public void An_empty_document_is_none()
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        Disclose(folder, "--category", "audit", "--title-id", "a", "--title-en", "b", "--document", folder.Write("empty", ""))
            .Exits(2)
            .Says("0 bytes");
    }

    private static Ran Disclose(TempFolder folder, params string[] options) =>
        Command.Here(["disclose", "--data", folder["d"], .. options]);
}
