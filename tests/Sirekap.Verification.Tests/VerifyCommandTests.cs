using System.CommandLine;
using System.Text.Json;
using Sirekap.Ledger.Notes;

namespace Sirekap.Verification.Tests;

public sealed class VerifyCommandTests(NightFixture fixture) : IDisposable
{
    private readonly ElectionNight _night = fixture.Night;
    private readonly TemporaryFolder _temporary = new();

    private string Root => KeyFingerprint.Of(_night.Roots[0].Verifier.PublicKey.Span);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Without_pins_it_ends_with_the_fingerprints_and_exits_0()
    {
        var (exit, output, errors) = Run(_night.Folder);

        exit.ShouldBe(0);
        errors.ShouldBeEmpty();
        output.ShouldContain($"log key   {_night.Log.Verifier}\n");
        output.ShouldContain($"root key  {Root}\n");
        output.ShouldContain("(simulation, bukan hasil resmi)");
        output.ShouldContain($"withheld: blob {_night.WithheldBlob}, ground personal-data, by commission");
        output.ShouldEndWith("consistent in itself; keys not pinned\n");
    }

    [Theory]
    [InlineData(false, false, "consistent in itself; keys not pinned")]
    [InlineData(true, false, "holds; log key pinned, root key not pinned")]
    [InlineData(false, true, "holds; root key pinned, log key not pinned")]
    [InlineData(true, true, "holds; log and root keys pinned")]
    public void What_was_pinned_is_what_it_says(bool policy, bool root, string verdict)
    {
        var (exit, output, _) = Run([
            _night.Folder,
            "--seen",
            File("seen", _night.Checkpoint.Bytes.ToArray()),
            .. policy ? (string[])["--policy", PolicyFile] : [],
            .. root ? (string[])["--root", Root] : [],
        ]);

        exit.ShouldBe(0);
        output.ShouldEndWith(verdict + "\n");
        output.Split('\n').Count(line => line.EndsWith("  (pinned)")).ShouldBe((policy ? 1 : 0) + (root ? 1 : 0));
    }

    [Fact]
    public void Json_says_the_same()
    {
        var (exit, output, _) = Run(
            _night.Folder,
            "--json",
            "--policy",
            PolicyFile,
            "--root",
            Convert.ToBase64String(_night.Roots[1].Verifier.PublicKey.Span)
        );

        exit.ShouldBe(0);
        var json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("holds").GetBoolean().ShouldBeTrue();
        json.GetProperty("verdict").GetString().ShouldBe("holds; log and root keys pinned");
        json.GetProperty("flaws").GetArrayLength().ShouldBe(0);
        json.GetProperty("witnesses")[0].GetString().ShouldBe("w1");
        json.GetProperty("kind").GetString().ShouldBe("simulation");
        json.GetProperty("checkpoint").GetProperty("size").GetInt64().ShouldBe(_night.Entries.Count);
        json.GetProperty("withheld")[0].GetProperty("blob").GetString().ShouldBe(_night.WithheldBlob.ToString());
        json.GetProperty("contests").GetProperty("ppwp").GetProperty("stations").GetInt32().ShouldBe(80);
    }

    [Fact]
    public void A_flaw_is_told_and_exits_1()
    {
        var folder = _temporary.Write("damaged", _night.Files);
        System.IO.File.AppendAllText(Path.Combine(folder, "results/ppwp/0.json"), " ");

        var (exit, output, _) = Run(folder);
        var (jsonExit, json, _) = Run(folder, "--json");

        (exit, jsonExit).ShouldBe((1, 1));
        output.ShouldStartWith("FLAW  results/ppwp/0.json: it is missing, or longer than the manifest says\n");
        output.ShouldEndWith("DOES NOT HOLD: 1 flaw\n");
        JsonDocument.Parse(json).RootElement.GetProperty("flaws")[0].GetProperty("where").GetString().ShouldBe("results/ppwp/0.json");
    }

    [Fact]
    public void A_root_that_is_not_the_pinned_one_exits_1_and_nothing_is_called_pinned()
    {
        var (exit, output, _) = Run(_night.Folder, "--root", new string('0', 32));
        var (_, json, _) = Run(_night.Folder, "--root", new string('0', 32), "--json");

        exit.ShouldBe(1);
        output.ShouldNotContain("(pinned)");
        JsonDocument.Parse(json).RootElement.GetProperty("rootPinned").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Signatures_left_out_are_told()
    {
        var (exit, output, _) = Run(_night.Folder, "--no-signatures", "--root", Root);

        exit.ShouldBe(0);
        output.ShouldContain("signatures left out\n");
        output.ShouldEndWith("holds; root key pinned, log key not pinned; statements' signatures left out\n");
    }

    [Fact]
    public void What_cannot_be_reached_or_read_exits_2_and_says_what()
    {
        Fails("verify: ", "no folder", _temporary.In("nowhere"));
        Fails("verify: ", "no manifest", Directory.CreateDirectory(_temporary.In("empty")).FullName);
        Fails("verify: ", "nofile", _night.Folder, "--policy", _temporary.In("nofile"));
        Fails("verify: ", "nofile", _night.Folder, "--seen", _temporary.In("nofile"));
        Fails("verify: ", "line 1", _night.Folder, "--policy", File("bad-policy", "nonsense\n"u8.ToArray()));
        Fails("verify: ", "bad-seen", _night.Folder, "--seen", File("bad-seen", "nonsense\n"u8.ToArray()));
        Fails("verify: ", "--root", _night.Folder, "--root", "no key");
        Fails("verify: ", "manifest", "http://127.0.0.1:1/");
        Fails("verify: ", "", "http://");

        void Fails(string start, string part, params string[] arguments)
        {
            var (exit, output, errors) = Run(arguments);

            exit.ShouldBe(2, string.Join(' ', arguments));
            output.ShouldBeEmpty();
            errors.ShouldStartWith(start);
            errors.ShouldContain(part);
        }
    }

    private string PolicyFile =>
        File(
            "policy",
            System.Text.Encoding.ASCII.GetBytes($"log {_night.Log.Verifier}\nwitness w1 {_night.WitnessKey.Verifier}\nquorum w1\n")
        );

    private string File(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(_temporary.In(name), bytes);
        return _temporary.In(name);
    }

    private static (int Exit, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var exit = VerifyCommand
            .Fill(new RootCommand())
            .Parse(arguments)
            .Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return (exit, output.ToString(), errors.ToString());
    }
}
