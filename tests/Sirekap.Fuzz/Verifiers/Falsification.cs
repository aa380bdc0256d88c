using System.Text;
using Sirekap.Ledger.Notes;
using Sirekap.Publication;
using Sirekap.Verification.Tests;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>
/// Changes what an operator publishes of a ledger: documents, tiles, branches, the manifest, the checkpoint's lines, and what lies beside
/// them. The lists are made right again, so that it is the change that is judged and not its hash.
/// </summary>
internal sealed class Falsification(Random random)
{
    private static readonly string[] Beside =
    [
        ".DS_Store",
        "index.html",
        "results/readme.txt",
        "results/ppwp/0.json.gz",
        "results/ppwp/0.json.bak",
        "results/xyz/0.json",
        "results/ppwp/31/.hidden.json",
        "tile/0/x000/000",
        "tile/0/001",
        "tile/notes",
        "tile/entries/000.p/1",
        "tile/9/000.p/1",
        "blobs/" + "ab",
        "blobs/ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD",
        "blobs/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "manifests/other",
        "manifests/tile.gz",
        "manifests/readme_txt",
        "checkpoint.gz",
        "checkpoint/x",
        "manifest.old",
        "a b",
    ];

    /// <summary>What was changed, in a few words; null where nothing was.</summary>
    public string? Told { get; private set; }

    /// <summary>Signs, with a change or two on the way.</summary>
    public Dictionary<string, byte[]> Of(Republication publication, SignerKey log)
    {
        var kind = random.Next(12);
        switch (kind)
        {
            case < 3:
                Told = Change(publication.Files, path => path.StartsWith("results/", StringComparison.Ordinal));
                break;
            case 3:
                Told = Change(publication.Files, path => path.StartsWith("tile/", StringComparison.Ordinal));
                break;
            case 4:
                Told = Change(publication.Files, path => path.StartsWith("blobs/", StringComparison.Ordinal));
                break;
        }

        var files = publication.Sign(log);
        Told = kind switch
        {
            5 => Lines(files, log),
            6 or 7 => Listed(files, log),
            8 => Manifested(files, log),
            9 or 10 => Other(files),
            11 => Change(files, _ => true) + ", by an outsider",
            _ => Told,
        };
        return files;
    }

