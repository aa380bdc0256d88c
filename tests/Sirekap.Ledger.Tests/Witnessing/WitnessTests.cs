using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Tests.Storage;
using Sirekap.Ledger.Witnessing;

namespace Sirekap.Ledger.Tests.Witnessing;

public sealed class WitnessTests
{
    private readonly ForgetfulFileSystem _disk = new(1);
    private Witness _witness;

    public WitnessTests() => _witness = TestWitness.Open(_disk);

    private void Restart()
    {
        _witness.Dispose();
        _witness = TestWitness.Open(_disk);
    }

    private WitnessResponse Ask(int old, int size, int forkAt = int.MaxValue) =>
        _witness.AddCheckpoint(TestWitness.Request(old, size, forkAt).Encode());

    private WitnessResponse Ask(string body) => _witness.AddCheckpoint(Encoding.UTF8.GetBytes(body));

    private static void ShouldBeConflict(WitnessResponse response, string size) =>
        (response.Status, response.ContentType, Encoding.ASCII.GetString(response.Body)).ShouldBe((409, "text/x.tlog.size", size + "\n"));

    [Fact]
    public void A_checkpoint_that_continues_the_last_one_is_cosigned_200()
    {
        foreach (var (old, size) in ((int, int)[])[(0, 3), (3, 3), (3, 8), (8, 300)])
        {
            var response = Ask(old, size);
            response.Status.ShouldBe(200);
            var text = TestLog.Sign(TestLog.Tree(size)).Note.Text.ToArray();
            Note.TryParse((byte[])[.. text, (byte)'\n', .. response.Body], out var note, out var error).ShouldBeTrue(error);
            note.VerifySignatures([TestWitness.Key.Verifier]).Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0")]
    [InlineData("old 0\n")]
    [InlineData("old 00\n\nCHECKPOINT")]
    [InlineData("old -1\n\nCHECKPOINT")]
    [InlineData("old\n\nCHECKPOINT")]
    [InlineData("old  0\n\nCHECKPOINT")]
    [InlineData("old 9223372036854775808\n\nCHECKPOINT")]
    [InlineData("old 0\nAAAA\n\nCHECKPOINT")]
    [InlineData("old 0\nCHECKPOINT")]
    [InlineData("old 0\n\nnonsense")]
    [InlineData("old 4\n\nCHECKPOINT")]
    public void What_is_no_request_is_a_bad_request_400(string body)
    {
        Ask(body.Replace("CHECKPOINT", Encoding.UTF8.GetString(TestLog.Sign(TestLog.Tree(3)).Bytes.Span))).Status.ShouldBe(400);
        Ask(0, 3).Status.ShouldBe(200, "and nothing was recorded");
    }

    [Fact]
    public void Too_many_proof_lines_or_bytes_are_a_bad_request_400()
    {
        var checkpoint = TestLog.Sign(TestLog.Tree(3));
        WitnessResponse WithLines(int lines) =>
            _witness.AddCheckpoint(new WitnessRequest(0, Enumerable.Repeat(TreeHash.Empty, lines).ToArray(), checkpoint).Encode());
        WithLines(63).Status.ShouldBe(422);
        WithLines(64).Status.ShouldBe(400);
        _witness.AddCheckpoint(new byte[WitnessRequest.MaximumBytes + 1]).Status.ShouldBe(400);
    }

    [Fact]
    public void A_checkpoint_that_no_known_key_signed_is_forbidden_403()
    {
        var request = TestWitness.Request(0, 3) with { Checkpoint = TestLog.Sign(TestLog.Tree(3), TestLog.OtherKey) };
        _witness.AddCheckpoint(request.Encode()).Status.ShouldBe(403);
        // The known key's name and identifier over somebody else's signature.
        var forged = TestLog.OtherKey.Sign(request.Checkpoint.Note.Text.Span);
        var claim = new NoteSignature(TestLog.Origin, TestLog.Key.Verifier.KeyId, forged.Signature);
        SignedCheckpoint.TryParse(Note.Encode(request.Checkpoint.Note.Text.Span, [claim]), out var signed, out _).ShouldBeTrue();
        _witness.AddCheckpoint((request with { Checkpoint = signed! }).Encode()).Status.ShouldBe(403);
    }

    [Fact]
    public void Signatures_of_strangers_are_ignored_and_not_recorded()
    {
        var request = TestWitness.Request(0, 3);
        var more = request.Checkpoint.WithSignatures([TestLog.OtherKey.Sign(request.Checkpoint.Note.Text.Span)]);
        _witness.AddCheckpoint((request with { Checkpoint = more }).Encode()).Status.ShouldBe(200);
        Restart();
        Ask(3, 5).Status.ShouldBe(200);
    }

    [Fact]
    public void An_unknown_log_is_not_found_404()
    {
        using var stranger = Ed25519Signer.Generate("example.org/other");
        var checkpoint = SignedCheckpoint.Sign(new Checkpoint("example.org/other", 0, TreeHash.Empty), stranger);
        _witness.AddCheckpoint(new WitnessRequest(0, [], checkpoint).Encode()).Status.ShouldBe(404);
    }

    [Fact]
    public void A_wrong_old_size_is_a_conflict_that_tells_the_right_one_409()
    {
        ShouldBeConflict(Ask(1, 3), "0");
        Ask(0, 3).Status.ShouldBe(200);
        ShouldBeConflict(Ask(0, 5), "3");
        ShouldBeConflict(Ask(2, 5), "3");
        ShouldBeConflict(Ask(4, 5), "3");
    }

    [Fact]
    public void A_rollback_is_a_conflict_409_also_after_a_restart()
    {
        Ask(0, 9).Status.ShouldBe(200);
        ShouldBeConflict(Ask(0, 4), "9");
        ShouldBeConflict(Ask(4, 4), "9");
        Restart();
        ShouldBeConflict(Ask(0, 4), "9");
        _witness.AddCheckpoint((TestWitness.Request(0, 4) with { OldSize = 9 }).Encode()).Status.ShouldBe(400);
    }

    [Fact]
    public void Another_root_for_the_same_size_is_a_conflict_409()
    {
        Ask(0, 9).Status.ShouldBe(200);
        ShouldBeConflict(Ask(9, 9, forkAt: 8), "9");
        ShouldBeConflict(Ask(9, 9, forkAt: 0), "9");
    }

    [Fact]
    public void A_fork_or_a_wrong_proof_is_unprocessable_422_and_leaves_no_trace()
    {
        Ask(0, 9).Status.ShouldBe(200);
        for (var size = 10; size < 20; size++)
        {
            Ask(9, size, forkAt: 8).Status.ShouldBe(422);
        }

        var right = TestWitness.Request(9, 20);
        _witness.AddCheckpoint((right with { Proof = [.. right.Proof.Skip(1)] }).Encode()).Status.ShouldBe(422);
        _witness.AddCheckpoint((right with { Proof = [.. right.Proof, TreeHash.Empty] }).Encode()).Status.ShouldBe(422);
        _witness.AddCheckpoint((TestWitness.Request(9, 9) with { Proof = [TreeHash.Empty] }).Encode()).Status.ShouldBe(422);
        Ask(9, 20).Status.ShouldBe(200);
    }

    [Fact]
    public void A_first_checkpoint_with_a_proof_is_unprocessable_422()
    {
        _witness.AddCheckpoint((TestWitness.Request(0, 3) with { Proof = [TreeHash.Empty] }).Encode()).Status.ShouldBe(422);
    }

    [Fact]
    public void Only_one_process_can_be_this_witness()
    {
        Should.Throw<StoreInUseException>(() => TestWitness.Open(_disk));
        Restart();
    }

    [Fact]
    public void A_damaged_record_is_not_taken_for_none()
    {
        Ask(0, 3).Status.ShouldBe(200);
        var record = _disk.List(TestWitness.Directory).Single(name => name.EndsWith(".checkpoint", StringComparison.Ordinal));
        _disk.Rot(TestWitness.Directory + "/" + record, TestLog.Origin.Length + 1);
        _witness.Dispose();
        Should.Throw<StoreDamagedException>(() => TestWitness.Open(_disk)).File.ShouldEndWith(record);
        // And the lock was let go of, so that the operator can try again.
        _disk.Rot(TestWitness.Directory + "/" + record, TestLog.Origin.Length + 1);
        Restart();
    }

    [Fact]
    public void Racing_requests_are_cosigned_as_if_one_came_after_the_other()
    {
        for (var round = 0; round < 50; round++)
        {
            using var raced = TestWitness.Open(new ForgetfulFileSystem(round));
            raced.AddCheckpoint(TestWitness.Request(0, 3).Encode()).Status.ShouldBe(200);
            // Two continuations, and a fork that is consistent with what stands now but with neither of them.
            byte[][] bodies =
            [
                TestWitness.Request(3, 5).Encode(),
                TestWitness.Request(3, 9).Encode(),
                TestWitness.Request(3, 7, forkAt: 3).Encode(),
            ];
            using var start = new Barrier(bodies.Length);
            var answers = new WitnessResponse[bodies.Length];
            var threads = bodies
                .Select(
                    (body, i) =>
                        new Thread(() =>
                        {
                            start.SignalAndWait();
                            answers[i] = raced.AddCheckpoint(body);
                        })
                )
                .ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            answers.Count(answer => answer.Status == 200).ShouldBe(1);
            answers.Count(answer => answer.Status == 409).ShouldBe(2);
        }
    }
}
