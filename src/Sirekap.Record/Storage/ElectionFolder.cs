using Sirekap.Elections.Contests;

namespace Sirekap.Record.Storage;

/// <summary>
/// Where an election lives: <c>DIR/elections/ID/</c> with <c>ledger/</c> (segments and the last signed checkpoint), <c>blobs/</c>, and
/// <c>keys/</c>, which is private. Everything that is public derives from the first two.
/// </summary>
public sealed class ElectionFolder
{
    private ElectionFolder(string id, string path)
    {
        Id = id;
        Root = path;
        Blobs = new BlobFolder(Path.Combine(path, "blobs"));
    }

    /// <summary>The election's id, which is the folder's name.</summary>
    public string Id { get; }

    public string Root { get; }

    public string Ledger => Path.Combine(Root, "ledger");

    public string Keys => Path.Combine(Root, "keys");

    /// <summary>What was made for those who asked for it, by the one process that has this folder; the next deletes it.</summary>
    public string Downloads => Path.Combine(Root, "downloads");

    public BlobFolder Blobs { get; }

    /// <summary>
    /// Whether the ledger has begun. A process that was killed before its first entry leaves folders and no election: it may begin again.
    /// </summary>
    public bool Exists =>
        Directory.Exists(Segments) && Directory.EnumerateFiles(Segments, "*.seg").Any(segment => new FileInfo(segment).Length > 0);

    private string Segments => Path.Combine(Ledger, "segments");

    /// <summary>The elections in a data directory, by id.</summary>
    public static IReadOnlyList<string> In(string data)
    {
        var elections = Path.Combine(data, "elections");
        return Directory.Exists(elections)
            ? [.. Directory.GetDirectories(elections).Select(d => Path.GetFileName(d)).Where(IdRules.IsId).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The folder of an election that may not exist yet.</summary>
    /// <exception cref="ArgumentException">It is no election's id, and might lead out of the data directory.</exception>
    public static ElectionFolder At(string data, string id) =>
        IdRules.IsId(id)
            ? new(id, Path.Combine(data, "elections", id))
            : throw new ArgumentException($"\"{id}\" is no election's id: {IdRules.Rule}", nameof(id));

    /// <summary>The election named, or the only one there is; null with the reason when there is none such.</summary>
    public static ElectionFolder? Find(string data, string? id, out string? error)
    {
        error = null;
        var known = In(data).Where(name => At(data, name).Exists).ToArray();
        if (id is null && known.Length != 1)
        {
            error =
                known.Length == 0
                    ? $"{data} holds no election"
                    : $"{data} holds {known.Length} elections ({string.Join(", ", known)}): name one with --election";
            return null;
        }

        id ??= known[0];
        if (!IdRules.IsId(id) || At(data, id) is not { Exists: true } folder)
        {
            error = $"{data} holds no election {id}";
            return null;
        }

        return folder;
    }

    /// <summary>Makes the folders of a new election; the keys' is readable by its owner alone.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Root);
        Blobs.Create();
        Directory.CreateDirectory(Keys);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
