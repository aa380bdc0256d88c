using System.IO.Enumeration;
using Sirekap.Ledger.Storage;
using Sirekap.Publication;

namespace Sirekap.Verification;

/// <summary>
/// A publication in a folder of this machine. Only files are read: whoever made the folder may have laid pipes and devices into it, which
/// never end, and links, which lead anywhere.
/// </summary>
public sealed class FolderSource(string folder) : PublicationSource
{
    private readonly Lazy<HashSet<string>> _links = new(() => Links(Path.GetFullPath(folder)));

    public override string Name { get; } = Path.GetFullPath(folder);

    public override byte[]? Read(string path, long longest)
    {
        try
        {
            using var file = LinkOn(path) is null ? RegularFile.Open(Path.Combine(Name, path)) : null;
            if (file is null || RandomAccess.GetLength(file) > longest)
            {
                return Directory.Exists(Name) ? null : throw new IOException($"{Name} is no folder");
            }

            var bytes = new byte[RandomAccess.GetLength(file)];
            for (var at = 0; at < bytes.Length; )
            {
                var read = RandomAccess.Read(file, bytes.AsSpan(at), at);
                if (read == 0)
                {
                    return null;
                }

                at += read;
            }

            return bytes;
        }
        catch (Exception e)
            when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or NotAFileException)
        {
            return Directory.Exists(Name) ? null : throw new IOException($"{Name} is no folder", e);
        }
    }

    public override string? WhyNot(string path)
    {
        if (LinkOn(path) is { } link)
        {
            return link == path ? "it is a symbolic link, and no file" : $"{link} is a symbolic link, and no folder of this one";
        }

        var full = Path.Combine(Name, path);
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            return null;
        }

        try
        {
            using var file = RegularFile.Open(full);
            return null;
        }
        catch (NotAFileException e)
        {
            return $"it is {e.What}, and no file";
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    public override IEnumerable<string> List() => Entries(Name, (ref FileSystemEntry entry) => IsLink(ref entry) || !entry.IsDirectory);

    /// <summary>The link that a path is or leads through, or null.</summary>
    private string? LinkOn(string path) =>
        _links.Value.Count == 0
            ? null
            : _links.Value.FirstOrDefault(link => path == link || path.StartsWith(link + "/", StringComparison.Ordinal));

    private static HashSet<string> Links(string root) =>
        Directory.Exists(root) ? Entries(root, (ref FileSystemEntry entry) => IsLink(ref entry)).ToHashSet(StringComparer.Ordinal) : [];

    /// <summary>Whoever follows links may walk in a circle.</summary>
    private static FileSystemEnumerable<string> Entries(string root, FileSystemEnumerable<string>.FindPredicate which) =>
        new(
            root,
            (ref FileSystemEntry entry) => Path.GetRelativePath(root, entry.ToFullPath()).Replace('\\', '/'),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
        )
        {
            ShouldIncludePredicate = which,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
