using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Record.Storage;
using Sirekap.Record.Tests;
using Sirekap.Record.Tests.Authority;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Api;

/// <summary>
/// The first table of docs/authority.md, cell by cell, as a stranger finds it: each act is handed in by HTTP, to a server whose ledger is
/// the one in which the record's own test tries it, and what is refused is refused by the name in the cell.
/// </summary>
public sealed class AuthorityAtTheDoorTests
{
    private const string Header = "| act | role | real, simulation: own branch | real, simulation: other branch | copy |";

    [Theory]
    [InlineData(ElectionKind.Real)]
    [InlineData(ElectionKind.Copy)]
    public async Task Every_act_is_accepted_or_refused_by_http_as_the_table_says(ElectionKind kind)
    {
        var wrong = new List<string>();
        var tried = 0;
        AuthorityDoor? door = null;
        foreach (var row in AuthorityPage.Table(Header).Skip(1))
        {
            foreach (var role in row[1].Split(", "))
            {
                foreach (var ownBranch in kind == ElectionKind.Copy ? new[] { true } : [true, false])
                {
                    door ??= await AuthorityDoor.OpenAsync(kind);
                    if (!door.Scene.IsPossible(row[0], role, ownBranch))
                    {
                        continue;
                    }

                    var expected = row[
                        kind == ElectionKind.Copy ? 4
                        : ownBranch ? 2
                        : 3
                    ];
                    var found = await door.TryAsync(row[0], role, ownBranch);
                    tried++;
                    if (found != expected)
                    {
                        wrong.Add(
                            $"{role}: {row[0]}, {(ownBranch ? "own" : "other")} branch: the table says {expected}, the server {found}"
                        );
                    }

                    if (found == "accepted")
                    {
                        // What was accepted changed the record; the next act finds it fresh.
                        await door.DisposeAsync();
                        door = null;
                    }
                }
            }
        }

        if (door is not null)
        {
            await door.DisposeAsync();
        }

        wrong.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(kind == ElectionKind.Copy ? 130 : 900);
    }

    /// <summary>A server over the ledger of a scene, with no limits: what is tried here is who may, not how often.</summary>
    private sealed class AuthorityDoor(AuthorityScene scene, DirectoryInfo data) : IAsyncDisposable
    {
        private readonly HttpClient _client = new();
        private LedgerNode _node = null!;
        private WebApplication _app = null!;
        private Uri _statements = null!;

        /// <summary>How many entries of the scene the server has.</summary>
        private int _told;

        public AuthorityScene Scene => scene;

        public static async Task<AuthorityDoor> OpenAsync(ElectionKind kind)
        {
            var door = new AuthorityDoor(new AuthorityScene(kind), Directory.CreateTempSubdirectory("sirekap-door-"));
            await door.StartAsync();
            return door;
        }

        /// <summary>Hands it in, and says how it went: "accepted", or the name of the refusal.</summary>
        public async Task<string> TryAsync(string act, string role, bool ownBranch)
        {
            // What the act needs is said first, and told to the server, too.
            var entry = scene.Entry(act, role, ownBranch);
            await TellAsync();
            using var answer = await PostAsync(entry);
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
            {
                return "accepted";
            }

            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            return (problem["rejection"] ?? problem["type"])!.GetValue<string>();
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await _app.DisposeAsync();
            await _node.DisposeAsync();
            scene.Dispose();
            data.Delete(recursive: true);
        }

        private async Task StartAsync()
        {
            var folder = ElectionFolder.At(data.FullName, scene.Ledger.Head.Election);
            folder.Create();
            AddBlobs(folder);
            var sequencer = Sequencer.Open(folder, scene.Ledger.Log, new Stopped(), scene.Ledger.Entries[0].ToArray());
            _told = scene.Ledger.Entries.Count;
            sequencer.Append([.. scene.Ledger.Entries.Skip(1).Where(entry => !IsTime(entry))]);
            _node = IntakeNode.Start(
                sequencer,
                new IntakeOptions { CheckpointEvery = TimeSpan.FromHours(1), PublishEvery = TimeSpan.Zero }
            );
            var protection = new ProtectionOptions { StatementsOfKeyPerMinute = 100_000, FormsOfKeyPerMinute = 100_000 };
            _app = SiteHost.Build(_node, new SiteOptions("http://127.0.0.1:0") { Protection = protection });
            await _app.StartAsync();
            _statements = new Uri(new Uri(SiteHost.UrlsOf(_app, Door.Public).Single()), "/api/v1/statements");
        }

        /// <summary>Whatever was said in the scene since is said here.</summary>
        private async Task TellAsync()
        {
            AddBlobs(_node.Folder);
            foreach (var entry in scene.Ledger.Entries.Skip(_told).Where(entry => !IsTime(entry)))
            {
                using var answer = await PostAsync(entry);
                answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }

            _told = scene.Ledger.Entries.Count;
        }

        private void AddBlobs(ElectionFolder folder)
        {
            foreach (var blob in scene.Ledger.Blobs.Values)
            {
                folder.Blobs.Add(blob);
            }
        }

        private async Task<HttpResponseMessage> PostAsync(ReadOnlyMemory<byte> entry)
        {
            using var body = new ReadOnlyMemoryContent(entry) { Headers = { ContentType = new("text/plain") } };
            return await _client.PostAsync(_statements, body, TestContext.Current.CancellationToken);
        }

        private bool IsTime(ReadOnlyMemory<byte> entry) => scene.Record.Read(entry, out _)!.Statement is Time;
    }

    /// <summary>The clock of the made ledgers: it is as early as when they begin.</summary>
    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(MadeLedger.Start.UnixSeconds);
    }
}
