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
/// <param name="Source">What the source says of it besides.</param>
public sealed record FeedRow(RegionCode Station, FormFields Fields, string File, int Line, SourceRow Source = default);

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
/// <param name="Skipped">Files of a folder or zip that are no station's of this contest.</param>
/// <param name="Stated">When it was taken, where it says so of itself as a whole.</param>
public sealed record Feed(
    string Name,
    BlobReference Source,
    ReadOnlyMemory<byte> SourceBytes,
    IReadOnlyList<int> Choices,
    IReadOnlyList<FeedRow> Rows,
    IReadOnlyList<RowFlaw> Flaws,
    IReadOnlyList<string> Unknown,
    int Skipped = 0,
    Timestamp? Stated = null
)
{
    /// <summary>More rows than this that cannot be understood, and the file is something else than it is taken for.</summary>
    public const int MostFlawedRows = 100_000;

    /// <summary>The newest time that a row gives, in UTC; null where none does.</summary>
    public Timestamp? Newest => Rows.Select(row => row.Source.Dated).Max();

    /// <summary>
    /// The feed as of a moment: its time is the one given, else the newest of its rows. A row that is dated after now is refused, and so is
    /// one whose time cannot be read where no other is given.
    /// </summary>
    /// <param name="given">When the snapshot was taken, where somebody says so.</param>
    /// <param name="now">The present.</param>
    /// <param name="error">Why the whole of it has no time.</param>
    public DatedFeed? At(Timestamp? given, Timestamp now, out InputError? error)
    {
        var flaws = new List<RowFlaw>(Flaws);
        var rows = new List<FeedRow>(Rows.Count);
        foreach (var row in Rows)
        {
            if (row.Source.Dated is { } dated && dated > now)
            {
                flaws.Add(new RowFlaw(row.File, row.Line, KpuColumns.Time, $"{row.Station} is dated {dated}, which is in the future"));
            }
            else if (row.Source.Unread is { } text && (given ?? Stated) is null)
            {
                flaws.Add(
                    new RowFlaw(
                        row.File,
                        row.Line,
                        KpuColumns.Time,
                        $"{Figure.Show(text)} is no time such as {SourceTime.Rule}; --taken-at would give one to the whole file"
                    )
                );
            }
            else
            {
                rows.Add(row);
            }
        }

        var feed = this with { Rows = rows, Flaws = flaws };
        var taken = given ?? Stated ?? feed.Newest;
        error = rows.Count == 0 && flaws.Count > 0 ? null : feed.TimeFlaw(given, taken, now);
        return error is null ? new DatedFeed(feed, taken ?? now) : null;
    }

    private InputError? TimeFlaw(Timestamp? given, Timestamp? taken, Timestamp now)
    {
        if (taken is not { } time)
        {
            return new InputError(
                Name,
                Rows.Count == 0
                    ? "no rows in it, only a header"
                    : $"no time in it: no column {KpuColumns.Time} (nor waktu, timestamp, dated) says when; TIME needed (--taken-at)"
            );
        }

        if (time.UnixSeconds is <= 0 or > uint.MaxValue)
        {
            return new InputError(Name, $"{time} is no time for a snapshot: 1970 to 2106");
        }

        if (time > now)
        {
            // It would have spoken of its stations for good: nothing newer could ever come.
            return new InputError(Name, $"taken {time}, which is in the future");
        }

        return given is not null && Rows.FirstOrDefault(row => row.Source.Dated > time) is { } later
            ? new InputError(
                Name,
                $"taken at {time} as you say, and the row of {later.Station} ({later.File}:{later.Line}) is dated "
                    + $"{later.Source.Dated}, after it: one of them is wrong; nothing was taken"
            )
            : null;
    }
}

/// <summary>A feed whose time is known.</summary>
/// <param name="Feed">The rows that stand, and every flaw.</param>
/// <param name="Taken">When it was taken: nothing in it is newer.</param>
public sealed record DatedFeed(Feed Feed, Timestamp Taken);
