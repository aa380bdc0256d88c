using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Checkpoints;

public class CheckpointTests
{
    private const string Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private const string EmptyRoot = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    // A checkpoint of a Certificate Transparency staging log with four cosignatures of the public witness network, and one
    // of the test log by which that network's witnesses are watched; keys as their operators publish them.
    internal const string Arche =
        "arche2025h1.staging.ct.transparency.dev\n1432088532\nU7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\n"
        + "— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbl"
        + "lzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n"
        + "— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75Mdh"
        + "L1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
        + "— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVk"
        + "jZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==\n"
        + "— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEc"
        + "xZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==\n"
        + "— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n"
        + "— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEy"
        + "OUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==\n";

    internal const string ArcheLog = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f";
    internal const string Remora = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    internal const string Stagemole = "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv";
    internal const string LittleGarden = "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM";
    internal const string Smartit = "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO";

    [Fact]
    public void A_checkpoint_is_read_and_written()
    {
        const string Text = "example.com/behind-the-sofa\n20852163\n" + Hash + "\n";
        Checkpoint.TryParse(Encoding.UTF8.GetBytes(Text), out var checkpoint, out var error).ShouldBeTrue(error);
        checkpoint.Origin.ShouldBe("example.com/behind-the-sofa");
        checkpoint.Size.ShouldBe(20_852_163);
        checkpoint.Root.ToString().ShouldBe(Hash);
        Encoding.UTF8.GetString(checkpoint.Text).ShouldBe(Text);
    }

    [Theory]
    [InlineData("", "fewer than three lines")]
    [InlineData("a\n1\n" + Hash, "fewer than three lines")]
    [InlineData("\n1\n" + Hash + "\n", "line 1")]
    [InlineData("a\n\n" + Hash + "\n", "line 2")]
    [InlineData("a\n01\n" + Hash + "\n", "line 2")]
    [InlineData("a\n+1\n" + Hash + "\n", "line 2")]
    [InlineData("a\n-1\n" + Hash + "\n", "line 2")]
    [InlineData("a\n1 \n" + Hash + "\n", "line 2")]
    [InlineData("a\n1e3\n" + Hash + "\n", "line 2")]
    [InlineData("a\n9223372036854775808\n" + Hash + "\n", "line 2")]
    [InlineData("a\n99999999999999999999999\n" + Hash + "\n", "line 2")]
    [InlineData("a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", "line 3")]
    [InlineData("a\n1\nAAAA\n", "line 3")]
    [InlineData("a\n1\n" + Hash + "\nextension\n", "line 4")]
    [InlineData("a\n1\n" + Hash + "\n\n", "line 4")]
    [InlineData("a\n0\n" + Hash + "\n", "line 3: the root of an empty tree")]
    public void What_is_not_exactly_a_checkpoint_is_refused_with_its_line(string text, string reason)
    {
        Checkpoint.TryParse(Encoding.UTF8.GetBytes(text), out _, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldContain(reason);
    }

    [Theory]
    [InlineData("a\n0\n" + EmptyRoot + "\n", 0)]
    [InlineData("a\n9223372036854775807\n" + Hash + "\n", long.MaxValue)]
    public void The_smallest_and_the_largest_size_are_read(string text, long size)
    {
        Checkpoint.TryParse(Encoding.UTF8.GetBytes(text), out var checkpoint, out var error).ShouldBeTrue(error);
        checkpoint.Size.ShouldBe(size);
    }

    [Fact]
    public void A_public_logs_checkpoint_and_its_cosignatures_verify()
    {
        var bytes = Encoding.UTF8.GetBytes(Arche);
        SignedCheckpoint.TryParse(bytes, Key(ArcheLog), out var signed, out var error).ShouldBeTrue(error);
        signed!.Checkpoint.Size.ShouldBe(1_432_088_532);
        VerifierKey[] witnesses = [Key(LittleGarden), Key(Smartit), Key(Remora), Key(Stagemole)];
        signed.Note.VerifySignatures(witnesses).ShouldBe(witnesses);
        CosignatureMessage.Timestamp(signed.Note.Signatures[2].Signature.Span).ShouldBe(0x6a122120);

        // One more second, or one more leaf, and no cosignature holds.
        var later = signed.Note.Signatures[4].Signature.ToArray();
        later[7]++;
        Key(Remora).Verify(signed.Note.Text.Span, later).ShouldBeFalse();
        Key(Remora)
            .Verify(new Checkpoint(signed.Checkpoint.Origin, 42, signed.Checkpoint.Root).Text, signed.Note.Signatures[4].Signature.Span)
            .ShouldBeFalse();
    }

    [Fact]
    public void The_witness_networks_test_log_verifies()
    {
        const string Log =
            "geomys.org/witness/test-log\n1\nBCml5C32yqMcl0gjTrcSOeNVx59oPnSdytBzDGBO5k0=\n\n"
            + "— geomys.org/witness/test-log wHh/9BPsoBNr2x0Ol3qPBYasIN0HI2ZiBg5ac0v3LQq/7F+YO7U4oWbDeJn1"
            + "VaWVrlbSEM30Gr7WWYQjj2SBxRoJ/Ao=\n";
        var key = Key("geomys.org/witness/test-log+c0787ff4+AeMb5VOzy60PTGdGmLPxOKGAa0jNyDGsgv2rnprGju1t");
        SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes(Log), key, out var signed, out var error).ShouldBeTrue(error);
        signed!.Checkpoint.Size.ShouldBe(1);
    }

