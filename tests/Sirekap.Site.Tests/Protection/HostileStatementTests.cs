using System.Net;
using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>Statements that mean harm: each is refused in words, nothing of it stands, and the next honest form is taken.</summary>
public sealed class HostileStatementTests
{
    [Fact]
    public async Task Nothing_hostile_is_taken_and_the_next_honest_form_is()
    {
        await using var server = new ApiServer(new ProtectionOptions { FormsOfKeyPerMinute = 10_000, RequestBurst = 10_000 });
        await server.InitializeAsync();
        var officer = server.Election.Officer("3172010001001");
        var size = server.Node.Size;
        foreach (var (what, body) in Hostile(officer))
        {
            using var response = await server.Post(body);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            ((int)response.StatusCode).ShouldBeInRange(400, 499, $"{what}: {text}");
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", what);
            text.ShouldNotContain("<script", Case.Insensitive, what);
            text.ShouldNotContain("\u001b", Case.Sensitive, what);
        }

        // An officer's key may make the ledger tell the time, and that is all.
        for (var index = size; index < server.Node.Size; index++)
        {
            server.Node.Read((record, tree) => record.Read(server.Node.Store.Read(index), out var _))!.Statement.ShouldBeOfType<Time>();
        }

        using var honest = await server.Post(ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)), officer));
        honest.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Requests_that_claim_more_than_they_send_or_something_else_are_refused()
    {
        await using var server = new ApiServer(new ProtectionOptions { BodyTime = TimeSpan.FromSeconds(1) });
        await server.InitializeAsync();
        const string Post = "POST /api/v1/statements HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n";
        foreach (
            var (request, statuses) in (IEnumerable<(string, int[])>)
                [
                    ($"{Post}Content-Length: -1\r\n\r\n", [400]),
                    ($"{Post}Content-Length: 99999999999999999999\r\n\r\n", [400]),
                    ($"{Post}Content-Length: 1000000\r\n\r\nabc", [413]),
                    ($"{Post}Content-Length: 10\r\n\r\nabc", [408]),
                    ($"{Post}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", [400]),
                    ($"{Post}Transfer-Encoding: chunked\r\n\r\nffffffff\r\nabc", [400, 408, 413]),
                    ($"{Post}Transfer-Encoding: gzip\r\n\r\nabc", [400, 501]),
                    ($"{Post}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", [415, 422]),
                ]
        )
        {
            (await RawClient.StatusOf(server.Address, request)).ShouldBeOneOf(statuses);
        }

        await server.Json("/api/v1/ledger");
    }

    private static IEnumerable<(string What, byte[] Body)> Hostile(EcdsaSigner officer)
    {
        var line = Encoding.UTF8.GetString(
            StatementCodec.Write(ApiElection.Head, ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)))
        );
        yield return ("nothing", []);
        yield return ("zeros", new byte[1000]);
        yield return ("oversized", [.. Enumerable.Repeat((byte)'a', Entry.Largest + 1)]);
        yield return ("largest", [.. Enumerable.Repeat((byte)'a', Entry.Largest)]);
        yield return ("invalid UTF-8", [0xff, 0xfe, 0xc0, 0x80, (byte)'\n']);
        yield return ("script", Encoding.UTF8.GetBytes(ApiElection.Script));
        foreach (var (what, json) in HostileLines(line))
        {
            json.ShouldNotBe(line, what);
            byte[] text = [.. Encoding.UTF8.GetBytes(json), (byte)'\n'];
            var signature = officer.Sign(text);
            yield return (
                what,
                Raw(
                    text,
                    $"\u2014 {signature.KeyName} "
                        + $"{Convert.ToBase64String(KeyId(signature.KeyId).Concat(signature.Signature.ToArray()).ToArray())}\n"
                )
            );
        }

        byte[] sound = [.. Encoding.UTF8.GetBytes(line), (byte)'\n'];
        yield return ("no signature", sound);
        yield return ("no signature line", Raw(sound, ""));
        yield return ("a signature of nothing", Raw(sound, "\u2014 a AAAA\n"));
        yield return ("a name like a tag", Raw(sound, $"\u2014 <script> {Convert.ToBase64String(new byte[76])}\n"));
        yield return (
            "many signatures",
            Raw(sound, string.Concat(Enumerable.Range(0, 500).Select(i => $"\u2014 k{i} {Convert.ToBase64String(new byte[76])}\n")))
        );
        var honest = officer.Sign(sound);
        yield return (
            "another's signature",
            Raw(
                sound,
                $"\u2014 {honest.KeyName} "
                    + $"{Convert.ToBase64String([.. KeyId(honest.KeyId), .. officer.Sign("x"u8.ToArray()).Signature.ToArray()])}\n"
            )
        );
    }

    /// <summary>A sound line of JSON, altered: signed as it should be, and refused for what it says.</summary>
    private static IEnumerable<(string What, string Json)> HostileLines(string line) =>
        [
            ("deep arrays", new string('[', 30_000)),
            ("deep objects", string.Concat(Enumerable.Repeat("{\"a\":", 6_000))),
            ("duplicate keys", line.Replace("\"contest\":\"ppwp\"", "\"contest\":\"ppwp\",\"contest\":\"ppwp\"", StringComparison.Ordinal)),
            ("unknown key", line[..^1] + ",\"x\":1}"),
            ("white space", line.Replace(",", ", ", StringComparison.Ordinal)),
            ("another origin", line.Replace(ApiElection.Head.Ledger, "evil.example/x", StringComparison.Ordinal)),
            ("another election", line.Replace(ApiElection.Id, "api-2", StringComparison.Ordinal)),
            ("later rules", line.Replace("\"rules\":1", "\"rules\":2", StringComparison.Ordinal)),
            ("script for a contest", line.Replace("ppwp", "<script>alert(1)</script>", StringComparison.Ordinal)),
            ("script for an election", line.Replace(ApiElection.Id, "<script>alert(1)</script>", StringComparison.Ordinal)),
            ("a terminal's escape", line.Replace("ppwp", "\u001b[2J", StringComparison.Ordinal)),
            ("an escape in JSON", line.Replace("ppwp", @"\u0070pwp", StringComparison.Ordinal)),
            ("text turned round", line.Replace("ppwp", "\u202Epwpp", StringComparison.Ordinal)),
            ("a fraction", line.Replace(":[1,2,3]", ":[1.0,2,3]", StringComparison.Ordinal)),
            ("a negative", line.Replace(":[1,2,3]", ":[-1,2,3]", StringComparison.Ordinal)),
            ("a huge number", line.Replace(":[1,2,3]", $":[{new string('9', 400)},2,3]", StringComparison.Ordinal)),
            ("an exponent", line.Replace(":[1,2,3]", ":[1e3,2,3]", StringComparison.Ordinal)),
            ("many votes", line.Replace(":[1,2,3]", $":[{string.Join(',', Enumerable.Repeat(1, 20_000))}]", StringComparison.Ordinal)),
            ("two lines", line + "\n" + line),
            ("no object", "null"),
        ];

    private static byte[] KeyId(uint id) => [(byte)(id >> 24), (byte)((id >> 16) & 0xff), (byte)((id >> 8) & 0xff), (byte)(id & 0xff)];

    private static byte[] Raw(byte[] text, string signatures) => [.. text, (byte)'\n', .. Encoding.UTF8.GetBytes(signatures)];
}
