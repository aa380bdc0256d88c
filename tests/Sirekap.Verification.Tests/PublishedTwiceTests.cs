using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Verification.Tests;

public class PublishedTwiceTests
{
    [Fact]
    public void A_publication_that_grew_holds_continues_what_was_seen_and_is_cosigned_again()
    {
        using var night = new ElectionNight(5);
        var seen = night.Checkpoint;
        for (var i = 0; i < 3; i++)
        {
            var end = new Revoke(Keys.NameOf(Key(night, i).Verifier.PublicKey.Span), RevocationReason.Ended);
            night.Append(TimeSpan.FromHours(1), Signing.Entry(night.Head, end, night.Roots[0]));

            var result = night.Publish();

            // Revoked keys change no result: a checkpoint, hash tiles and a bundle, of which some are partial.
            result.Written.ShouldBeLessThan(6);
            using var source = new FolderSource(night.Folder);
            var report = Verifier.Verify(source, new VerificationOptions(night.Policy, Seen: seen));
            report.Flaws.ShouldBeEmpty();
            report.Checkpoint!.Value.Size.ShouldBe(night.Sequencer.Tree.Size);
            report.Witnesses.ShouldBe(["w1"]);
        }

        using var before = new MemorySource(night.Files);
        Verifier
            .Verify(before, new VerificationOptions(Seen: night.Checkpoint))
            .Flaws.ShouldHaveSingleItem()
            .What.ShouldEndWith("the ledger was cut back");
    }

    private static Ledger.Notes.SignerKey Key(ElectionNight night, int i) =>
        i switch
        {
            0 => night.Officers.Station,
            1 => night.Officers.OtherStation,
            _ => night.Officers.District,
        };
}