    private string Change(IDictionary<string, byte[]> files, Func<string, bool> which)
    {
        var paths = files.Keys.Where(which).Order(StringComparer.Ordinal).ToArray();
        if (paths.Length == 0)
        {
            return "nothing";
        }

        var path = paths[random.Next(paths.Length)];
        if (random.Next(8) == 0)
        {
            files.Remove(path);
            return $"{path} is left out";
        }

        var text = Encoding.Latin1.GetString(files[path]);
        var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).ToArray();
        files[path] =
            digits.Length > 0 && random.Next(2) == 0
                ? Encoding.Latin1.GetBytes(text.Remove(digits[random.Next(digits.Length)], 1).Insert(digits[0], "1"))
                : new Mutator(random, [], 1 << 16).Mutate(files[path], [files[path]]);
        return $"{path} is another";
    }

    /// <summary>Further lines of the checkpoint: witnesses known and not, kinds that nobody knows, the log's own once more.</summary>
    private string Lines(Dictionary<string, byte[]> files, SignerKey log)
    {
        const string path = "checkpoint";
        var note = Encoding.UTF8.GetString(files[path]);
        var text = Encoding.UTF8.GetBytes(note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 1)]);
        var bytes = new byte[random.Next(1, 200)];
        random.NextBytes(bytes);
        var more = Enumerable
            .Range(0, random.Next(12) == 0 ? random.Next(10, 18) : random.Next(1, 4))
            .Select(_ =>
                random.Next(16) switch
                {
                    < 5 => new Said(Encoding.Latin1.GetString(text), [SampleLog.Witness]).Lines(),
                    < 9 => $"\u2014 witness.example/w2 {Convert.ToBase64String(bytes)}\n",
                    9 or 10 => $"\u2014 {log.Verifier.Name} {Convert.ToBase64String(bytes)}\n",
                    11 => new Said(Encoding.Latin1.GetString(text), [log]).Lines(),
                    12 => $"\u2014 saksi\u00a0log {Convert.ToBase64String(bytes)}\n",
                    13 => $"\u2014 saksi\u2028log {Convert.ToBase64String(bytes)}\n",
                    14 => $"\u2014 saks\u0131-log {Convert.ToBase64String(bytes)}\n",
                    _ => $"\u2014 saksi+log {Convert.ToBase64String(bytes)}\n",
                }
            )
            .ToArray();
        random.Shuffle(more);
        files[path] = Encoding.UTF8.GetBytes(random.Next(4) == 0 ? note.Insert(text.Length + 1, more[0]) : note + string.Concat(more));
        List(files, log, path);
        return "lines of the checkpoint";
    }

    /// <summary>Lines of a branch are others, and the manifest lists the branch as it is then.</summary>
    private string Listed(Dictionary<string, byte[]> files, SignerKey log)
    {
        var branches = files.Keys.Where(ManifestTree.IsBranch).Order(StringComparer.Ordinal).ToArray();
        if (branches.Length == 0)
        {
            return "nothing";
        }

        var branch = branches[random.Next(branches.Length)];
        files[branch] = OtherLines(files[branch]);
        List(files, log, branch);
        return $"lines of {branch}";
    }

    private string Manifested(Dictionary<string, byte[]> files, SignerKey log)
    {
        Resign(files, log, text => Encoding.Latin1.GetString(OtherLines(Encoding.Latin1.GetBytes(text))));
        return "lines of the manifest";
    }

    private byte[] OtherLines(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var at = random.Next(lines.Count);
        var parts = lines[at].Split(' ');
        switch (random.Next(6))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(random.Next(lines.Count), lines[at]);
                break;
            case 2 when parts.Length > 1:
                parts[1] = random.Next(2) == 0 ? OddValues.Numbers[random.Next(OddValues.Numbers.Count)] : "0" + parts[1];
                lines[at] = string.Join(' ', parts);
                break;
            case 3 when parts.Length > 1:
                lines[at] = string.Join(' ', parts) + (random.Next(2) == 0 ? "\r" : "\u000b");
                break;
            case 4:
                var space = lines[at].IndexOf(' ', StringComparison.Ordinal);
                lines[at] = space < 0 ? lines[at] : lines[at].Remove(space, 1).Insert(space, random.Next(2) == 0 ? "\t" : "\u00c2\u00a0");
                break;
            default:
                return new Mutator(random, [], 1 << 16).Mutate(bytes, [bytes]);
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private string Other(Dictionary<string, byte[]> files)
    {
        var path = Beside[random.Next(Beside.Length)];
        if (path != "checkpoint/x")
        {
            files[path] = random.Next(2) == 0 ? [] : "x"u8.ToArray();
        }

        return $"{path} lies beside";
    }

    /// <summary>The manifest, signed again, has a file as it is now.</summary>
    private static void List(Dictionary<string, byte[]> files, SignerKey log, string path) =>
        Resign(
            files,
            log,
            text =>
                string.Join(
                    '\n',
                    text.Split('\n').Select(line => line.EndsWith(" " + path, StringComparison.Ordinal) ? Line(path, files[path]) : line)
                )
        );

    private static string Line(string path, byte[] bytes) =>
        $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))} {bytes.Length} {path}";

    private static void Resign(Dictionary<string, byte[]> files, SignerKey log, Func<string, string> change)
    {
        var note = Encoding.Latin1.GetString(files[Manifest.Path]);
        var text = change(note[..(note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)]);
        files[Manifest.Path] = new Said(text, [log]).Entry();
    }
}
