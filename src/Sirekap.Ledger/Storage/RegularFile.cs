using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Sirekap.Ledger.Storage;

/// <summary>
/// Reads files that others named or laid into a folder, and nothing else: a pipe waits for its other end for ever, and a device never ends.
/// </summary>
public static class RegularFile
{
    // Linux, whatever the processor (asm-generic/fcntl.h): do not wait for the other end of a pipe, and leave nothing to child processes.
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    /// <summary>ENXIO: what a socket answers to whoever opens it.</summary>
    private const int NoDevice = 6;
    private const string PipeOrDevice = "a pipe or a device";

    /// <summary>Opens a file to read.</summary>
    /// <exception cref="NotAFileException">It is something else.</exception>
    /// <exception cref="IOException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new NotAFileException(path, "a folder");
        }

        var file = OperatingSystem.IsLinux() ? new SafeFileHandle(Open(path, NonBlocking | CloseOnExec), ownsHandle: true) : null;
        if (file is not { IsInvalid: false })
        {
            // What cannot be opened is told as the runtime tells it; a pipe can.
            var error = Marshal.GetLastPInvokeError();
            file?.Dispose();
            if (file is not null && error == NoDevice)
            {
                throw new NotAFileException(path, PipeOrDevice);
            }

            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        try
        {
            _ = RandomAccess.GetLength(file);
            return file;
        }
        catch (NotSupportedException)
        {
            file.Dispose();
            throw new NotAFileException(path, PipeOrDevice);
        }
    }

    /// <summary>Opens a file as a stream.</summary>
    /// <inheritdoc cref="Open(string)"/>
    public static FileStream OpenStream(string path) => new(Open(path), FileAccess.Read);

    /// <summary>The whole file.</summary>
    /// <inheritdoc cref="Open(string)"/>
    public static byte[] ReadAllBytes(string path)
    {
        using var file = OpenStream(path);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The whole file as text: UTF-8, unless its first bytes say otherwise.</summary>
    /// <inheritdoc cref="Open(string)"/>
    public static string ReadAllText(string path)
    {
        using var text = new StreamReader(OpenStream(path), Encoding.UTF8);
        return text.ReadToEnd();
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
