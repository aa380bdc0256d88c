using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Proofs;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>
/// Signed notes and what is made of them: whatever is read encodes to itself again, and no change of a signed text is believed.
/// </summary>
internal static class NoteTargets
{
    private static readonly string[] Words =
    [
        "\n",
        "\n\n",
        "\u2014 ",
        " ",
        "+",
        "=",
        "AAAA",
        "example.org/ledger",
        "witness.example/w1",
        "\0",
        "\t",
        "\r",
    ];

    private static readonly string[] PolicyWords =
    [
        "log ",
        "witness ",
        "group ",
        "quorum ",
        "none",
        "all ",
        "any ",
        "1 ",
        "w1",
        "g",
        "\n",
        "#",
        "\t",
        SampleLog.Witness.Verifier.ToString(),
        SampleLog.Log.Verifier.ToString(),
    ];

    private static readonly byte[] Signed = SampleLog.Checkpoint(SampleLog.Size).Bytes.ToArray();
    private static readonly byte[] Cosigned = SampleLog.Checkpoint(SampleLog.Size, SampleLog.Witness).Bytes.ToArray();

    public static IEnumerable<Target> Create()
    {
        yield return new Target(
            "notes",
            [
                Signed,
                Cosigned,
                Note.Encode("{}\n"u8, [SampleLog.Officer.Sign("{}\n"u8)]),
                Note.Encode("é\n\nx\n"u8, [SampleLog.Officer.Sign("é\n\nx\n"u8)]),
            ],
            ReadNote
        )
        {
            Words = Words,
        };
        yield return new Target(
            "vkeys",
            [
                .. new SignerKey[] { SampleLog.Log, SampleLog.Witness, SampleLog.Officer }.Select(key =>
                    Encoding.UTF8.GetBytes(key.Verifier.ToString())
                ),
            ],
            ReadKey
        )
        {
            Words = Words,
        };
        yield return new Target(
            "checkpoints",
            [SampleLog.Checkpoint(SampleLog.Size).Checkpoint.Text, SampleLog.Checkpoint(0).Checkpoint.Text],
            ReadCheckpoint
        )
        {
            Words = Words,
        };
        yield return new Target("cosigned-checkpoints", [Signed, Cosigned], ReadCosigned) { Words = Words };
        yield return new Target(
            "policies",
            [Encoding.UTF8.GetBytes(SampleLog.PolicyText), Encoding.UTF8.GetBytes($"log {SampleLog.Log.Verifier}\nquorum none\n")],
            ReadPolicy
        )
        {
            Words = PolicyWords,
        };
        yield return new Target("tlog-proofs", [.. Proofs()], ReadProof)
        {
            Words = [.. Words, "extra ", "index ", "c2sp.org/tlog-proof@v1\n"],
        };
    }

    private static string ReadNote(byte[] input)
    {
        if (!Note.TryParse(input, out var note, out var error))
        {
            return error;
        }

        Unless(note.Bytes.Span.SequenceEqual(input), "a note holds other bytes than it was given");
        Unless(Note.Encode(note.Text.Span, note.Signatures).AsSpan().SequenceEqual(input), "a note does not encode to itself");
        note.VerifySignatures(SampleLog.Log.Verifier, SampleLog.Witness.Verifier, SampleLog.Officer.Verifier);
        return Target.Accepted;
    }

    private static string ReadKey(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (!VerifierKey.TryParse(text, out var key, out var error))
        {
            return error;
        }

        Unless(key.ToString() == text, "a vkey does not encode to itself");
        key.Verify(input, input);
        return Target.Accepted;
    }

    private static string ReadCheckpoint(byte[] input)
    {
        if (!Checkpoint.TryParse(input, out var checkpoint, out var error))
        {
            return error;
        }

        Unless(checkpoint.Text.AsSpan().SequenceEqual(input), "a checkpoint does not encode to itself");
        return Target.Accepted;
    }

    private static string ReadCosigned(byte[] input)
    {
        if (!SignedCheckpoint.TryParse(input, out var signed, out var error))
        {
            return error;
        }

        var verdict = SampleLog.Policy.Evaluate(signed);
        var known =
            SampleLog.Tree.Size == signed.Checkpoint.Size
            && SampleLog.Tree.Root() == signed.Checkpoint.Root
            && signed.Checkpoint.Origin == SampleLog.Origin;
        Unless(!verdict.Accepted || known, "the policy accepts a checkpoint that nobody signed");
        Unless(verdict.Log is null || known, "a log's signature holds under a text that it did not sign");
        Unless(signed.WithSignatures(signed.Note.Signatures.Take(1)).Checkpoint == signed.Checkpoint, "signatures change a checkpoint");
        return verdict.Accepted ? Target.Accepted : verdict.Reason!;
    }

    private static string ReadPolicy(byte[] input)
    {
        if (!TlogPolicy.TryParse(input, out var policy, out var error))
        {
            return error;
        }

        var names = policy.Witnesses.Select(witness => witness.Name).ToArray();
        Unless(policy.IsQuorum(names), "all witnesses together are no quorum");
        Unless(policy.Quorum == "none" || !policy.IsQuorum([]), "nobody is a quorum");
        policy.Evaluate(SampleLog.Checkpoint(7, SampleLog.Witness));
        return Target.Accepted;
    }

    private static IEnumerable<byte[]> Proofs()
    {
        yield return new TlogProof(
            17,
            SampleLog.Tree.Inclusion(17, SampleLog.Size),
            SampleLog.Checkpoint(SampleLog.Size, SampleLog.Witness)
        ).Encode();
        yield return new TlogProof(0, [], SampleLog.Checkpoint(1, SampleLog.Witness), "extra"u8.ToArray()).Encode();
        yield return new TlogProof(
            SampleLog.Size - 1,
            SampleLog.Tree.Inclusion(SampleLog.Size - 1, SampleLog.Size),
            SampleLog.Checkpoint(SampleLog.Size)
        ).Encode();
    }

    private static string ReadProof(byte[] input)
    {
        if (!TlogProof.TryParse(input, out var proof, out var error))
        {
            return error;
        }

        Unless(proof.Encode().AsSpan().SequenceEqual(input), "a proof does not encode to itself");
        for (var index = 0; index < SampleLog.Size; index += 17)
        {
            Unless(
                !proof.Verify(SampleLog.Entry(index), SampleLog.Policy).Holds || proof.Index == index,
                $"entry {index} is proved to be at {proof.Index}"
            );
        }

        Unless(!proof.Verify("forged"u8, SampleLog.Policy).Holds, "an entry that is not there is proved");
        return Target.Accepted;
    }
}