    [Fact]
    public void A_checkpoint_of_another_log_or_key_or_without_a_signature_is_refused()
    {
        using var log = Ed25519Signer.ImportSeed("log", new byte[32]);
        using var impostor = Ed25519Signer.ImportSeed("log", [.. Enumerable.Repeat((byte)1, 32)]);
        using var other = Ed25519Signer.ImportSeed("other", new byte[32]);
        var checkpoint = new Checkpoint("log", 0, TreeHash.Empty);
        Refusal(SignedCheckpoint.Sign(checkpoint, log).Bytes, log).ShouldBeNull();
        Refusal(SignedCheckpoint.Sign(checkpoint with { Origin = "x" }, log).Bytes, log).ShouldBe("checkpoint is of \"x\", not of \"log\"");
        Refusal(SignedCheckpoint.Sign(checkpoint, impostor).Bytes, log)
            .ShouldNotBeNull()
            .ShouldStartWith("checkpoint is not signed by log+");
        Refusal(SignedCheckpoint.Sign(checkpoint, other).Bytes, log).ShouldNotBeNull().ShouldStartWith("checkpoint is not signed by log+");
        var forged = new NoteSignature("log", log.Verifier.KeyId, new byte[64]);
        Refusal(Note.Encode(checkpoint.Text, [forged]), log).ShouldNotBeNull().ShouldEndWith("does not verify");
        Refusal("no note"u8.ToArray(), log).ShouldNotBeNull();

        static string? Refusal(ReadOnlyMemory<byte> bytes, SignerKey key)
        {
            SignedCheckpoint.TryParse(bytes, key.Verifier, out var signed, out var error).ShouldBe(error is null);
            (signed is null).ShouldBe(error is not null);
            return error;
        }
    }

    [Fact]
    public void Cosignatures_are_added_once_and_carry_the_witnesss_time()
    {
        using var log = Ed25519Signer.ImportSeed("log", new byte[32]);
        using var witness = CosignatureSigner.ImportSeed("witness", [.. Enumerable.Repeat((byte)2, 32)], new FixedTime(1_679_315_147));
        var signed = SignedCheckpoint.Sign(new Checkpoint("log", 0, TreeHash.Empty), log);
        var cosignature = witness.Sign(signed.Note.Text.Span);
        var cosigned = signed.WithSignatures([cosignature]);
        cosigned.Note.Signatures.Count.ShouldBe(2);
        cosigned.WithSignatures([cosignature]).Bytes.ToArray().ShouldBe(cosigned.Bytes.ToArray());
        cosigned.Note.VerifySignatures(log.Verifier, witness.Verifier).ShouldBe([log.Verifier, witness.Verifier]);
        CosignatureMessage.Timestamp(cosignature.Signature.Span).ShouldBe(1_679_315_147);
        Encoding.UTF8.GetString(CosignatureMessage.Encode(1_679_315_147, "x\n"u8)).ShouldBe("cosignature/v1\ntime 1679315147\nx\n");
    }

    [Fact]
    public void A_cosignature_of_another_length_or_beyond_all_time_is_refused()
    {
        CosignatureMessage.Timestamp(new byte[71]).ShouldBeNull();
        CosignatureMessage.Timestamp(new byte[73]).ShouldBeNull();
        CosignatureMessage.Timestamp([0x80, .. new byte[71]]).ShouldBeNull();
        CosignatureMessage.Timestamp([0x7f, .. Enumerable.Repeat((byte)0xff, 7), .. new byte[64]]).ShouldBe(long.MaxValue);
        Key(Remora).Verify("t\n"u8, new byte[64]).ShouldBeFalse();
        Key(Remora).Verify("t\n"u8, [0x80, .. new byte[71]]).ShouldBeFalse();
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_read_again_is_not_signed()
    {
        using var log = Ed25519Signer.ImportSeed("log", new byte[32]);
        Should.Throw<ArgumentException>(() => SignedCheckpoint.Sign(new Checkpoint("a\nb", 1, TreeHash.Empty), log));
        Should.Throw<ArgumentException>(() => SignedCheckpoint.Sign(new Checkpoint("", 1, TreeHash.Empty), log));
        Should.Throw<ArgumentException>(() => SignedCheckpoint.Sign(new Checkpoint("a", -1, TreeHash.Empty), log));
        Should.Throw<ArgumentException>(() => SignedCheckpoint.Sign(new Checkpoint("a", 0, TreeHash.Leaf([])), log));
    }

    internal static VerifierKey Key(string vkey) =>
        VerifierKey.TryParse(vkey, out var key, out var error) ? key : throw new InvalidOperationException(error);

    internal sealed class FixedTime(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
