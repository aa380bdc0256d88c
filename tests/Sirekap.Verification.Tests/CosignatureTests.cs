using Sirekap.Elections;
using Sirekap.Ledger.Notes;
using Sirekap.Publication;

namespace Sirekap.Verification.Tests;

/// <summary>Whose word stands under a checkpoint, of when, and what is no word at all.</summary>
public sealed class CosignatureTests(NightFixture fixture)
{
    private const string Name = "saksi-log.example/lain";
    private static readonly byte[] Seed = [.. Enumerable.Repeat((byte)77, 32)];

    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void It_is_told_with_its_time_and_so_is_the_last_time_of_the_ledger()
    {
        var at = Told().AddMinutes(5);

        var report = Verify([Signed(at)], Policy());

        report.Flaws.ShouldBeEmpty();
        report.ToldUntil.ShouldBe(Timestamp.From(Told()).ToString());
        report.Cosigned.ShouldBe([new Cosigned("w1", Timestamp.From(at).ToString())]);
        Verify([], null).Cosigned.ShouldBeEmpty("without a policy nobody is known");
    }

    [Theory]
    [InlineData(0L, "which is no time")]
    [InlineData(9_999_999_999L, "which has not come yet")]
    [InlineData(999_999_999_999L, "which has not come yet")]
    [InlineData(1_000_000_000L, "the last time that the ledger has been told")]
    public void A_time_that_cannot_be_is_a_flaw(long seconds, string what) =>
        Verify([Signed(seconds)], Policy())
            .Flaws.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                flaw => flaw.Where.ShouldBe("checkpoint"),
                flaw => flaw.What.ShouldStartWith("w1 says that it cosigned at "),
                flaw => flaw.What.ShouldContain(what)
            );

    [Fact]
    public void A_log_is_no_witness_of_itself_whatever_the_policy_says()
    {
        // The log's own private key, under a witness's name.
        var own = CosignatureSigner.ImportSeed(Name, ElectionNight.LogSeed, new Still(Told().ToUnixTimeSeconds()));
        own.Verifier.PublicKey.Span.SequenceEqual(_night.Log.Verifier.PublicKey.Span).ShouldBeTrue();

        var report = Verify([own.Sign(Text())], Policy(own));

        report.Witnesses.ShouldBeEmpty();
        report.Flaws.ShouldHaveSingleItem().What.ShouldContain("quorum is not met by 0 witness(es)");
    }

    [Fact]
    public void A_line_of_a_kind_or_name_that_nobody_knows_is_no_flaw_and_no_word()
    {
        var report = Verify([new NoteSignature("siapa.example", 7, new byte[99])], null);

        report.Flaws.ShouldBeEmpty();
        report.Cosigned.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_line_of_the_logs_own_is_a_flaw_for_both_verifiers()
    {
        // Another line of the same key: not the same signature, which is written once.
        var twice = new NoteSignature(_night.Log.Verifier.Name, _night.Log.Verifier.KeyId, new byte[64]);
        var files = new Republication(_night.Entries, _night.Blobs).Sign(_night.Log, [twice]);

        Verifier
            .Verify(new MemorySource(files), new VerificationOptions(Signatures: false))
            .Flaws.ShouldHaveSingleItem()
            .What.ShouldStartWith("it bears 2 signature lines by the log's own key");
        SecondVerifierTests.Run(files, "--no-signatures").Exit.ShouldBe(1);
    }

    [Fact]
    public void A_further_line_under_the_manifest_is_a_flaw_for_both_verifiers()
    {
        var files = new Republication(_night.Entries, _night.Blobs).Sign(_night.Log);
        Note.TryParse(files[Manifest.Path], out var note, out _).ShouldBeTrue();
        var own = note!.Signatures.ShouldHaveSingleItem();
        var stranger = new NoteSignature("siapa.example", 7, new byte[99]);
        foreach (
            var lines in (NoteSignature[][])
                [
                    [own, stranger],
                    [stranger, own],
                    [own, own],
                ]
        )
        {
            files[Manifest.Path] = Note.Encode(note.Text.Span, lines);

            Verifier
                .Verify(new MemorySource(files), new VerificationOptions(Signatures: false))
                .Flaws.ShouldHaveSingleItem()
                .What.ShouldStartWith("it does not bear the log's signature, that one alone");
            SecondVerifierTests.Run(files, "--no-signatures").Exit.ShouldBe(1);
        }
    }

    private VerificationReport Verify(NoteSignature[] more, Ledger.Policies.TlogPolicy? policy) =>
        Verifier.Verify(
            new MemorySource(new Republication(_night.Entries, _night.Blobs).Sign(_night.Log, more)),
            new VerificationOptions(policy, Signatures: false)
        );

    private DateTimeOffset Told() => _night.Sequencer.Record.Times.Now!.Value.ToDateTimeOffset();

    private byte[] Text() => _night.Checkpoint.Checkpoint.Text;

    private NoteSignature Signed(DateTimeOffset at) => Signed(at.ToUnixTimeSeconds());

    private NoteSignature Signed(long seconds)
    {
        // By hand: a clock of .NET ends with the year 9999, and the format does not.
        using var key = Ed25519Signer.ImportSeed(Name, Seed);
        byte[] time = [.. BitConverter.GetBytes(seconds).Reverse()];
        return new NoteSignature(
            Name,
            Witness().Verifier.KeyId,
            (byte[])[.. time, .. key.Sign(CosignatureMessage.Encode(seconds, Text())).Signature.Span]
        );
    }

    private Ledger.Policies.TlogPolicy Policy(CosignatureSigner? witness = null) =>
        ElectionNight.ReadPolicy($"log {_night.Log.Verifier}\nwitness w1 {(witness ?? Witness()).Verifier}\nquorum w1\n");

    private static CosignatureSigner Witness() => CosignatureSigner.ImportSeed(Name, Seed, TimeProvider.System);

    private sealed class Still(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
