using System.Diagnostics.CodeAnalysis;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Policies;

/// <summary>A log that a policy accepts. The key's name is the log's origin.</summary>
public sealed record PolicyLog(VerifierKey Key, string? Url);

/// <summary>A log witness that a policy knows, under the name that the policy gives it.</summary>
public sealed record PolicyWitness(string Name, VerifierKey Key, string? Url);

/// <summary>A group of witnesses and groups, which counts as a witness once <paramref name="Threshold"/> of its members do.</summary>
public sealed record PolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members);

/// <summary>
/// Whose word on a log is enough (C2SP tlog-policy): logs, log witnesses, groups of them, and the quorum that must have
/// cosigned a checkpoint.
/// </summary>
public sealed class TlogPolicy
{
    /// <summary>The quorum that needs no witness.</summary>
    public const string NoQuorum = "none";

    internal TlogPolicy(
        IReadOnlyList<PolicyLog> logs,
        IReadOnlyList<PolicyWitness> witnesses,
        IReadOnlyList<PolicyGroup> groups,
        string quorum
    )
    {
        (Logs, Witnesses, Groups, Quorum) = (logs, witnesses, groups, quorum);
    }

    /// <summary>The accepted logs, in the file's order.</summary>
    public IReadOnlyList<PolicyLog> Logs { get; }

    /// <summary>The known witnesses, in the file's order.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses { get; }

    /// <summary>The groups, each after all its members.</summary>
    public IReadOnlyList<PolicyGroup> Groups { get; }

    /// <summary>The name of the witness or group that must have cosigned, or <see cref="NoQuorum"/>.</summary>
    public string Quorum { get; }

    /// <summary>Reads a policy file.</summary>
    /// <param name="error">What is wrong, with the number of the line.</param>
    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out TlogPolicy? policy, [NotNullWhen(false)] out string? error)
    {
        policy = new PolicyReader().Read(file, out error);
        return policy is not null;
    }

    /// <summary>What this policy makes of a checkpoint.</summary>
    public PolicyVerdict Evaluate(SignedCheckpoint signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        var logs = Logs.Where(log => log.Key.Name == signed.Checkpoint.Origin).ToList();
        var keys = logs.Select(log => log.Key).Concat(Witnesses.Select(witness => witness.Key));
        var verified = signed.Note.VerifySignatures(keys, out var bad);

        // A log is no witness of itself, whatever list it stands in.
        var cosigned = Witnesses
            .Where(witness => verified.Contains(witness.Key))
            .Where(witness => !Logs.Any(log => log.Key.PublicKey.Span.SequenceEqual(witness.Key.PublicKey.Span)))
            .ToList();
        return new PolicyVerdict(
            logs.Find(log => verified.Contains(log.Key)),
            cosigned,
            bad is null && IsQuorum(cosigned.Select(witness => witness.Name)),
            bad
        );
    }

    /// <summary>Whether these witnesses, by their names in the policy, are enough.</summary>
    public bool IsQuorum(IEnumerable<string> witnesses)
    {
        var met = witnesses.ToHashSet(StringComparer.Ordinal);
        // A group follows its members, so one pass is enough.
        foreach (var group in Groups)
        {
            if (group.Members.Count(met.Contains) >= group.Threshold)
            {
                met.Add(group.Name);
            }
        }
        return Quorum == NoQuorum || met.Contains(Quorum);
    }
}
