using System.Net;
using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Proofs;

namespace Sirekap.Site.Tests.Api;

/// <summary>Entries, receipts and consistency, checked as a stranger with the log's key checks them.</summary>
public sealed class LedgerTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task An_entry_is_its_bytes_and_is_found_by_its_identity()
    {
        for (var index = 0; index < server.Node.Size; index++)
        {
            var bytes = await server.Client.GetByteArrayAsync($"/api/v1/entries/{index}", TestContext.Current.CancellationToken);
            bytes.ShouldBe(server.Node.Store.Read(index));
            var id = server.Node.Read((record, _) => record.Ids[index]);
            var found = await server.Json($"/api/v1/entries?id={id}");
            found["index"]!.GetValue<int>().ShouldBe(index);
            found["entry"]!.GetValue<string>().ShouldBe($"/api/v1/entries/{index}");
            found["proof"]!.GetValue<string>().ShouldBe($"/api/v1/proofs/{index}");
        }
    }

    [Fact]
    public async Task Every_receipt_holds_under_the_policy_that_the_API_names()
    {
        await server.SignedAsync();
        var key = (await server.Json("/api/v1/election"))["logKey"]!.GetValue<string>();
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes($"log {key}\nquorum none\n"), out var policy, out var error).ShouldBeTrue(error);
        for (var index = 0; index < server.Node.Size; index++)
        {
            var bytes = await server.Client.GetByteArrayAsync($"/api/v1/proofs/{index}", TestContext.Current.CancellationToken);
            TlogProof.TryParse(bytes, out var proof, out error).ShouldBeTrue(error);
            proof.Index.ShouldBe(index);
            proof
                .Verify(await server.Client.GetByteArrayAsync($"/api/v1/entries/{index}", TestContext.Current.CancellationToken), policy)
                .Holds.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task An_entry_that_no_checkpoint_reaches_yet_has_no_receipt_yet()
    {
        await using var own = new ApiServer(new(), checkpoints: TimeSpan.FromDays(1));
        await own.InitializeAsync();
        await own.SignedAsync();
        own.Election.Submit("3171010001007", ApiElection.Sound(1, 1, 1));
        using var response = await own.Client.GetAsync($"/api/v1/proofs/{own.Node.Size - 1}", TestContext.Current.CancellationToken);
        response.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        var problem = await ApiServer.ProblemOf(response, HttpStatusCode.ServiceUnavailable, "not-yet-signed");
        problem["detail"]!.GetValue<string>().ShouldContain($"{own.Node.Checkpoint!.Checkpoint.Size}");
    }

    [Fact]
    public async Task The_ledger_of_any_size_is_the_beginning_of_the_ledger_of_any_larger()
    {
        var size = server.Node.Size;
        for (var from = 1L; from <= size; from++)
        {
            var proof = await server.Json($"/api/v1/proofs/consistency?from={from}");
            MerkleProofs
                .VerifyConsistency(
                    from,
                    Hash(proof["fromRoot"]!.GetValue<string>()),
                    size,
                    Hash(proof["toRoot"]!.GetValue<string>()),
                    [.. proof["hashes"]!.AsArray().Select(hash => Hash(hash!.GetValue<string>()))]
                )
                .ShouldBeTrue();
        }
    }

    [Fact]
    public async Task The_ledger_shows_its_checkpoint()
    {
        await server.SignedAsync();
        var ledger = await server.Json("/api/v1/ledger");
        SignedCheckpoint
            .TryParse(Encoding.UTF8.GetBytes(ledger["checkpoint"]!.GetValue<string>()), out var checkpoint, out var error)
            .ShouldBeTrue(error);
        checkpoint.Checkpoint.Size.ShouldBe(ledger["checkpointSize"]!.GetValue<long>());
        checkpoint.Checkpoint.Root.ToString().ShouldBe(ledger["moment"]!["root"]!.GetValue<string>());
    }

    private static TreeHash Hash(string base64) => TreeHash.TryParse(base64, out var hash) ? hash : throw new FormatException(base64);
}
