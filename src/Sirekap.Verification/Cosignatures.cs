using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;

namespace Sirekap.Verification;

/// <summary>A log witness's word on a checkpoint.</summary>
/// <param name="Witness">Its name in the policy.</param>
/// <param name="Time">When it says that it cosigned, as <c>2024-02-14T11:00:00Z</c>.</param>
public sealed record Cosigned(string Witness, string Time);

/// <summary>The signature lines of a checkpoint: the log's own, once, and those of witnesses with their times.</summary>
internal static class Cosignatures
{
    /// <summary>A witness's clock may be behind the log's by so much; a checkpoint is older than what it has been told by more.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromHours(1);

    /// <summary>No cosignature is from further in the future, by the clock of whoever verifies.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>What is wrong with the log's own line, or null. A second one would make other bytes of the same checkpoint.</summary>
    public static string? FlawOfOwn(SignedCheckpoint checkpoint, VerifierKey log)
    {
        var own = checkpoint.Note.Signatures.Count(log.Matches);
        return own > 1 ? $"it bears {own} signature lines by the log's own key {log.Name}+{log.KeyId:x8}, where one is due"
            : SignedCheckpoint.TryParse(checkpoint.Bytes, log, out _, out var error) ? null
            : error;
    }

    /// <summary>Who cosigned and when, as the policy knows them.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="witnesses">Those whose cosignatures hold.</param>
    /// <param name="told">The last time that the ledger has been told, if it could be read.</param>
    /// <param name="now">By the clock of whoever verifies.</param>
    /// <param name="add">Is told what is wrong with a time.</param>
    public static IReadOnlyList<Cosigned> Of(
        SignedCheckpoint checkpoint,
        IReadOnlyList<PolicyWitness> witnesses,
        Timestamp? told,
        DateTimeOffset now,
        Action<string> add
    )
    {
        var cosigned = new List<Cosigned>();
        foreach (var witness in witnesses)
        {
            foreach (var line in checkpoint.Note.Signatures.Where(witness.Key.Matches))
            {
                if (CosignatureMessage.Timestamp(line.Signature.Span) is not { } seconds)
                {
                    continue;
                }

                var time = new Timestamp(seconds);
                var written = time.IsInRange ? time.ToString() : $"{seconds} s after 1970";
                if (FlawOf(time, told, now) is { } flaw)
                {
                    add($"{witness.Name} says that it cosigned at {written}, {flaw}");
                }

                cosigned.Add(new Cosigned(witness.Name, written));
            }
        }

        return cosigned;
    }

    private static string? FlawOf(Timestamp time, Timestamp? told, DateTimeOffset now) =>
        time.UnixSeconds == 0 ? "which is no time"
        : !time.IsInRange || time.UnixSeconds > (now + Ahead).ToUnixTimeSeconds() ? "which has not come yet"
        : told is { } last && time.UnixSeconds < last.UnixSeconds - (long)Behind.TotalSeconds
            ? $"before {last}, the last time that the ledger has been told"
        : null;
}
