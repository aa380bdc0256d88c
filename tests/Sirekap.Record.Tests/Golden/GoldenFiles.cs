using System.Globalization;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// A golden ledger as one file: the root of its tree, the files that its statements name and that are not withheld, its entries, and the
/// state after the last. Each part is a line <c>WHAT NAME LENGTH</c>, so many bytes, and a newline.
/// </summary>
/// <remarks>
/// From release 1.0 on the files of a version of the rules are never made again. Elections that were held under these rules must replay for
/// ever: when a test of them fails, it is the code that is wrong. What changes the meaning of a ledger is a new version of the rules, with
/// golden ledgers of its own beside these.
/// </remarks>
internal static class GoldenFiles
{
    public static ReadOnlyMemory<byte>[] Entries(string name) => [.. Parts(name, "entry").Select(part => part.Bytes)];

    public static ReadOnlyMemory<byte>? Blob(string name, BlobReference blob) =>
        Parts(name, "blob")
            .Where(part => part.Name == blob.Sha256.ToString())
            .Select(part => (ReadOnlyMemory<byte>?)part.Bytes)
            .FirstOrDefault();

    public static string State(string name) => Encoding.UTF8.GetString(Parts(name, "state").Single().Bytes.Span);

    public static string Root(string name) => Encoding.UTF8.GetString(Parts(name, "root").Single().Bytes.Span);

    /// <summary>Writes the file of a ledger that has none yet.</summary>
    public static void Write(string file, MadeLedger ledger)
    {
        using var to = new FileStream(file, FileMode.CreateNew);
        Part("root", "0", Encoding.UTF8.GetBytes(ledger.Replay().Tree.Root().ToString()));
        foreach (var (digest, bytes) in ledger.Blobs.Where(blob => !ledger.Record.Withheld.ContainsKey(blob.Key)))
        {
            Part("blob", digest.ToString(), bytes);
        }

        foreach (var (index, entry) in ledger.Entries.Index())
        {
            Part("entry", index.ToString(CultureInfo.InvariantCulture), entry.Span);
        }

        Part("state", "0", Encoding.UTF8.GetBytes(StateText.Of(ledger.Record)));

        void Part(string what, string name, ReadOnlySpan<byte> bytes)
        {
            to.Write(Encoding.ASCII.GetBytes($"{what} {name} {bytes.Length}\n"));
            to.Write(bytes);
            to.WriteByte((byte)'\n');
        }
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Parts(string name, string wanted)
    {
        var rest =
            (ReadOnlyMemory<byte>)File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "Files", "rules-1", $"{name}.golden"));
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var head = Encoding.ASCII.GetString(rest.Span[..end]).Split(' ');
            var length = int.Parse(head[2], CultureInfo.InvariantCulture);
            if (head[0] == wanted)
            {
                yield return (head[1], rest.Slice(end + 1, length));
            }

            rest = rest[(end + length + 2)..];
        }
    }
}
