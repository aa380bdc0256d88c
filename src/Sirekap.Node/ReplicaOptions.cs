using System.Text;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Policies;

namespace Sirekap.Node;

/// <summary>What a replica follows, and how.</summary>
/// <param name="Source">The folder or URL of a publication, or of a node.</param>
public sealed record ReplicaOptions(string Source)
{
    /// <summary>
    /// Log key and cosignatures that every checkpoint must have; null: whatever log key the definition names, on first use.
    /// </summary>
    public TlogPolicy? Policy { get; init; }

    /// <summary>Where the copy is kept; null: <see cref="DefaultCache"/>.</summary>
    public string? Cache { get; init; }

    /// <summary>
    /// Whether statements' signatures are verified as they come in. Without, a log's operator could invent statements, and only a verifier
    /// would notice.
    /// </summary>
    public bool Signatures { get; init; } = true;

    /// <summary>How often the checkpoint is asked for.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the manifest is asked for, to mirror whole publications; zero or less: never.</summary>
    public TimeSpan MirrorEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait at first before asking again for a blob that is not to be had.</summary>
    public TimeSpan BlobRetry { get; init; } = TimeSpan.FromSeconds(1);

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Is told step, done and total while a copy is made or read.</summary>
    public Action<string, long, long>? Progress { get; init; }

    /// <summary>A folder of this user's for copies of what a source publishes.</summary>
    public static string DefaultCache(string source)
    {
        var place = source.Contains("://", StringComparison.Ordinal) ? source.TrimEnd('/') : Path.GetFullPath(source);
        var name = Convert.ToHexStringLower(Sha256.Hash(Encoding.UTF8.GetBytes(place)))[..16];
        var caches =
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg ? xdg
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache"
            );
        return Path.Combine(caches, "sirekap", "replica-" + name);
    }
}
