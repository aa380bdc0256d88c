using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;

namespace Sirekap.Publication;

/// <summary>
/// A path of a publication, read into what it names. There is no other way to a file: what a stranger writes is never joined to a folder.
/// </summary>
public abstract record PublicPath
{
    private PublicPath() { }

    /// <summary>The checkpoint.</summary>
    public sealed record Checkpoint : PublicPath
    {
        public override string ToString() => "checkpoint";
    }

    /// <summary>The manifest.</summary>
    public sealed record Manifest : PublicPath
    {
        public override string ToString() => Publication.Manifest.Path;
    }

    /// <summary>A branch of the manifest.</summary>
    public sealed record Branch(string At) : PublicPath
    {
        public override string ToString() => At;
    }

    /// <summary>A tile of hashes or a bundle of entries.</summary>
    public sealed record Tile(TilePath At) : PublicPath
    {
        public override string ToString() => At.ToString();
    }

    /// <summary>A blob.</summary>
    public sealed record Blob(Digest Sha256) : PublicPath
    {
        public override string ToString() => $"blobs/{Sha256}";
    }

    /// <summary>The result of a contest in a region.</summary>
    public sealed record Result(ContestRecord Contest, RegionCode Code) : PublicPath
    {
        public override string ToString() => ResultDocument.Path(Contest.Contest.Code, Code);
    }

    /// <summary>
    /// Reads a path without a leading slash, in its only form; null where it names nothing that this election's publication may have.
    /// </summary>
    public static PublicPath? Read(string path, ElectionRecord election)
    {
        PublicPath? read = path switch
        {
            "checkpoint" => new Checkpoint(),
            Publication.Manifest.Path => new Manifest(),
            _ when ManifestTree.IsBranch(path) && Publication.Manifest.IsPath(path) => new Branch(path),
            _ when TilePath.TryParse(path, out var tile) => new Tile(tile),
            ['b', 'l', 'o', 'b', 's', '/', .. var name] when Digest.TryParse(name, out var digest) => new Blob(digest),
            _ => ReadResult(path, election),
        };

        // The same file under a second name would be a second file to every cache between here and there.
        return read?.ToString() == path ? read : null;
    }

    /// <summary>
    /// Whether a file of this path could pass for a part of a publication, listed or not. Whatever else lies in the folder (.well-known,
    /// .DS_Store, Thumbs.db) is somebody else's: it is no part of it, and stays.
    /// </summary>
    public static bool MayBePart(string path) =>
        path.Split('/') switch
        {
            ["checkpoint"] or [Publication.Manifest.Path] => true,
            ["tile", ..] => TilePath.TryParse(path, out _),
            ["blobs", var name] => Digest.TryParse(name, out _),
            ["results", var contest, var document] => IdRules.IsId(contest) && IsDocument(document),
            ["results", var contest, var province, var document] => IdRules.IsId(contest)
                && RegionCode.TryParse(province, out var code)
                && code.Level == Level.Province
                && IsDocument(document),
            ["manifests", "tile"] => true,
            ["manifests", "results", var contest, var province] => IdRules.IsId(contest)
                && RegionCode.TryParse(province, out var code)
                && code.Level <= Level.Province,
            ["manifests", "blobs" or "attached", [var first, var second]] => char.IsAsciiHexDigitLower(first)
                && char.IsAsciiHexDigitLower(second),
            _ => false,
        };

    private static bool IsDocument(string name) => name is [.. var code, '.', 'j', 's', 'o', 'n'] && RegionCode.TryParse(code, out _);

    private static Result? ReadResult(string path, ElectionRecord election)
    {
        var parts = path.Split('/');
        return
            parts.Length is 3 or 4
            && parts[0] == "results"
            && parts[^1] is [.. var code, '.', 'j', 's', 'o', 'n']
            && election.Contest(parts[1]) is { } contest
            && RegionCode.TryParse(code, out var region)
            && election.Tree.FindRegion(region) >= 0
            ? new Result(contest, region)
            : null;
    }
}
