using System.Globalization;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Policies;
using Sirekap.Record;
using Sirekap.Verification;

namespace Sirekap.Demo.Tricks;

/// <summary>Shows a copy to everybody who might notice.</summary>
internal static class Detection
{
    private static readonly Dictionary<string, RejectionCode> Codes = Enum.GetValues<RejectionCode>()
        .ToDictionary(Rejection.NameOf, StringComparer.Ordinal);

    /// <summary>
    /// Verifies the copy once, with all signatures, under the policy and against the honest checkpoint; the flaws of either are told from
    /// all others, which anyone finds. Then asks the log witnesses and tries the receipt.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<(VerificationReport Report, IReadOnlyList<Observation> Observations)> ObserveAsync(
        HonestState honest,
        ForgedPublication forged,
        int target,
        TlogPolicy policy,
        AskWitness ask,
        CancellationToken cancellation
    )
    {
        var report = Verify(forged, new VerificationOptions(policy, Seen: honest.Checkpoint), cancellation);
        var refused = policy.Evaluate(forged.Checkpoint).Reason;
        var findings = report
            .Flaws.Select(flaw => Find(flaw, refused))
            .ToLookup(finding =>
                finding.Rule switch
                {
                    FindingRule.Policy => Observer.PolicyHolder,
                    FindingRule.EarlierCheckpoint => Observer.Reader,
                    _ => Observer.Anyone,
                }
            );
        Finding[] anyones = [.. findings[Observer.Anyone]];
        var observations = new List<Observation>
        {
            Verified(Observer.Anyone, anyones),
            Verified(Observer.PolicyHolder, [.. findings[Observer.PolicyHolder], .. anyones]),
            Verified(Observer.Reader, [.. findings[Observer.Reader], .. anyones]),
        };
        var cosigners = policy.Evaluate(honest.Checkpoint).Witnesses;
        var witnesses = new WitnessObservation(honest, forged, ask);
        foreach (var witness in policy.Witnesses)
        {
            observations.Add(await witnesses.OfAsync(witness, cosigners.Contains(witness), cancellation));
        }

        observations.Add(Receipt(honest, forged, target));
        return (report, observations);
    }

    private static VerificationReport Verify(ForgedPublication forged, VerificationOptions options, CancellationToken cancellation)
    {
        try
        {
            return Verifier.Verify(forged, options, (_, _, _) => cancellation.ThrowIfCancellationRequested());
        }
        catch (AggregateException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Whether the operator can still prove that what the receipt is for stands where it says.</summary>
    private static Observation Receipt(HonestState honest, ForgedPublication forged, int target)
    {
        var (leaf, size) = (honest.Tree.Leaf(target), forged.Tree.Size);
        if (target < size && MerkleProofs.VerifyInclusion(leaf, target, size, forged.Tree.Inclusion(target, size), forged.Tree.Root()))
        {
            return new Observation(
                Observer.Officer,
                [],
                ReferenceEquals(forged.Tree, honest.Tree) ? Silence.LedgerUnchanged : Silence.Agrees
            );
        }

        var what =
            target < size ? $"the inclusion proof does not lead to the root of {size} entries" : $"the ledger has only {size} entries";
        return new Observation(Observer.Officer, [new Finding(FindingRule.NotIncluded, $"entry {target}", what, target)], null);
    }

    private static Observation Verified(Observer who, Finding[] findings) =>
        new(who, findings, findings.Length == 0 ? Silence.Agrees : null);

    private static Finding Find(Flaw flaw, string? refused)
    {
        if (flaw.Where.StartsWith("entry ", StringComparison.Ordinal))
        {
            var code = flaw.What.Split(':')[0];
            return new Finding(
                FindingRule.Entry,
                flaw.Where,
                flaw.What,
                long.Parse(flaw.Where["entry ".Length..], CultureInfo.InvariantCulture),
                Codes.TryGetValue(code, out var known) ? known : null
            );
        }

        var rule = flaw.Where switch
        {
            "seen" => FindingRule.EarlierCheckpoint,
            "checkpoint" when refused is not null && flaw.What.EndsWith(refused, StringComparison.Ordinal) => FindingRule.Policy,
            _ when flaw.Where.StartsWith("results/", StringComparison.Ordinal) => FindingRule.Document,
            _ => FindingRule.File,
        };
        return new Finding(rule, flaw.Where, flaw.What);
    }
}
