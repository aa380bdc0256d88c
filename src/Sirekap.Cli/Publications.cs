using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Cli;

/// <summary>
/// The folders that an election was published to, remembered in <c>publications</c> beside its ledger, a path a line. So a data directory
/// restored from an old copy finds out that it is one before it signs or appends anything, also where a command names no publication.
/// </summary>
public static class Publications
{
    /// <summary>Tells the guard of every checkpoint that these folders hold now.</summary>
    public static void Learn(Sequencer sequencer)
    {
        foreach (var folder in In(sequencer.Folder))
        {
            var checkpoint = Path.Combine(folder, "checkpoint");
            if (File.Exists(checkpoint))
            {
                // What is no checkpoint of this log says nothing of it: the folder has become another's.
                _ = sequencer.Guard.Learn(RegularFile.ReadAllBytes(checkpoint), checkpoint);
            }
        }
    }

    public static void Remember(ElectionFolder election, string publication)
    {
        var path = Path.GetFullPath(publication);
        if (!In(election).Contains(path, StringComparer.Ordinal))
        {
            File.AppendAllText(FileOf(election), path + "\n");
        }
    }

    private static string[] In(ElectionFolder election) =>
        File.Exists(FileOf(election)) ? RegularFile.ReadAllText(FileOf(election)).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];

    private static string FileOf(ElectionFolder election) => Path.Combine(election.Root, "publications");
}
