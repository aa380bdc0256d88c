using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.OpenData.Imports;

/// <summary>One station as a feed shows it.</summary>
/// <param name="Station">The station; it is in the tree.</param>
/// <param name="Fields">Its figures; all missing when the feed shows none.</param>
/// <param name="File">The file, or the file within a folder or zip.</param>
/// <param name="Line">The line on which the row begins, from 1.</param>
public sealed record FeedRow(RegionCode Station, FormFields Fields, string File, int Line);

/// <summary>Why a row cannot be understood, or is refused. The other rows go on.</summary>
/// <param name="File">The file, or the file within a folder or zip.</param>
/// <param name="Line">The line on which the row begins, from 1.</param>
/// <param name="Column">The column, or the path in the JSON; empty when the row as a whole is meant.</param>
/// <param name="Reason">What is wrong, for people.</param>
public sealed record RowFlaw(string File, int Line, string Column, string Reason)
{
    public override string ToString() => Column.Length == 0 ? $"{File}:{Line}: {Reason}" : $"{File}:{Line}: {Column}: {Reason}";
}

/// <summary>Why a file cannot be reached or read at all; nothing of it is imported.</summary>
public sealed record InputError(string File, string Reason)
{
    public override string ToString() => $"{File}: {Reason}";
}

/// <summary>What a feed is read against.</summary>
/// <param name="Tree">The stations there are.</param>
/// <param name="Choices">The numbers on the ballot, ascending; null to take those that the feed has.</param>
/// <param name="Contest">The contest's code.</param>
/// <param name="Ballots">The contest itself, for a feed whose districts have ballots of their own.</param>
public sealed record FeedScope(
    RegionTree Tree,
    IReadOnlyList<int>? Choices = null,
    string Contest = FeedScope.President,
    Contest? Ballots = null
)
{
    public const string President = "ppwp";
}

/// <summary>A snapshot of somebody else's feed, read: its rows, and what could not be understood.</summary>
/// <param name="Name">The file, folder or zip.</param>
/// <param name="Source">Hash and length of it; a folder is its listing (<see cref="FeedFolder"/>).</param>
/// <param name="SourceBytes">The bytes that this is the hash of, for whoever keeps them as a blob.</param>
/// <param name="Choices">The numbers of the choices for which the rows have votes, in ballot order.</param>
/// <param name="Rows">The rows, each station at most once.</param>
/// <param name="Flaws">The rows that could not be understood.</param>
/// <param name="Unknown">Columns or keys that have no meaning here and were ignored.</param>
/// <param name="Newest">The newest time that the feed itself gives, in UTC; null where it gives none.</param>
/// <param name="Skipped">Files of a folder or zip that are no station's of this contest.</param>
public sealed record Feed(
    string Name,
    BlobReference Source,
    ReadOnlyMemory<byte> SourceBytes,
    IReadOnlyList<int> Choices,
    IReadOnlyList<FeedRow> Rows,
    IReadOnlyList<RowFlaw> Flaws,
    IReadOnlyList<string> Unknown,
    Timestamp? Newest,
    int Skipped = 0
)
{
    /// <summary>More flaws than this, and the file is something else than it is taken for.</summary>
    public const int MostFlaws = 100_000;

    /// <summary>The time of the snapshot: the one given, else the newest in the feed.</summary>
    public Timestamp? TakenAt(Timestamp? given, out InputError? error)
    {
        var taken = given ?? Newest;
        error = taken switch
        {
            null => new InputError(Name, "no time in it: TIME needed (--taken-at)"),
            { UnixSeconds: <= 0 or > uint.MaxValue } => new InputError(Name, $"{taken} is no time for a snapshot: 1970 to 2106"),
            _ => null,
        };
        return error is null ? taken : null;
    }
}
