using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>Who looks at a copy, and with what in hand.</summary>
public enum Observer
{
    /// <summary>Anyone who runs <c>verify</c> on the folder, with no key pinned and nothing kept from before.</summary>
    Anyone,

    /// <summary>Anyone who runs it with the election's policy: the log's key, and a quorum of its log witnesses.</summary>
    PolicyHolder,

    /// <summary>A reader who kept the honest checkpoint, from a citation or a receipt, and runs it with <c>--seen</c>.</summary>
    Reader,

    /// <summary>A log witness that is asked to cosign the copy's checkpoint.</summary>
    LogWitness,

    /// <summary>
    /// The officer whose statement the trick is about, holding a receipt: the statement stands at its index, or it does not. The receipt's
    /// own checkpoint makes its holder a <see cref="Reader"/> besides.
    /// </summary>
    Officer,
}

/// <summary>What kind of thing gave the copy away.</summary>
public enum FindingRule
{
    /// <summary>The record refuses an entry.</summary>
    Entry,

    /// <summary>A result document says something else than the record.</summary>
    Document,

    /// <summary>A file is missing, other than the manifest says, or should not be there.</summary>
    File,

    /// <summary>The policy does not accept the checkpoint.</summary>
    Policy,

    /// <summary>The copy does not continue the checkpoint that was kept.</summary>
    EarlierCheckpoint,

    /// <summary>The log witness has cosigned more entries than the copy has.</summary>
    WitnessAhead,

    /// <summary>The log witness has cosigned as many entries with another root.</summary>
    WitnessContradicts,

    /// <summary>No proof leads from what the log witness has cosigned to the copy.</summary>
    NoConsistency,

    /// <summary>The statement for which there is a receipt is not at its index.</summary>
    NotIncluded,
}

/// <summary>Where and why an observer noticed.</summary>
/// <param name="Rule">What kind of thing it was.</param>
/// <param name="Where">The file, <c>entry N</c>, <c>seen</c>, or the log witness's name.</param>
/// <param name="What">The flaw in words, in English, as <c>verify</c> prints it.</param>
/// <param name="Entry">The entry's index in the copy, where it is about one; for <see cref="FindingRule.NotIncluded"/> the
/// receipt's.</param>
/// <param name="Code">Why the record refuses the entry.</param>
public sealed record Finding(FindingRule Rule, string Where, string What, long? Entry = null, RejectionCode? Code = null);

/// <summary>Why an observer noticed nothing.</summary>
public enum Silence
{
    /// <summary>All that this observer can see agrees.</summary>
    Agrees,

    /// <summary>The ledger is unchanged: a log witness has nothing to sign, a receipt still holds.</summary>
    LedgerUnchanged,

    /// <summary>The log witness is not asked: it has not cosigned the honest checkpoint, and might take the copy's for it.</summary>
    NotYetCosigned,

    /// <summary>The log witness remembers less than it has cosigned.</summary>
    Forgetful,

    /// <summary>The log witness cannot be reached.</summary>
    Unreachable,

    /// <summary>The log witness does not know this log, or answers nothing that its protocol knows.</summary>
    NoUsableAnswer,
}

/// <summary>What one observer makes of a copy.</summary>
/// <param name="Who">Who it is.</param>
/// <param name="Findings">Where it noticed, what only this observer can see first; empty when it did not.</param>
/// <param name="Silence">Why it did not; null when it did.</param>
/// <param name="Witness">The log witness's name in the policy.</param>
public sealed record Observation(Observer Who, IReadOnlyList<Finding> Findings, Silence? Silence, string? Witness = null)
{
    public bool Noticed => Findings.Count > 0;
}
