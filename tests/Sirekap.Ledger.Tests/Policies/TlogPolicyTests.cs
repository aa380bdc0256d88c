using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Tests.Checkpoints;

namespace Sirekap.Ledger.Tests.Policies;

public class TlogPolicyTests
{
    private static readonly string Log = Ed("log", 0);
    private static readonly string[] W = [.. Enumerable.Range(0, 9).Select(i => Co($"w{i}.example", i))];

    // The example of tlog-policy, with made keys.
    private static readonly string Example =
        $"log {Log}\n\nwitness X1 {W[1]}\nwitness X2 {W[2]}\nwitness X3 {W[3]}\ngroup X-witnesses 2 X1 X2 X3\n\n"
        + $"witness Y1 {W[4]}\nwitness Y2 {W[5]}\nwitness Y3 {W[6]}\ngroup Y-witnesses any Y1 Y2 Y3\n\n"
        + "group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n";

    [Theory]
    [InlineData("", false)]
    [InlineData("X1 X2", false)]
    [InlineData("X1 X2 X3", false)]
    [InlineData("X1 Y1", false)]
    [InlineData("Y1 Y2 Y3", false)]
    [InlineData("X1 X2 Y3", true)]
    [InlineData("X1 X2 X3 Y1 Y2 Y3", true)]
    [InlineData("X1 X1 Y3", false)]
    public void The_quorum_of_the_specifications_example(string witnesses, bool met) =>
        Policy(Example).IsQuorum(witnesses.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(met);

    [Fact]
    public void A_policy_names_its_logs_witnesses_and_addresses()
    {
        var policy = Policy(
            $"# Keys\n\t log\t{Log}  https://log.example/ \n  # more\nwitness  W {W[1]} https://w.example/\nwitness V {W[2]}\nquorum W\n"
        );
        policy.Logs.Select(l => (l.Key.ToString(), l.Url)).ShouldBe([(Log, "https://log.example/")]);
        policy.Witnesses.Select(w => (w.Name, w.Key.ToString(), w.Url)).ShouldBe([("W", W[1], "https://w.example/"), ("V", W[2], null)]);
        policy.Quorum.ShouldBe("W");
        policy.IsQuorum(["V"]).ShouldBeFalse();
        policy.IsQuorum(["W"]).ShouldBeTrue();
    }

    [Fact]
    public void A_policy_may_ask_for_no_witness()
    {
        Policy("quorum none\n").IsQuorum([]).ShouldBeTrue();
        Policy($"log {Log}\nwitness none2 {W[1]}\nquorum none\n").Witnesses.Count.ShouldBe(1);
    }

    [Fact]
    public void Names_are_octets_and_differ_wherever_they_do()
    {
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes($"witness K {W[1]}\nwitness \u212a {W[2]}\nwitness "),
            0xe9,
            .. Encoding.UTF8.GetBytes($" {W[3]}\nwitness é {W[4]}\nquorum "),
            0xe9,
            (byte)'\n',
        ];
        TlogPolicy.TryParse(file, out var policy, out var error).ShouldBeTrue(error);
        policy!.Witnesses.Select(w => w.Name).Distinct().Count().ShouldBe(4);
        policy.Quorum.ShouldBe(policy.Witnesses[2].Name);
    }

