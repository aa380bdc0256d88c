using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Publication;
using Sirekap.Record;

namespace Sirekap.Verification.Tests;

/// <summary>A whole election of somebody's own, under the name of the honest one. No file in it can tell; pinned keys do.</summary>
public class ForgedElectionTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    private string Root => KeyFingerprint.Of(_night.Roots[0].Verifier.PublicKey.Span);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Under_other_keys_it_is_consistent_in_itself_and_caught_by_every_pin(byte seed)
    {
        using var forged = new ElectionNight(seed);

        foreach (var checkManifest in (bool[])[true, false])
        {
            var plain = Verify(forged.Files, new VerificationOptions { CheckManifest = checkManifest });
            plain.Holds.ShouldBeTrue();
            VerifyCommand.Verdict(plain).ShouldBe("consistent in itself; keys not pinned");
            Verify(forged.Files, new VerificationOptions(_night.Policy) { CheckManifest = checkManifest })
                .Flaws.ShouldHaveSingleItem()
                .ToString()
                .ShouldBe("checkpoint: the policy does not accept it: no log of the policy has signed this origin");
            Verify(forged.Files, new VerificationOptions(Root: Root) { CheckManifest = checkManifest })
                .Flaws.ShouldHaveSingleItem()
                .ToString()
                .ShouldStartWith("entry 0: none of the definition's root keys is the trusted one");
            Verify(forged.Files, new VerificationOptions(Seen: _night.Checkpoint) { CheckManifest = checkManifest })
                .Flaws.ShouldAllBe(flaw => flaw.Where == "seen");
        }
    }

    [Fact]
    public void With_the_logs_own_key_and_a_root_of_its_own_the_operator_meets_the_witnesses_the_root_and_whoever_saw_the_ledger_before()
    {
        var files = Begun(_night.Log, 1, [_night.Officers.Stranger], [_night.Officers.Stranger]);

        Verify(files, new VerificationOptions()).Holds.ShouldBeTrue();
        var logAlone = Verify(files, new VerificationOptions(ElectionNight.ReadPolicy($"log {_night.Log.Verifier}\nquorum none\n")));
        VerifyCommand.Verdict(logAlone).ShouldBe("holds; log key pinned, root key not pinned");
        Verify(files, new VerificationOptions(_night.Policy)).Flaws.ShouldHaveSingleItem().What.ShouldContain("quorum is not met");
        Verify(files, new VerificationOptions(Root: Root)).Flaws.ShouldHaveSingleItem().Where.ShouldBe("entry 0");
        Verify(files, new VerificationOptions(Seen: _night.Checkpoint)).Flaws.ShouldHaveSingleItem().Where.ShouldBe("seen");
    }

    [Fact]
    public void Naming_the_trusted_root_beside_ones_own_does_not_make_it_the_trusted_roots_election()
    {
        using var log = Ed25519Signer.Generate(ElectionNight.Origin);
        var files = Begun(log, 1, [_night.Roots[0], _night.Officers.Stranger], [_night.Officers.Stranger]);

        Verify(files, new VerificationOptions()).Holds.ShouldBeTrue();
        foreach (var pin in (string[])[Root, Convert.ToBase64String(_night.Roots[0].Verifier.PublicKey.Span)])
        {
            var report = Verify(files, new VerificationOptions(Root: pin));

            report.RootPinned.ShouldBeFalse();
            report
                .Flaws.ShouldHaveSingleItem()
                .ToString()
                .ShouldBe($"entry 0: the definition names the trusted root key, {pin}, which did not sign it: anyone may name it");
        }
    }

    [Fact]
    public void A_definition_under_a_signature_that_is_not_its_roots_is_refused_even_when_signatures_are_left_out()
    {
        var text = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(Definition(_night.Log, 1, [_night.Roots[0]], [])));
        var stranger = _night.Officers.Stranger.Sign(text);
        var root = _night.Roots[0].Verifier;
        var entry = Note.Encode(text, [new NoteSignature(root.Name, root.KeyId, stranger.Signature)]);

        ElectionRecord.Begin(entry, _night.Blobs, out var rejection).ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.BadSignature);
    }

    [Fact]
    public void A_quorum_of_roots_must_have_signed()
    {
        var text = Definition(_night.Log, 2, _night.Roots, []);

        foreach (
            var signers in (SignerKey[][])
                [
                    [_night.Roots[0]],
                    [_night.Roots[0], _night.Roots[0]],
                    [_night.Roots[0], _night.Log],
                ]
        )
        {
            ElectionRecord
                .Begin(Note.Encode(text, signers.Select(signer => signer.Sign(text))), _night.Blobs, out var rejection)
                .ShouldBeNull();
            rejection!.Code.ShouldBeOneOf(RejectionCode.WrongSigners, RejectionCode.RoleNotAllowed);
        }
    }

    [Fact]
    public void An_empty_ledger_holds_for_nobody()
    {
        using var anybody = Ed25519Signer.Generate(ElectionNight.Origin);
        var checkpoint = SignedCheckpoint.Sign(new Checkpoint(ElectionNight.Origin, 0, Ledger.Merkle.TreeHash.Empty), anybody);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["checkpoint"] = checkpoint.Bytes.ToArray() };
        files["manifest"] = Republication.ManifestOf(files, checkpoint.Checkpoint, "malam").Sign(anybody);

        foreach (var options in (VerificationOptions[])[new(), new(Root: Root), new(Signatures: false), new() { CheckManifest = false }])
        {
            var report = Verify(files, options);

            report.Flaws.Select(flaw => flaw.Where).ShouldBe(["checkpoint", "manifest"]);
            report.RootPinned.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_checkpoint_seen_of_another_log_is_no_proof_of_anything()
    {
        using var forged = new ElectionNight(4);

        Verify(_night.Files, new VerificationOptions(Seen: forged.Checkpoint))
            .Flaws.ShouldHaveSingleItem()
            .What.ShouldStartWith("the checkpoint seen before is not signed by this log");
    }

    [Fact]
    public void A_checkpoint_of_more_entries_than_there_can_be_is_a_flaw_and_no_crash()
    {
        foreach (var size in (long[])[long.MaxValue, long.MaxValue - 200, 1L << 40, _night.Entries.Count + 1])
        {
            var files = Unbranched();
            var checkpoint = SignedCheckpoint.Sign(
                new Checkpoint(ElectionNight.Origin, size, _night.Checkpoint.Checkpoint.Root),
                _night.Log
            );
            files["checkpoint"] = checkpoint.Bytes.ToArray();
            files["manifest"] = Republication.ManifestOf(files, checkpoint.Checkpoint, "malam").Sign(_night.Log);

            Verify(files, new VerificationOptions())
                .Flaws.ShouldContain(flaw => flaw.Where == "checkpoint" && flaw.What.Contains("could be read"));
        }
    }

    [Fact]
    public void Manifest_and_checkpoint_must_be_one_publication_signed_by_the_log_alone()
    {
        var files = Unbranched();
        var honest = Republication.ManifestOf(files, _night.Checkpoint.Checkpoint, "malam");
        var root = _night.Checkpoint.Checkpoint.Root;

        Flaw(honest.Sign(_night.Officers.Stranger)).What.ShouldStartWith("it does not bear the log's signature");
        Flaw(Note.Encode(honest.Text(), [_night.Log.Sign(honest.Text()), _night.Officers.Stranger.Sign(honest.Text())]))
            .What.ShouldStartWith("it does not bear the log's signature");
        Flaw(Note.Encode(honest.Text(), [_night.Log.Sign(honest.Text()), _night.Log.Sign(honest.Text())]))
            .What.ShouldStartWith("it does not bear the log's signature", customMessage: "not even twice");
        Flaw((honest with { Election = "lain" }).Sign(_night.Log)).What.ShouldStartWith("it is for election lain");
        Flaw((honest with { Checkpoint = new Checkpoint(ElectionNight.Origin, 7, root) }).Sign(_night.Log))
            .What.ShouldStartWith("it belongs to the checkpoint of 7 entries");

        Flaw Flaw(byte[] manifest)
        {
            files["manifest"] = manifest;
            var flaw = Verify(files, new VerificationOptions()).Flaws.ShouldHaveSingleItem();
            flaw.Where.ShouldBe("manifest");
            return flaw;
        }
    }

    /// <summary>The night's files, all of which the manifest itself is to list.</summary>
    private Dictionary<string, byte[]> Unbranched() =>
        _night.Files.Where(file => !ManifestTree.IsBranch(file.Key)).ToDictionary(StringComparer.Ordinal);

    private static VerificationReport Verify(IReadOnlyDictionary<string, byte[]> files, VerificationOptions options) =>
        Verifier.Verify(new MemorySource(files), options);

    /// <summary>An election that has only begun, with the honest one's places and contests.</summary>
    private Dictionary<string, byte[]> Begun(SignerKey log, int quorum, IReadOnlyList<SignerKey> roots, IReadOnlyList<SignerKey> signers)
    {
        var text = Definition(log, quorum, roots, signers);
        var definition = Note.Encode(text, signers.Select(signer => signer.Sign(text)));
        var time = Signing.Entry(_night.Head, new Time(new Elections.Timestamp(1_707_900_000)), log);
        return new Republication([definition, time], _night.Blobs).Sign(log);
    }

    private byte[] Definition(SignerKey log, int quorum, IReadOnlyList<SignerKey> roots, IReadOnlyList<SignerKey> _)
    {
        var honest = (Definition)_night.Statement(_night.Entries[0]);
        var definition = honest with
        {
            Log = log.Verifier.PublicKey.ToArray(),
            Quorum = quorum,
            Roots = [.. roots.Select(root => root.Verifier.PublicKey.ToArray())],
        };
        return [.. StatementCodec.Write(_night.Head, definition), (byte)'\n'];
    }
}
