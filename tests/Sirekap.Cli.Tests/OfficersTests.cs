using System.Net;
using System.Net.Sockets;
using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap officers</c>: who may review, how somebody comes to, and how a key ends.</summary>
public sealed class OfficersTests(WatchedSchoolElection election) : IClassFixture<WatchedSchoolElection>
{
    [Fact]
    public void The_list_says_who_may_review_by_whom_and_what_each_did()
    {
        using var school = election.Copy();
        Seal(school);
        school.Run("review hold", "--key", school.Key("9001"), "--station", School.First, "--reason", "objection").Succeeds();
        var list = school.Run("officers list").Succeeds().Out;
        list.ShouldContain($"enrolled by {NameOf(school, "9001")}");
        list.ShouldContain("sealed 1, opened 0, decided 0");
        list.ShouldContain("sealed 0, opened 0, decided 1");
        list.ShouldContain("3 keys, 0 of them revoked");
        list.ShouldNotContain("station");
        school.Run("officers list", "--csv", school.Folder["o.csv"], "--region", "900101").Succeeds();
        var csv = File.ReadAllLines(school.Folder["o.csv"]);
        csv[0]
            .ShouldStartWith(
                "role,region,name,holder,key,enrolled_by,enrolled_entry,enrolled_time,revoked_entry,seals,openings,decisions,"
            );
        csv[1].ShouldStartWith("district,900101,");
        csv[1].ShouldContain($",{NameOf(school, "900101")},{NameOf(school, "9001")},");
        csv.Length.ShouldBe(2);
        school.Run("officers list", "--role", "supervisor").Succeeds().Out.ShouldContain("3 keys, 0 of them");
        school.Run("officers list", "--role", "root").Succeeds().Out.ShouldMatch("root +0 +Nasional\n");
        school.Run("officers list", "--role", "king").Exits(2).Says("--role king: expected one of");
        school.Run("officers list", "--region", "11").Exits(2).Says("11 is no region of this election");
    }

    [Fact]
    public void A_key_ends_by_its_name_or_its_holder_and_it_is_said_what_becomes_of_what_it_sealed()
    {
        using var school = election.Copy();
        Seal(school);
        var name = NameOf(school, "900101");
        school.Run("officers list", "--role", "district", "--csv", school.Folder["o.csv"]).Succeeds();
        var holder = File.ReadAllLines(school.Folder["o.csv"])[1].Split(',')[3];
        Revoke(school, "900101", NameOf(school, "9001")).Exits(1).Says("refused: ");
        Revoke(school, "9001", "nobody").Exits(2).Says("nobody: no key of this name and no holder");
        school.Run("officers revoke", name, "--key", school.Key("9001"), "--reason", "tired").Exits(2).Says("--reason tired");
        var revoked = Revoke(school, "9001", holder).Succeeds().Out;
        revoked.ShouldContain($"revoked district 900101, key {name}");
        revoked.ShouldContain("it has sealed 1 papers and not opened them");
        revoked.ShouldContain($"holder {holder}");
        Revoke(school, "9001", name).Exits(2).Says("was revoked by entry");
        school.Run("officers list", "--role", "district").Succeeds().Out.ShouldContain("1 keys, 1 of them revoked");
    }

