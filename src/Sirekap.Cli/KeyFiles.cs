using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;

namespace Sirekap.Cli;

/// <summary>Private keys in files that only their owner may read. The log's and witnesses' are one line, officers' are PKCS#8 PEM.</summary>
public static class KeyFiles
{
    /// <summary>The key by which the sequencer signs time, checkpoints and manifests.</summary>
    public static string Log(ElectionFolder folder) => Path.Combine(folder.Keys, "log.key");

    public static string Root(ElectionFolder folder) => Path.Combine(folder.Keys, "root.pem");

    public static string Import(ElectionFolder folder) => Path.Combine(folder.Keys, "import.pem");

    public static Ed25519Signer ReadLog(string path) =>
        Ed25519Signer.TryParse(Read(path).TrimEnd('\n'), out var signer, out var error) ? signer : throw new CommandFailure($"{path}: {error}");

    public static EcdsaSigner ReadOfficer(string path) =>
        EcdsaSigner.TryImportPem(Read(path), null, out var signer, out var error) ? signer : throw new CommandFailure($"{path}: {error}");

    public static CosignatureSigner ReadWitness(string path, TimeProvider clock) =>
        CosignatureSigner.TryParse(Read(path).TrimEnd('\n'), clock, out var signer, out var error) ? signer : throw new CommandFailure($"{path}: {error}");

    /// <summary>Writes a new private key; an existing file is never overwritten.</summary>
    public static void Write(string path, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var file = new StreamWriter(path, options);
            file.Write(text.EndsWith('\n') ? text : text + "\n");
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CommandFailure($"{path} exists; a key is never overwritten");
        }
    }

    private static string Read(string path) =>
        File.Exists(path) ? File.ReadAllText(path) : throw new CommandFailure($"there is no key file {path}");
}
