namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap verify</c>: what it says, and with which exit code.</summary>
public sealed class VerifyTests
{
    [Fact]
    public void Without_pinned_keys_it_says_so_after_the_fingerprints_it_found()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        var ran = Command.Here("verify", copy.Publication).Succeeds();
        ran.Lines[^1].ShouldBe("consistent in itself; keys not pinned");
        ran.Out.ShouldContain("log key   localhost/pemilu-2024-salinan+");
        ran.Out.ShouldMatch("root key  [0-9a-f]{32}\n");
        ran.Out.ShouldContain("4 of 9 stations; accepted 2, unchecked 1, under review 1");
        ran.Out.ShouldContain("bukan hasil resmi");
    }

    [Fact]
    public void A_URL_is_verified_like_a_folder()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        using var server = new FolderServer(copy.Publication);
        var folder = Command.Here("verify", copy.Publication).Succeeds();
        Command.Here("verify", server.Url).Succeeds().Out.ShouldBe(folder.Out);
        Command.Here("verify", server.Url.TrimEnd('/')).Succeeds();

        Tamper(copy, "results/ppwp/31.json");
        Command.Here("verify", server.Url).Exits(1).Out.ShouldContain("FLAW  results/ppwp/31.json");
    }

    [Fact]
    public void The_plainest_web_server_is_enough_for_hundreds_of_small_files()
    {
        // One connection a file and a short queue: whoever asks for all files at once, or waits for answers on the threads that bring them,
        // hangs here.
        using var folder = new TempFolder();
        Command.Here("simulate", "--data", folder["d"], "--stations", "600", "--seed", "5", "--plain").Succeeds();
        Command.Here("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        using var server = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(
                "python3",
                ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder["p"]]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        try
        {
            server.ErrorDataReceived += (_, _) => { };
            server.BeginErrorReadLine();

            // Serving HTTP on 127.0.0.1 port PORT (http://127.0.0.1:PORT/) ...
            var url = server.StandardOutput.ReadLine().ShouldNotBeNull().Split('(', ')')[1];
            Command
                .Here("verify", url, "--no-signatures")
                .Succeeds()
                .Out.ShouldBe(Command.Here("verify", folder["p"], "--no-signatures").Succeeds().Out);
        }
        finally
        {
            server.Kill();
        }
    }

    [Fact]
    public void With_a_policy_and_the_root_key_both_are_pinned()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        var policy = copy.Write("policy", Command.Here("keys", "policy", "--data", copy.Data).Succeeds().Out);
        var root = Command.Here("keys", "show", Path.Combine(copy.Election, "keys", "root.pem")).Succeeds().Lines[0].Split(' ')[^1];

        Command
            .Here("verify", copy.Publication, "--policy", policy)
            .Succeeds()
            .Lines[^1]
            .ShouldBe("holds; log key pinned, root key not pinned");
        Command
            .Here("verify", copy.Publication, "--root", root)
            .Succeeds()
            .Lines[^1]
            .ShouldBe("holds; root key pinned, log key not pinned");
        Command
            .Here("verify", copy.Publication, "--policy", policy, "--root", root)
            .Succeeds()
            .Lines[^1]
            .ShouldBe("holds; log and root keys pinned");
        var wrong = Command.Here("verify", copy.Publication, "--root", new string('0', 32)).Exits(1);
        wrong.Out.ShouldContain("FLAW  entry 0: ");
        wrong.Lines[^1].ShouldBe("DOES NOT HOLD: 1 flaw");
    }

    [Fact]
    public void The_publication_of_another_election_than_the_one_named_does_not_hold()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        Command.Here("verify", copy.Publication, "--election", "pemilu-2024-salinan").Succeeds();
        Command
            .Here("verify", copy.Publication, "--election", "another")
            .Exits(1)
            .Out.ShouldContain("FLAW  entry 0: it begins election pemilu-2024-salinan, asked for was another");
    }

    [Fact]
    public void Another_logs_policy_does_not_accept_it()
    {
        using var copy = CopyFolder.Usual();
        using var another = CopyFolder.Usual();
        copy.Publish().Succeeds();
        var policy = copy.Write("policy", Command.Here("keys", "policy", "--data", another.Data).Succeeds().Out);
        Command.Here("verify", copy.Publication, "--policy", policy).Exits(1).Out.ShouldContain("FLAW  checkpoint: ");
    }

    [Fact]
    public void A_checkpoint_seen_before_must_be_continued()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        File.Copy(Path.Combine(copy.Publication, "checkpoint"), copy["early"]);
        copy.Import("more.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(5), 1, 2, 3, MadeFeed.Late))).Succeeds();
        TempFolder.Copy(copy.Publication, copy["old"]);
        copy.Publish().Succeeds();

        Command.Here("verify", copy.Publication, "--seen", copy["early"]).Succeeds();
        Command.Here("verify", copy["old"], "--seen", Path.Combine(copy.Publication, "checkpoint")).Exits(1).Out.ShouldContain("cut back");

        using var another = CopyFolder.Usual();
        another.Publish().Succeeds();
        Command.Here("verify", another.Publication, "--seen", copy["early"]).Exits(1).Out.ShouldContain("FLAW  seen: ");
    }

    [Fact]
    public void Without_signatures_the_last_line_says_that_they_were_left_out()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        Command
            .Here("verify", copy.Publication, "--no-signatures")
            .Succeeds()
            .Lines[^1]
            .ShouldStartWith("consistent in itself; keys not pinned; ");
    }

    [Fact]
    public void The_JSON_says_the_same()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        var json = CopyFolder.JsonOf(Command.Here("verify", copy.Publication, "--json"));
        json.GetProperty("holds").GetBoolean().ShouldBeTrue();
        json.GetProperty("verdict").GetString().ShouldBe("consistent in itself; keys not pinned");
        json.GetProperty("flaws").GetArrayLength().ShouldBe(0);
        json.GetProperty("checkpoint").GetProperty("size").GetInt64().ShouldBe(copy.Size);
        json.GetProperty("checkpoint").GetProperty("root").GetString().ShouldBe(copy.Totals().GetProperty("checkpoint").GetString());
        json.GetProperty("contests").GetProperty("ppwp").GetProperty("underReview").GetInt32().ShouldBe(1);
        CopyFolder.Numbers(json.GetProperty("contests").GetProperty("ppwp").GetProperty("reportedVotes")).ShouldBe([1116, 152, 98]);

        Tamper(copy, "results/ppwp/0.json");
        var broken = Command.Here("verify", copy.Publication, "--json").Exits(1);
        broken.Out.ShouldContain("\"holds\":false");
        broken.Out.ShouldContain("results/ppwp/0.json");
    }

    [Theory]
    [InlineData("results/ppwp/31/3171011001.json")]
    [InlineData("checkpoint")]
    [InlineData("manifest")]
    public void A_file_that_was_changed_is_named(string file)
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        Tamper(copy, file);
        var ran = Command.Here("verify", copy.Publication).Exits(1);
        ran.Out.ShouldContain($"FLAW  {file}: ");
        ran.Lines[^1].ShouldStartWith("DOES NOT HOLD: ");
    }

    [Fact]
    public void Files_missing_and_files_added_are_named()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        File.Delete(Path.Combine(copy.Publication, "results/ppwp/11.json"));
        copy.Write("publication/results/ppwp/12.json", "{}");
        var ran = Command.Here("verify", copy.Publication).Exits(1);
        ran.Out.ShouldContain("FLAW  results/ppwp/11.json: ");
        ran.Out.ShouldContain("FLAW  results/ppwp/12.json: ");
    }

    [Fact]
    public void What_cannot_be_reached_or_read_at_all_is_no_verdict()
    {
        using var folder = new TempFolder();
        Command.Here("verify", folder["none"]).Exits(2).Says(folder["none"]).Out.ShouldBeEmpty();
        var nobody = $"http://127.0.0.1:{FolderServer.FreePort()}/";
        Command.Here("verify", nobody).Exits(2).Says(nobody).Out.ShouldBeEmpty();

        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        Command.Here("verify", copy.Publication, "--policy", folder["none"]).Exits(2).Says(folder["none"]);
        Command.Here("verify", copy.Publication, "--policy", folder.Write("policy", "witless\n")).Exits(2).Says(folder["policy"], "line 1");
        Command.Here("verify", copy.Publication, "--seen", folder.Write("seen", "nothing\n")).Exits(2).Says(folder["seen"]);
    }

    [Fact]
    public void The_verifier_that_ships_alone_says_the_same()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        var alone = Path.Combine(AppContext.BaseDirectory, "sirekap-verify.dll");
        Command
            .RunIn(copy.Data, Command.Dotnet, alone, copy.Publication)
            .Succeeds()
            .Out.ShouldBe(Command.Here("verify", copy.Publication).Succeeds().Out);
        Command.RunIn(copy.Data, Command.Dotnet, alone).Exits(2);
        Command.RunIn(copy.Data, Command.Dotnet, alone, copy["none"]).Exits(2);
    }

    private static void Tamper(CopyFolder copy, string file)
    {
        var path = Path.Combine(copy.Publication, file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
