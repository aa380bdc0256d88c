using System.Globalization;
using System.Text;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Witnessing;

namespace Sirekap.Demo.Tricks;

/// <summary>
/// Asks a log witness to cosign a copy, with the best that the operator can truthfully send, and without a way to be believed by mistake.
/// </summary>
internal sealed class WitnessObservation(HonestState honest, ForgedPublication forged, AskWitness ask)
{
    /// <summary>What an honest night may add between two questions, and a few more.</summary>
    private const int Attempts = 3;

    public async Task<Observation> OfAsync(PolicyWitness witness, bool hasCosigned, CancellationToken cancellation)
    {
        var size = forged.Tree.Size;
        var cosigned = honest.Checkpoint.Checkpoint.Size;
        if (ReferenceEquals(forged.Checkpoint, honest.Checkpoint))
        {
            return Silent(witness, Silence.LedgerUnchanged);
        }

        if (!hasCosigned)
        {
            return Silent(witness, Silence.NotYetCosigned);
        }

        // Never from a smaller size than it has cosigned: there a ledger that forks later would be a true continuation.
        var old = Math.Min(cosigned, size);
        for (var attempt = 1; ; attempt++)
        {
            var proof = old == size ? [] : forged.Tree.Consistency(old, size);
            if (await ask(witness, new WitnessRequest(old, proof, forged.Checkpoint), cancellation) is not { } answer)
            {
                return Silent(witness, Silence.Unreachable);
            }

            switch (answer.Status)
            {
                case 200:
                    return Silent(witness, Silence.Agrees);
                case 422:
                    return Noticed(witness, FindingRule.NoConsistency, Encoding.UTF8.GetString(answer.Body).TrimEnd());
                case 409 when SizeIn(answer) is { } theirs:
                    if (AnswerOf(witness, theirs, goesOn: theirs != old && attempt < Attempts) is { } observation)
                    {
                        return observation;
                    }

                    old = theirs;
                    break;
                default:
                    return Silent(witness, Silence.NoUsableAnswer);
            }
        }
    }

    /// <summary>What it means that a witness has cosigned another size; null where it is asked again from there.</summary>
    private Observation? AnswerOf(PolicyWitness witness, long theirs, bool goesOn)
    {
        var size = forged.Tree.Size;
        if (theirs > size)
        {
            return Noticed(witness, FindingRule.WitnessAhead, $"it has cosigned {theirs} entries, the copy has {size}");
        }

        if (theirs == size)
        {
            var what = $"it has cosigned {theirs} entries with another root than {forged.Tree.Root()}";
            return Noticed(witness, FindingRule.WitnessContradicts, what);
        }

        if (theirs < honest.Checkpoint.Checkpoint.Size)
        {
            return Silent(witness, Silence.Forgetful);
        }

        return goesOn ? null : Silent(witness, Silence.NoUsableAnswer);
    }

    private static Observation Silent(PolicyWitness witness, Silence why) => new(Observer.LogWitness, [], why, witness.Name);

    private static Observation Noticed(PolicyWitness witness, FindingRule rule, string what) =>
        new(Observer.LogWitness, [new Finding(rule, witness.Name, what)], null, witness.Name);

    private static long? SizeIn(WitnessResponse answer) =>
        answer.ContentType == WitnessResponse.SizeContentType
        && long.TryParse(
            Encoding.UTF8.GetString(answer.Body).AsSpan().TrimEnd('\n'),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var size
        )
            ? size
            : null;
}