    [Fact]
    public void A_witness_of_a_kind_that_is_not_known_has_a_name_and_never_counts()
    {
        // Type 0x06 stands for none here; its identifier is SHA-256 of name, newline, type and key, as of any Ed25519 kind.
        byte[] material = [0x06, .. new byte[1312]];
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. "new.example\n"u8, .. material])[..4]);
        var policy = Policy(
            $"log {Log}\nwitness New new.example+{id}+{Convert.ToBase64String(material)} https://w.example/\nwitness W {W[1]}\n"
                + "group both 2 New W\nquorum both\n"
        );
        policy.Witnesses.Select(witness => witness.Name).ShouldBe(["W"]);
        policy.IsQuorum(["W"]).ShouldBeFalse();
        Error($"witness New new.example+00000000+{Convert.ToBase64String(material)}\n").ShouldContain("0x06 is not supported");
    }

    [Fact]
    public void Errors_name_the_line_and_the_reason()
    {
        Error("").ShouldBe("line 1: the file ends without a quorum line");
        Error("\n\n# x\n").ShouldBe("line 4: the file ends without a quorum line");
        Error("quorum none").ShouldBe("line 1: does not end with a newline");
        Error("quorum none\nquorum none\n").ShouldBe("line 2: there is a quorum line already");
        Error("quorum\n").ShouldStartWith("line 1: a quorum line is");
        Error("quorum a b\n").ShouldStartWith("line 1: a quorum line is");
        Error("quorum X\n").ShouldBe("line 1: quorum \"X\" is not defined on a line before");
        Error($"quorum X\nwitness X {W[1]}\n").ShouldStartWith("line 1: quorum \"X\"");
        Error("Quorum none\n").ShouldStartWith("line 1: \"Quorum\" is not");
        Error("quorum none\r\n").ShouldBe("line 1: control character 0x0d");
        Error("# \u007f\nquorum none\n").ShouldBe("line 1: control character 0x7f");
        Error("log\n").ShouldStartWith("line 1: a log line is");
        Error($"log {Log} u v\n").ShouldStartWith("line 1: a log line is");
        Error("log x+y\n").ShouldStartWith("line 1: vkey is not");
        Error($"log {W[1]}\n").ShouldContain("witness's key");
        Error($"log {Log}\nlog {Log}\n").ShouldBe("line 2: the public key of log log is listed already");
        Error($"log {Log}\nlog {Ed("renamed", 0)}\n").ShouldBe("line 2: the public key of log renamed is listed already");
        Error("witness X\n").ShouldStartWith("line 1: a witness line is");
        Error($"witness X {Log}\n").ShouldContain("not for cosignatures");
        Error($"witness X {W[1]}\nwitness X {W[2]}\n").ShouldBe("line 2: the name \"X\" is defined already");
        Error($"witness X {W[1]}\nwitness Y {Co("other", 1)}\n").ShouldBe("line 2: the public key of witness Y is listed already");
        Error($"witness none {W[1]}\n").ShouldBe("line 1: the name \"none\" is reserved");
        Error($"witness X {W[1]}\ngroup none any X\n").ShouldBe("line 2: the name \"none\" is reserved");
        Error($"witness X {W[1]}\ngroup X any X\n").ShouldBe("line 2: the name \"X\" is defined already");
        Error("group G any\n").ShouldStartWith("line 1: a group line is");
        Error("group G any X\n").ShouldBe("line 1: member \"X\" is not defined on a line before");
        Error("group G any none\n").ShouldBe("line 1: member \"none\" is not defined on a line before");
        Error("group G any G\n").ShouldBe("line 1: member \"G\" is not defined on a line before");
        Error($"witness X {W[1]}\ngroup G 0 X\n").ShouldBe("line 2: \"0\" is not all, any or a number from 1");
        Error($"witness X {W[1]}\ngroup G 01 X\n").ShouldBe("line 2: \"01\" is not all, any or a number from 1");
        Error($"witness X {W[1]}\ngroup G some X\n").ShouldBe("line 2: \"some\" is not all, any or a number from 1");
        Error($"witness X {W[1]}\ngroup G 2 X\n").ShouldBe("line 2: group G asks for 2 of 1 members");
        Error($"witness X {W[1]}\ngroup G 2 X X\n").ShouldBe("line 2: member \"X\" is in a group already");
        Error($"witness X {W[1]}\ngroup G any X\ngroup H any X\n").ShouldBe("line 3: member \"X\" is in a group already");
    }

    [Fact]
    public void A_public_checkpoint_meets_a_policy_of_its_witnesses()
    {
        SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes(CheckpointTests.Arche), out var signed, out _).ShouldBeTrue();
        var keys =
            $"log {CheckpointTests.ArcheLog}\nwitness remora {CheckpointTests.Remora}\nwitness mole {CheckpointTests.Stagemole}\n"
            + $"witness absent {W[1]}\n";
        var verdict = Policy(keys + "group G 2 remora mole absent\nquorum G\n").Evaluate(signed!);
        verdict.Accepted.ShouldBeTrue(verdict.Reason);
        verdict.Witnesses.Select(w => w.Name).ShouldBe(["remora", "mole"]);
        verdict.Log!.Key.ToString().ShouldBe(CheckpointTests.ArcheLog);
        var strict = Policy(keys + "group G all remora mole absent\nquorum G\n").Evaluate(signed!);
        strict.Accepted.ShouldBeFalse();
        strict.Reason.ShouldBe("quorum is not met by 2 witness(es)");
    }

    [Fact]
    public void A_checkpoint_without_a_known_log_or_with_a_bad_signature_is_not_accepted()
    {
        using var log = Signer("log", 0);
        using var witness = Witness("w1.example", 1);
        var policy = Policy($"log {Log}\nwitness W {W[1]}\nquorum W\n");
        var checkpoint = new Checkpoint("log", 0, TreeHash.Empty);
        var cosigned = SignedCheckpoint.Sign(checkpoint, log, witness);
        policy.Evaluate(cosigned).Accepted.ShouldBeTrue();

        var other = policy.Evaluate(SignedCheckpoint.Sign(checkpoint with { Origin = "other" }, log, witness));
        other.Accepted.ShouldBeFalse();
        other.QuorumMet.ShouldBeTrue();
        other.Reason.ShouldBe("no log of the policy has signed this origin");

        var unsigned = policy.Evaluate(SignedCheckpoint.Sign(checkpoint, witness));
        unsigned.Log.ShouldBeNull();
        unsigned.Accepted.ShouldBeFalse();

        var forged = policy.Evaluate(
            SignedCheckpoint.Sign(checkpoint, log).WithSignatures([new NoteSignature("w1.example", witness.Verifier.KeyId, new byte[72])])
        );
        forged.BadSignature.ShouldBe(witness.Verifier);
        forged.Accepted.ShouldBeFalse();
        forged.QuorumMet.ShouldBeFalse();
        forged.Reason.ShouldNotBeNull().ShouldContain("w1.example");
    }

    internal static TlogPolicy Policy(string file)
    {
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(file), out var policy, out var error).ShouldBeTrue(error);
        return policy!;
    }

    internal static Ed25519Signer Signer(string name, int seed) => Ed25519Signer.ImportSeed(name, Seed(seed));

    internal static CosignatureSigner Witness(string name, int seed) =>
        CosignatureSigner.ImportSeed(name, Seed(100 + seed), new CheckpointTests.FixedTime(1_700_000_000));

    internal static string Ed(string name, int seed)
    {
        using var signer = Signer(name, seed);
        return signer.Verifier.ToString();
    }

    internal static string Co(string name, int seed)
    {
        using var signer = Witness(name, seed);
        return signer.Verifier.ToString();
    }

    private static string Error(string file)
    {
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(file), out var policy, out var error).ShouldBeFalse();
        policy.ShouldBeNull();
        return error.ShouldNotBeNull();
    }

    private static byte[] Seed(int seed) => [.. Enumerable.Repeat((byte)seed, 32)];
}
