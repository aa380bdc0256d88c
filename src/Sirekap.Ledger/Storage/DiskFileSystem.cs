using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sirekap.Ledger.Storage;

/// <summary>The machine's own files.</summary>
/// <remarks>On Windows a directory cannot be synced: NTFS journals names itself, in order, so that a name may be lost with the last
/// moments but never precedes what it names. Run a real ledger on Linux. The lock is flock(2) by way of <see cref="FileShare.None"/>:
/// it does not hold across machines on every network file system.</remarks>
public sealed partial class DiskFileSystem : FileSystem
{
    public static DiskFileSystem Instance { get; } = new();

    public override StoreFile OpenRead(string path) =>
        new DiskFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), writable: false);

    public override StoreFile OpenWrite(string path) =>
        new DiskFile(
            File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete),
            writable: true
        );

    public override bool FileExists(string path) => File.Exists(path);

    public override bool DirectoryExists(string path) => Directory.Exists(path);

    public override IReadOnlyList<string> List(string directory)
    {
        var names = Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    public override void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public override void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public override IDisposable? TryLock(string path)
    {
        // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows: held by another. Anything else is a broken disk.
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            return null;
        }
    }

    public override void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // O_RDONLY alone: the value of O_DIRECTORY differs between processors (x86's is arm64's O_DIRECT), and is not needed.
        var descriptor = OpenDescriptor(path, OperatingSystem.IsLinux() ? CloseOnExec : 0);
        if (descriptor < 0)
        {
            throw Failed("open", path);
        }

        try
        {
            if (SyncDescriptor(descriptor) < 0)
            {
                throw Failed("fsync", path);
            }
        }
        finally
        {
            _ = CloseDescriptor(descriptor);
        }
    }

    /// <summary>Linux's O_CLOEXEC, on every processor that .NET runs on.</summary>
    private const int CloseOnExec = 0x80000;

    private static IOException Failed(string call, string path) =>
        new($"{call} of the directory {path}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncDescriptor(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseDescriptor(int descriptor);

    private sealed class DiskFile(SafeFileHandle handle, bool writable) : StoreFile
    {
        public override long Length => RandomAccess.GetLength(handle);

        public override int Read(long offset, Span<byte> destination)
        {
            var done = 0;
            while (done < destination.Length)
            {
                var read = RandomAccess.Read(handle, destination[done..], offset + done);
                if (read == 0)
                {
                    break;
                }

                done += read;
            }

            return done;
        }

        public override void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public override void Truncate(long length) => RandomAccess.SetLength(handle, length);

        public override void Sync()
        {
            // Linux lets a reader wait for what a writer has not synced yet; Windows refuses it.
            if (writable || !OperatingSystem.IsWindows())
            {
                RandomAccess.FlushToDisk(handle);
            }
        }

        protected override void Dispose(bool disposing) => handle.Dispose();
    }
}
