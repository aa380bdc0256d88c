using System.IO.Enumeration;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sirekap.Publication;

namespace Sirekap.Verification;

/// <summary>
/// A publication in a folder of this machine. Only files are read: whoever made the folder may have laid pipes and devices into it, which
/// never end, and links, which lead anywhere.
/// </summary>
public sealed class FolderSource(string folder) : PublicationSource
{
    // Linux, whatever the processor (asm-generic/fcntl.h): do not wait for the other end of a pipe, and leave nothing to child processes.
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int TooManyAnywhere = 23;
    private const int TooManyHere = 24;

    private readonly Lazy<HashSet<string>> _links = new(() => Links(Path.GetFullPath(folder)));

    public override string Name { get; } = Path.GetFullPath(folder);

    public override byte[]? Read(string path, long longest)
    {
        try
        {
            using var file = LinkOn(path) is null ? OpenFile(Path.Combine(Name, path)) : null;
            if (file is not { IsInvalid: false } || RandomAccess.GetLength(file) > longest)
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
        catch (IOException) when (Directory.Exists(Path.Combine(Name, path)))
        {
            return null;
        }
        catch (Exception e)
            when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or NotSupportedException)
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
        if (Directory.Exists(full) || !File.Exists(full))
        {
            return Directory.Exists(full) ? "it is a folder, and no file" : null;
        }

        try
        {
            using var file = OpenFile(full);
            return file.IsInvalid || RandomAccess.GetLength(file) >= 0 ? null : "it has no length";
        }
        catch (NotSupportedException)
        {
            return "it is a pipe or a device, and no file";
        }
    }

    public override IEnumerable<string> List() => Entries(Name, (ref FileSystemEntry entry) => IsLink(ref entry) || !entry.IsDirectory);

    /// <summary>The link that a path is or leads through, or null.</summary>
    private string? LinkOn(string path) =>
        _links.Value.Count == 0
            ? null
            : _links.Value.FirstOrDefault(link => path == link || path.StartsWith(link + "/", StringComparison.Ordinal));

    /// <summary>An invalid handle where there is nothing, or nothing that may be read.</summary>
    private static SafeFileHandle OpenFile(string full)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        var file = new SafeFileHandle(Open(full, NonBlocking | CloseOnExec), ownsHandle: true);
        return !file.IsInvalid || Marshal.GetLastPInvokeError() is not (TooManyHere or TooManyAnywhere)
            ? file
            : throw new IOException($"{full}: too many files are open");
    }

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

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
