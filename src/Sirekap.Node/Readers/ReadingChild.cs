using System.Runtime.InteropServices;
using Sirekap.Reading;

namespace Sirekap.Node.Readers;

/// <summary>
/// The process in which photos are read: libraries in C decode what strangers sent, so a flaw of theirs is to end a process that has no
/// key,
/// writes no file and has limits of its own. Its output is taken apart as strictly as any stranger's.
/// </summary>
public static partial class ReadingChild
{
    /// <summary>Bytes of memory that it may write to: the largest photo in every form that it takes, and the program, twice.</summary>
    private const ulong MostMemory = 1UL << 30;

    /// <summary>Seconds of processor time in all; it is replaced long before.</summary>
    private const ulong MostSeconds = 3_600;

    /// <summary>Resources of setrlimit(2) on Linux.</summary>
    private const int ProcessorTime = 0,
        FileSize = 1,
        Data = 2,
        Core = 4;

    /// <summary>Answers what is asked on one stream by readings on the other, each after its length, until nothing more is asked.</summary>
    public static void Run(Stream asked, Stream answers)
    {
        Limit();
        using var writer = new BinaryWriter(answers, System.Text.Encoding.UTF8, leaveOpen: true);
        while (ReadingRequest.Read(asked) is { } request)
        {
            var reading = ReadingJson.Write(request.Read());
            writer.Write(reading.Length);
            writer.Write(reading);
            writer.Flush();
        }
    }

    /// <summary>Gives up what reading a photo does not need, for good. Elsewhere than on Linux there is only the process.</summary>
    private static void Limit()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (
            var (resource, most) in (ReadOnlySpan<(int, ulong)>)[(ProcessorTime, MostSeconds), (FileSize, 0), (Data, MostMemory), (Core, 0)]
        )
        {
            if (SetLimit(resource, new Limits(most, most)) != 0)
            {
                throw new IOException($"the limit {resource} of this process could not be set: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }
    }

    /// <summary>struct rlimit: what holds, and up to what it could be raised.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limits(ulong Now, ulong Most);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in Limits limits);
}
