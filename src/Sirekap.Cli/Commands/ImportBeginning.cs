using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>
/// The first import of a copy. It begins the presidential election of 2024 where the first file that says anything can be no other, and
/// nothing at all where nothing would be taken: what else a file is of, a definition says first.
/// </summary>
internal static class ImportBeginning
{
    public static int Run(ElectionFolder folder, IReadOnlyList<string> regions, ImportBatch batch, ProgressLine progress)
    {
        if (regions.Count == 0)
        {
            throw new CommandFailure($"election {folder.Id} does not exist yet: --regions FILE says which stations there are");
        }

        var places = InitCommand.ReadRegions(regions);
        if (batch.Contest is not (null or FeedScope.President))
        {
            throw new CommandFailure(
                $"election {folder.Id} does not exist yet, and of --contest {batch.Contest} nothing is known: {Define}"
            );
        }

        var (refused, unreadable) = (0, 0);
        var complaints = new List<Action>();
        foreach (var file in batch.Files)
        {
            if (batch.Read(file, new FeedScope(places.Tree), is2024: false, out var error) is not { } dated)
            {
                complaints.Add(() => Console.Error.WriteLine($"sirekap: {error}"));
                unreadable++;
                continue;
            }

            if (dated.Feed.Rows.Count > 0)
            {
                if (CopyElection.OtherThan2024(dated) is { } other)
                {
                    throw new CommandFailure($"{file}: {other}: what is it of? {Define}");
                }

                var defined = CopyElection.Define(places, dated.Feed.Choices, folder.Id);
                using var sequencer = InitCommand.Begin(folder, defined, places, [], null, 1, TimeProvider.System);
                return ImportCommand.Run(sequencer, batch, progress);
            }

            complaints.Add(() => ImportBatch.Complain(dated.Feed, null));
            refused += dated.Feed.Flaws.Count;
        }

        complaints.ForEach(complain => complain());
        Console.Error.WriteLine($"sirekap: no row could be taken, so election {folder.Id} has not begun");
        return Math.Max(Exit.DoesNotHold, ImportBatch.ExitOf(refused, unreadable));
    }

    /// <summary>An election has its places from its beginning; whoever names some again hears what that does.</summary>
    public static void CompareRegions(ElectionRecord record, IReadOnlyList<string> regions)
    {
        if (regions.Count == 0)
        {
            return;
        }

        var tree = InitCommand.ReadRegions(regions).Tree;
        var others = Enumerable
            .Range(0, tree.StationCount)
            .Select(tree.Station)
            .Where(station => record.Tree.FindStation(station) < 0)
            .ToList();
        if (others.Count > 0)
        {
            Console.Error.WriteLine(
                $"--regions has no effect on an election that has begun: {others.Count:N0} stations in it, {others[0]} first, are none of "
                    + "its places; a signed statement (extend) adds places"
            );
        }
    }

    private const string Define =
        "Begin the election by 'sirekap init --definition FILE' with kind \"copy\", which says what it is of, then import (docs/import.md)";
}