    [Fact]
    public async Task A_reviewers_key_is_enrolled_by_the_digits_that_she_says_and_ended_while_the_server_runs()
    {
        using var school = election.Copy();
        using var server = new ServeProcess(school.Folder["d"], "--console-urls");
        var at = server.At("Papers are reviewed at");
        at.AbsolutePath.ShouldBe("/console");
        using var key = EcdsaSigner.Generate();
        var name = Keys.NameOf(key.Verifier.PublicKey.Span).ToString();
        Invite(school, at, "900101", name[..20], "9001").Exits(2).Says("no key waits under");
        using var http = new HttpClient { BaseAddress = at };
        using var spki = new StringContent(Convert.ToBase64String(key.Verifier.PublicKey.Span));
        using var left = await http.PostAsync("/console/waiting", spki, TestContext.Current.CancellationToken);
        left.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        Invite(school, at, "900101", name[..19], "9001").Exits(2).Says("expected the 20 digits");
        Invite(school, at, "900101", name[..20], "900101").Exits(1).Says("refused: role-not-allowed");
        Invite(school, at, "91", name[..20], "9001").Exits(1).Says("refused: ");
        Invite(school, at, "900101", name[..20], "9001", "--election", "other").Exits(2).Says("nothing was signed");
        var said = string.Join('-', name[..20].ToUpperInvariant().Chunk(4).Select(group => new string(group)));
        Invite(school, at, "900101", said, "9001").Succeeds().Out.ShouldContain($"key {name}");
        Invite(school, at, "900101", said, "9001").Succeeds().Out.ShouldContain("is enrolled as district of 900101 already");
        (await http.GetStringAsync($"/console/keys/{name}", TestContext.Current.CancellationToken)).ShouldContain("\"known\":true");

        // A key that is named ends there without the data directory; all keys of a person are looked for in it.
        var revoke = (string who, params string[] more) =>
            Command.Here([.. (string[])["officers", "revoke", who, "--key", school.Key("9001"), "--reason", "lost"], .. more]);
        string[] there = ["--at", at.GetLeftPart(UriPartial.Authority)];
        revoke(name).Exits(2).Says("expected --data DIR, or --at URL");
        revoke(new string('a', 32), there).Exits(2).Says("knows no key of this name", "--data DIR");
        revoke(name, [.. there, "--election", "other"]).Exits(2).Says("not other; nothing was signed");
        revoke(name, there).Succeeds().Out.ShouldContain($"revoked district 900101, key {name}, in osis-2026");
        revoke(name, there).Exits(2).Says("was revoked already");
        revoke(name, [.. there, "--data", school.Folder["d"]]).Exits(2).Says("was revoked by entry");
        Invite(school, at, "900101", said, "9001").Exits(1).Out.ShouldContain("a revoked district");
    }

    [Fact]
    public async Task A_server_that_gives_another_key_than_was_said_gets_nothing_signed()
    {
        using var school = election.Copy();
        using var own = EcdsaSigner.Generate();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = new List<string>();
        var lying = Task.Run(
            async () =>
            {
                using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                using var reader = new StreamReader(client.GetStream());
                asked.Add((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!);
                var body =
                    $"{{\"key\":\"{Convert.ToBase64String(own.Verifier.PublicKey.Span)}\""
                    + ",\"ledger\":\"l\",\"election\":\"osis-2026\",\"rules\":1}";
                await client
                    .GetStream()
                    .WriteAsync(
                        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
                        TestContext.Current.CancellationToken
                    );
            },
            TestContext.Current.CancellationToken
        );
        Invite(school, new Uri($"http://{listener.LocalEndpoint}"), "900101", new string('a', 20), "9001")
            .Exits(2)
            .Says("which is another's: nothing was signed");
        await lying;
        asked.ShouldHaveSingleItem().ShouldStartWith("GET /console/waiting/");
    }

    private static Ran Invite(School school, Uri at, string region, string code, string by, params string[] more) =>
        Command.Here([
            "officers",
            "invite",
            "--at",
            at.GetLeftPart(UriPartial.Authority),
            "--key",
            school.Key(by),
            "--role",
            "district",
            "--region",
            region,
            "--code",
            code,
            .. more,
        ]);

    private static Ran Revoke(School school, string by, string who) =>
        school.Run("officers revoke", who, "--key", school.Key(by), "--reason", "ended");

    private static void Seal(School school) =>
        school
            .Run(
                "seal",
                "--key",
                school.Key("900101"),
                "--station",
                School.Third,
                "--figures",
                school.Folder.Write("read.csv", SchoolElection.Forms.Replace(";40;54;", ";40;45;", StringComparison.Ordinal))
            )
            .Succeeds();

    private static string NameOf(School school, string scope)
    {
        using var key = KeyFiles.ReadOfficer(school.Key(scope));
        return Keys.NameOf(key.Verifier.PublicKey.Span).ToString();
    }
}
