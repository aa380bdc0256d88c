using Sirekap.Publication;

namespace Sirekap.Verification.Tests;

/// <summary>Somebody without any key changes files: the manifest catches it and names the file, whatever else does.</summary>
public class OutsiderTests(NightFixture fixture)
{
    private const int Tries = 56;

    private static readonly string[] ManifestFlaws =
    [
        "its bytes are not those of the manifest",
        "it is missing, or longer than the manifest says",
        "it stands in the folder and not in the manifest",
    ];

    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void A_flipped_bit() =>
        Try(
            1,
            2 * Tries,
            (random, files, path) =>
            {
                files[path][random.Next(files[path].Length)] ^= (byte)(1 << random.Next(8));
                return [path];
            }
        );

    [Fact]
    public void A_flipped_bit_of_every_single_file()
    {
        var random = new Random(8);
        foreach (var path in _night.Files.Keys)
        {
            var files = Copy();
            files[path][random.Next(files[path].Length)] ^= (byte)(1 << random.Next(8));

            ShouldName(files, [path], $"a bit of {path}");
        }
    }

    [Fact]
    public void A_truncated_file() =>
        Try(
            2,
            Tries,
            (random, files, path) =>
            {
                files[path] = files[path][..random.Next(files[path].Length)];
                return [path];
            }
        );

    [Fact]
    public void Bytes_at_the_end_of_a_file() =>
        Try(
            3,
            Tries,
            (random, files, path) =>
            {
                var more = new byte[random.Next(1, 100)];
                random.NextBytes(more);
                files[path] = [.. files[path], .. random.Next(3) == 0 ? "\n"u8.ToArray() : more];
                return [path];
            }
        );

    [Fact]
    public void A_deleted_file() =>
        Try(
            4,
            Tries,
            (_, files, path) =>
            {
                files.Remove(path);
                return [path];
            }
        );

    [Fact]
    public void An_added_file() =>
        Try(
            5,
            Tries,
            (random, files, path) =>
            {
                var name = random.Next(6) switch
                {
                    0 => path + ".bak",
                    1 => ".htaccess",
                    2 => "index.html",
                    3 => $"blobs/{new string('0', 63)}{random.Next(10)}",
                    4 => $"results/ppwp/31/31{random.Next(10, 99)}.json",
                    _ => $"tile/entries/000.p/{random.Next(1, 200)}",
                };
                if (files.ContainsKey(name))
                {
                    return [];
                }

                files[name] = files[path];
                return [name];
            }
        );

    [Fact]
    public void Two_files_in_each_others_place() =>
        Try(
            6,
            Tries,
            (random, files, path) =>
            {
                var other = random.Pick([.. files.Keys.Order(StringComparer.Ordinal)]);
                if (files[path].AsSpan().SequenceEqual(files[other]))
                {
                    return [];
                }

                (files[path], files[other]) = (files[other], files[path]);
                return [path, other];
            }
        );

    [Fact]
    public void A_renamed_file() =>
        Try(
            7,
            Tries,
            (random, files, path) =>
            {
                var name = random.Next(3) switch
                {
                    0 => path + "x",
                    1 => "." + path,
                    _ => path.ToUpperInvariant(),
                };
                if (files.ContainsKey(name))
                {
                    return [];
                }

                files.Remove(path, out var bytes);
                files[name] = bytes!;
                return [path, name];
            }
        );

    /// <param name="change">Changes the files and names those that must be named; none when there was nothing to change.</param>
    private void Try(int seed, int tries, Func<Random, Dictionary<string, byte[]>, string, string[]> change)
    {
        var random = new Random(seed);
        var paths = _night.Files.Keys.Order(StringComparer.Ordinal).ToArray();
        for (var done = 0; done < tries; )
        {
            var files = Copy();
            var path = random.Pick(paths);
            if (change(random, files, path) is { Length: > 0 } changed)
            {
                ShouldName(files, changed, $"seed {seed}, try {done}");
                done++;
            }
        }
    }

    private void ShouldName(Dictionary<string, byte[]> files, string[] changed, string what)
    {
        VerificationReport report;
        try
        {
            report = Verifier.Verify(new MemorySource(files), new VerificationOptions(Signatures: false));
        }
        catch (IOException e) when (!files.ContainsKey("manifest"))
        {
            // Without a manifest it is no publication at all, and verify says that, exit 2.
            e.Message.ShouldContain("no manifest");
            return;
        }

        if (changed.Contains("manifest"))
        {
            report.Flaws.ShouldContain(flaw => flaw.Where == "manifest", what);
            return;
        }

        foreach (var path in changed)
        {
            if (IsAttached(path) && !files.ContainsKey(path))
            {
                // Whoever copies a publication may leave photos out; how many of them are here is said.
                report.AttachedHere.ShouldBeLessThan(report.AttachedListed, what);
                continue;
            }

            if (!PublicPath.MayBePart(path))
            {
                // What no publication could have may be somebody's own: it is named, and nothing rests on it.
                report.Others.ShouldContain(path, what);
                continue;
            }

            report.Flaws.ShouldContain(flaw => flaw.Where == path && ManifestFlaws.Contains(flaw.What), $"{what}: {path}");
        }
    }

    /// <summary>The photo of the night, which a branch of attached files lists.</summary>
    private bool IsAttached(string path) =>
        _night.Files.Any(file =>
            ManifestTree.IsAttached(file.Key) && path == $"blobs/{System.Text.Encoding.ASCII.GetString(file.Value).Split(' ')[0]}"
        );

    private Dictionary<string, byte[]> Copy() =>
        _night.Files.ToDictionary(file => file.Key, file => file.Value.ToArray(), StringComparer.Ordinal);
}
