using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Cli;

/// <summary>
/// Private keys in files that only their owner may read. The log's and witnesses' are one line, officers' are PKCS#8 PEM.
/// </summary>
public static class KeyFiles
{
    /// <summary>The key by which the sequencer signs time, checkpoints and manifests.</summary>
    public static string Log(ElectionFolder folder) => Path.Combine(folder.Keys, "log.key");

    public static string Root(ElectionFolder folder) => Path.Combine(folder.Keys, "root.pem");

    public static string Import(ElectionFolder folder) => Path.Combine(folder.Keys, "import.pem");

    /// <summary>Signs what is read on photos of forms.</summary>
    public static string Reader(ElectionFolder folder) => Path.Combine(folder.Keys, "reader.pem");

    public static Ed25519Signer ReadLog(string path) =>
        Ed25519Signer.TryParse(Read(path).TrimEnd('\n'), out var signer, out var error)
            ? signer
            : throw new CommandFailure($"{path}: {error}");

    public static EcdsaSigner ReadOfficer(string path) =>
        EcdsaSigner.TryImportPem(Read(path), null, out var signer, out var error) ? signer : throw new CommandFailure($"{path}: {error}");

    public static CosignatureSigner ReadWitness(string path, TimeProvider clock) =>
        CosignatureSigner.TryParse(Read(path).TrimEnd('\n'), clock, out var signer, out var error)
            ? signer
            : throw new CommandFailure($"{path}: {error}");

    /// <summary>
    /// Writes a new private key, whole and durable before anything is signed by it; an existing file is never overwritten.
    /// </summary>
    public static void Write(string path, string text)
    {
        if (File.Exists(path))
        {
            throw new CommandFailure($"{path} exists; a key is never overwritten");
        }

        Put(path, text);
    }

    /// <summary>Writes a file of lines that only its owner may read, in the place of what is there.</summary>
    internal static void Put(string path, string text) =>
        PrivateFile.Write(path, System.Text.Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n"));

    /// <summary>
    /// Puts a log key that was made before among the election's, unless a beginning that was killed has put it there already.
    /// </summary>
    public static void CopyLog(string path, ElectionFolder folder)
    {
        var text = Read(path);
        if (!File.Exists(Log(folder)) || RegularFile.ReadAllText(Log(folder)).TrimEnd('\n') != text.TrimEnd('\n'))
        {
            Write(Log(folder), text);
        }
    }

    private static string Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandFailure($"there is no key file {path}");
        }

        const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OfOthers) is not UnixFileMode.None)
        {
            // Said and not refused: where a key is mounted from elsewhere its mode is not the reader's to change.
            Console.Error.WriteLine($"sirekap: {path} is a private key that others on this computer may read: chmod 600");
        }

        return RegularFile.ReadAllText(path);
    }
}
