using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Ledger.Witnessing;
using Sirekap.Publication;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>
/// The files of a publication but for documents and notes: tile paths, tiles, bundles, manifest; and what a log witness is sent.
/// </summary>
internal static class LedgerTargets
{
    public static IEnumerable<Target> Create()
    {
        string[] paths = ["tile/0/000", "tile/0/x001/x234/067", "tile/entries/x001/067.p/12", "tile/5/001.p/255"];
        yield return new Target("tile-paths", [.. paths.Select(Encoding.ASCII.GetBytes)], ReadPath)
        {
            Words = ["tile/", "entries/", "x", "/", ".p/", "000", "001", "256", "63", "64", "999", ".", "%2F"],
            Longest = 300,
        };
        yield return new Target("entry-bundles", [Bundle(1), Bundle(200), Bundle(256)], ReadBundle);
        yield return new Target(
            "hash-tiles",
            [HashTile.Bytes(SampleLog.Tree, 0, 0, 256), HashTile.Bytes(SampleLog.Tree, 0, 1, 44)],
            ReadTile
        );
        yield return new Target("manifests", [Manifest(1), Manifest(40)], ReadManifest)
        {
            Words = ["\n", " ", "/", ".", "..", "manifest", "checkpoint", "tile/0/000", "\u2014 ", "sirekap-manifest/v1", "é"],
        };
        yield return new Target("witness-requests", [.. Requests().Select(request => request.Encode())], ReadRequest)
        {
            Words = ["old ", "\n", "\n\n", "\u2014 "],
        };
    }

    private static byte[] Bundle(int width) =>
        EntryBundle.Encode([.. Enumerable.Range(0, width).Select(i => (ReadOnlyMemory<byte>)SampleLog.Entry(i))]);

    private static byte[] Manifest(int files) =>
        new Manifest(
            SampleLog.Checkpoint(SampleLog.Size).Checkpoint,
            "coba",
            [
                .. Enumerable
                    .Range(0, files)
                    .Select(i => new ManifestFile($"tile/0/{i:000}", 8192, new Digest(Enumerable.Repeat((byte)i, 32).ToArray()))),
            ]
        ).Sign(SampleLog.Log);

    public static IEnumerable<WitnessRequest> Requests()
    {
        yield return new WitnessRequest(0, [], SampleLog.Checkpoint(100));
        yield return new WitnessRequest(100, SampleLog.Tree.Consistency(100, 255), SampleLog.Checkpoint(255));
        yield return new WitnessRequest(255, SampleLog.Tree.Consistency(255, 300), SampleLog.Checkpoint(300));
    }

    private static string ReadPath(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (!TilePath.TryParse(text, out var path))
        {
            return "no path";
        }

        Unless(path.ToString() == text, "a path does not encode to itself");
        return Target.Accepted;
    }

    private static string ReadBundle(byte[] input)
    {
        var answer = "";
        foreach (var width in (int[])[1, 200, 256])
        {
            if (!EntryBundle.TryDecode(input, width, out var entries, out var error))
            {
                answer += error;
                continue;
            }

            Unless(EntryBundle.Encode(entries).AsSpan().SequenceEqual(input), "a bundle does not encode to itself");
            return Target.Accepted;
        }

        return answer;
    }

    private static string ReadTile(byte[] input)
    {
        if (HashTile.Read(input, input.Length / 32) is not { } hashes)
        {
            return "no tile";
        }

        Unless(hashes.SelectMany(hash => hash.ToArray()).SequenceEqual(input), "a tile does not encode to itself");
        return Target.Accepted;
    }

    private static string ReadManifest(byte[] input)
    {
        if (!Note.TryParse(input, out var note, out var error) || !Publication.Manifest.TryParse(note, out var manifest, out error))
        {
            return error!;
        }

        Unless(manifest!.Text().AsSpan().SequenceEqual(note.Text.Span), "a manifest does not encode to itself");
        foreach (var file in manifest.Files)
        {
            var full = Path.GetFullPath(Path.Combine("/publication", file.Path));
            Unless(
                full.StartsWith("/publication/", StringComparison.Ordinal) && full == "/publication/" + file.Path,
                $"the path {file.Path} leads elsewhere"
            );
        }

        return Target.Accepted;
    }

    private static string ReadRequest(byte[] input)
    {
        if (!WitnessRequest.TryParse(input, out var request, out var error))
        {
            return error;
        }

        Unless(request.Encode().AsSpan().SequenceEqual(input), "a request does not encode to itself");
        return Target.Accepted;
    }
}
