using Sirekap.Elections;
using Sirekap.OpenData.Imports;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>The files of one <c>sirekap import</c>, and what is said of them.</summary>
/// <param name="Contest">The contest's code; null for the only one, else the president's.</param>
/// <param name="Files">The files, in the order given.</param>
/// <param name="TakenAt">When they were taken, where somebody says so.</param>
/// <param name="Reader">Reads one of them.</param>
internal sealed record ImportBatch(string? Contest, IReadOnlyList<string> Files, Timestamp? TakenAt, ImportCommand.Reader Reader)
{
    /// <summary>Older rows that are named one by one; of an older copy of the nation there are hundreds of thousands.</summary>
    private const int MostDroppedShown = 20;

    /// <summary>Reads a file as of its time; null where nothing of it can be taken.</summary>
    /// <param name="file">One of the files.</param>
    /// <param name="scope">What it is read against.</param>
    /// <param name="is2024">Whether it has to be of the presidential count of 2024.</param>
    /// <param name="error">Why not.</param>
    public DatedFeed? Read(string file, FeedScope scope, bool is2024, out InputError? error)
    {
        if (Reader(file, scope, out error) is not { } feed)
        {
            return null;
        }

        var dated = feed.At(TakenAt, Timestamp.From(TimeProvider.System.GetUtcNow()), out error);
        if (is2024 && dated is not null && CopyElection.RowOutside2024(dated) is { } other)
        {
            error = new InputError(file, $"{other}: these are figures of another election; nothing was taken");
            return null;
        }

        return dated;
    }

    /// <summary>2 where a file could not be read, 1 where something was refused or left out, else 0.</summary>
    public static int ExitOf(int refused, int unreadable) =>
        unreadable > 0 ? Exit.Unusable
        : refused > 0 ? Exit.DoesNotHold
        : Exit.Holds;

    /// <summary>Says on standard error what was ignored, refused and dropped.</summary>
    public static void Complain(Feed feed, FeedPlan? plan)
    {
        if (feed.Unknown.Count > 0)
        {
            Console.Error.WriteLine($"{feed.Name}: ignored: {string.Join(", ", feed.Unknown)}");
        }

        var unread = feed.Rows.Where(row => row.Source.Unread is not null).ToList();
        if (unread.Count > 0)
        {
            Console.Error.WriteLine(
                $"{feed.Name}: {unread.Count:N0} rows have a time that cannot be read, the first in line {unread[0].Line}: "
                    + $"\"{unread[0].Source.Unread}\"; expected {SourceTime.Rule}; their figures count as of --taken-at"
            );
        }

        foreach (var flaw in plan?.Flaws ?? feed.Flaws)
        {
            Console.Error.WriteLine(flaw);
        }

        foreach (var dropped in plan?.Dropped.Take(MostDroppedShown) ?? [])
        {
            Console.Error.WriteLine(dropped);
        }

        if (plan?.Dropped.Count > MostDroppedShown)
        {
            Console.Error.WriteLine($"{feed.Name}: {plan.Dropped.Count - MostDroppedShown:N0} further rows are older and say otherwise");
        }
    }

    /// <summary>Says on standard output what became of a file's rows.</summary>
    public static void Tell(DatedFeed dated, FeedPlan plan)
    {
        var c = plan.Counts;
        Console.Out.WriteLine(
            $"{dated.Feed.Name}: taken {dated.Taken}; {c.Rows:N0} rows: {c.New:N0} new, {c.Corrections:N0} corrected, {c.Withdrawals:N0} "
                + $"withdrawn, {c.Unchanged + c.Repeated:N0} unchanged, {c.Empty:N0} empty, {c.Older:N0} older than what is in "
                + $"place, {plan.Flaws.Count:N0} refused"
                + (plan.OtherPolls > 0 ? $"; {plan.OtherPolls:N0} of a re-vote, a later vote or another count" : "")
        );
    }
}
