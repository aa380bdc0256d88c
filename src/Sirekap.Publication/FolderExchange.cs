using System.Runtime.InteropServices;

namespace Sirekap.Publication;

/// <summary>The three file system calls of Linux that a publication is put in place with, and what stands in for them elsewhere.</summary>
internal static partial class FolderExchange
{
    /// <summary>Linux's AT_FDCWD: paths are relative to where the process is.</summary>
    private const int AtCurrentDirectory = -100;

    /// <summary>Linux's RENAME_EXCHANGE.</summary>
    private const uint Exchange = 2;

    /// <summary>Makes a second name for a file's content, or copies it where that cannot be done.</summary>
    public static void LinkOrCopy(string from, string to)
    {
        if (!OperatingSystem.IsLinux() || Link(from, to) != 0)
        {
            File.Copy(from, to);
        }
    }

    /// <summary>Waits until everything on the folder's file system is durable: one call for a hundred thousand files.</summary>
    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(folder, 0);
        if (descriptor < 0 || SyncFileSystem(descriptor) != 0)
        {
            throw new IOException($"{folder} could not be made durable (errno {Marshal.GetLastPInvokeError()})");
        }

        _ = Close(descriptor);
    }

    /// <summary>
    /// Puts <paramref name="built"/> in the place of <paramref name="target"/>. On Linux the two exchange their names in one step, so that
    /// a reader sees the old or the new, whole; elsewhere there is a moment with neither. Afterwards <paramref name="built"/> is what stood
    /// there before, if anything.
    /// </summary>
    public static void Swap(string built, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(built, target);
        }
        else if (!OperatingSystem.IsLinux() || Rename(AtCurrentDirectory, built, AtCurrentDirectory, target, Exchange) != 0)
        {
            var old = built + ".old";
            Directory.Move(target, old);
            Directory.Move(built, target);
            Directory.Move(old, built);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFileSystem(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
