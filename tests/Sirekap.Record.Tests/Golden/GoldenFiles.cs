using System.Globalization;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Tiles;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// A golden ledger as files: <c>entries-N</c>, an entry bundle (C2SP tlog-tiles) of N entries; <c>blobs/</c>; <c>state.json</c>, all that
/// the record holds after the last entry; <c>root</c>, the root of the tree.
/// </summary>
/// <remarks>
/// The files of rules version 1 are never made again. Elections that were held under these rules must replay for ever: when a test of them
/// fails, it is the code that is wrong. What changes the meaning of a ledger is a new version of the rules, with golden ledgers of its own
/// beside these.
/// </remarks>
internal static class GoldenFiles
{
    public static ReadOnlyMemory<byte>[] Entries(string name)
    {
        var path = Directory.GetFiles(FolderOf(name), "entries-*").ShouldHaveSingleItem();
        var width = int.Parse(Path.GetFileName(path)["entries-".Length..], CultureInfo.InvariantCulture);
        EntryBundle.TryDecode(File.ReadAllBytes(path), width, out var entries, out var error).ShouldBeTrue(error);
        return entries!;
    }

    public static ReadOnlyMemory<byte>? Blob(string name, BlobReference blob)
    {
        var path = Path.Combine(FolderOf(name), "blobs", blob.Sha256.ToString());
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    public static string State(string name) => File.ReadAllText(Path.Combine(FolderOf(name), "state.json"));

    public static string Root(string name) => File.ReadAllText(Path.Combine(FolderOf(name), "root"));

    /// <summary>Writes the files of a ledger that has none yet.</summary>
    public static void Write(string folder, MadeLedger ledger)
    {
        if (Directory.Exists(folder))
        {
            throw new InvalidOperationException($"{folder} is there: golden ledgers are never made again");
        }

        Directory.CreateDirectory(Path.Combine(folder, "blobs"));
        File.WriteAllBytes(Path.Combine(folder, $"entries-{ledger.Entries.Count}"), EntryBundle.Encode(ledger.Entries));
        File.WriteAllText(Path.Combine(folder, "state.json"), StateText.Of(ledger.Record));
        File.WriteAllText(Path.Combine(folder, "root"), ledger.Replay().Tree.Root() + "\n");
        foreach (var (digest, bytes) in ledger.Blobs.Where(blob => !ledger.Record.Withheld.ContainsKey(blob.Key)))
        {
            File.WriteAllBytes(Path.Combine(folder, "blobs", digest.ToString()), bytes);
        }
    }

    private static string FolderOf(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", "Files", "rules-1", name);
}
