using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Record;

namespace Sirekap.Verification;

/// <summary>Something that does not hold.</summary>
/// <param name="Where">The file, or the entry.</param>
/// <param name="What">What is wrong with it.</param>
public sealed record Flaw(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}

/// <summary>What to hold a publication against.</summary>
/// <param name="Policy">Trusted log keys and log witnesses; null when none are pinned.</param>
/// <param name="Root">The trusted root key, which must have signed the definition: its name (32 hexadecimal digits), its SPKI in base64, or
/// null.</param>
/// <param name="Seen">A checkpoint that was seen before, and that this publication must continue.</param>
/// <param name="Election">The election that it must be of; null for whichever it is.</param>
/// <param name="Photos">Whether to ask for each photo where it cannot be seen which are there, as over HTTP; those in a folder are always
/// read.</param>
/// <param name="Signatures">Whether to verify each statement's signature; without, only structure, roles and sums are checked.</param>
public sealed record VerificationOptions(
    Ledger.Policies.TlogPolicy? Policy = null,
    string? Root = null,
    SignedCheckpoint? Seen = null,
    string? Election = null,
    bool Signatures = true,
    bool Photos = false
)
{
    /// <summary>Off only in the test that shows what the other checks catch by themselves.</summary>
    internal bool CheckManifest { get; init; } = true;

    /// <summary>By which no cosignature may be from the future.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What a verification found. It holds when there is no flaw; how much that says depends on which keys were pinned.</summary>
public sealed class VerificationReport
{
    /// <summary>What does not hold, in the order in which it was found; of very many the first, and how many more there are.</summary>
    public IReadOnlyList<Flaw> Flaws { get; init; } = [];

    /// <summary>How many flaws there are in all.</summary>
    public int FlawCount { get; init; }

    public bool Holds => Flaws.Count == 0;

    /// <summary>The record as replayed; null when not even the definition holds.</summary>
    public ElectionRecord? Record { get; init; }

    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Whether the log's key and the witnesses are those of a policy.</summary>
    public bool LogPinned { get; init; }

    /// <summary>The name of the pinned root key, when it signed the definition; else null.</summary>
    public string? PinnedRoot { get; init; }

    /// <summary>Whether the pinned root key signed the definition.</summary>
    public bool RootPinned => PinnedRoot is not null;

    /// <summary>The log's vkey as found.</summary>
    public string? LogKey { get; init; }

    /// <summary>The names of the root keys as found.</summary>
    public IReadOnlyList<string> RootKeys { get; init; } = [];

    /// <summary>The last time that the log has told the ledger, as <c>2024-02-14T11:00:00Z</c>; null where it could not be read.</summary>
    public string? ToldUntil { get; init; }

    /// <summary>The policy's log witnesses whose cosignatures hold, and when each says that it cosigned.</summary>
    public IReadOnlyList<Cosigned> Cosigned { get; init; } = [];

    /// <summary>The names, in the policy, of the log witnesses whose cosignatures hold.</summary>
    public IReadOnlyList<string> Witnesses => [.. Cosigned.Select(cosigned => cosigned.Witness).Distinct()];

    /// <summary>Whether statements' signatures were verified.</summary>
    public bool Signatures { get; init; }

    /// <summary>Files read, and their bytes.</summary>
    public long Files { get; init; }

    public long Bytes { get; init; }

    /// <summary>Photos and other attached blobs that are listed by hash and length.</summary>
    public long AttachedListed { get; init; }

    /// <summary>How many of them are here, and what their names say. The others this copy lacks, and holds all the same.</summary>
    public long AttachedHere { get; init; }

    /// <summary>Files in the folder that are no part of the publication, and could be none: somebody else's, and not looked into.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Blobs whose bytes are withheld by statement.</summary>
    public IReadOnlyList<(Digest Blob, string Ground, string By)> Withheld { get; init; } = [];
}
