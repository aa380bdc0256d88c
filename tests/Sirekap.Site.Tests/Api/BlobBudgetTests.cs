using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Api;

/// <summary>What is counted of blobs that come in parts.</summary>
public sealed class BlobBudgetTests
{
    /// <summary>The hash alone says nothing of what is counted: a part may be said to be of any length.</summary>
    [Fact]
    public async Task Parts_of_a_blob_give_back_no_room_but_their_own_and_are_counted_for_each_who_brings_them()
    {
        var quotas = new BlobQuotas
        {
            OfKey = 100,
            Block = 1,
            Words = 0,
        };
        await using var own = new ApiServer();
        await own.InitializeAsync();
        var budget = BlobBudget.Find(own.Node, quotas);
        var (blob, now) = (BlobFolder.Reference(Bytes(9, 60)).Sha256, DateTime.UtcNow);
        var (one, other) = (NameOf(own.Election.Officer("3171010001008")), NameOf(own.Election.Officer("317101")));
        BlobBound? Add(byte what, int bytes, KeyName key) =>
            own.Node.Read((record, _) => budget.TryAdd(record, BlobFolder.Reference(Bytes(what, bytes)).Sha256, bytes, key, now));
        BlobBound? Begin(int bytes, KeyName key) => own.Node.Read((record, _) => budget.TryBegin(record, blob, bytes, key, now));

        Add(9, 60, one).ShouldBeNull();
        Begin(1, one).ShouldBeNull();
        budget.Forget(one, blob);
        Add(8, 41, one).ShouldNotBeNull("what is stored is counted still");

        Begin(1, one).ShouldBeNull();
        Begin(100, other).ShouldBeNull();
        Add(7, 1, other).ShouldNotBeNull("a part is counted for whoever brings it, as long as they say it is");
        budget.Forget(other, blob);
        Add(7, 100, other).ShouldBeNull();
        Add(6, 40, one).ShouldNotBeNull();
        budget.Forget(one, blob);
        Add(6, 40, one).ShouldBeNull();
    }

    private static KeyName NameOf(EcdsaSigner officer) => Sirekap.Record.Keys.NameOf(officer.Verifier.PublicKey.Span);

    private static byte[] Bytes(byte first, int length) => [first, .. new byte[length - 1]];
}
