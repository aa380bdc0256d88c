using System.IO.MemoryMappedFiles;
using Sirekap.Elections;

namespace Sirekap.Cli.Rehearsing;

/// <summary>
/// The clock of a rehearsal: a file of eight bytes, seconds since 1970, that the server reads and whoever sends sets. It stands still in
/// between, and needs no answer: what is sent after it was set finds it set.
/// </summary>
internal sealed class SharedClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _seconds;

    private SharedClock(string path) =>
        _seconds = (_file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, sizeof(long))).CreateViewAccessor();

    /// <summary>The clock of the rehearsal in a data directory.</summary>
    public static SharedClock In(string data)
    {
        Directory.CreateDirectory(data);
        return new SharedClock(Path.Combine(data, "clock"));
    }

    /// <summary>It is this late, from now on.</summary>
    public void Tell(Timestamp time)
    {
        _seconds.Write(0, time.UnixSeconds);
        Thread.MemoryBarrier();
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(_seconds.ReadInt64(0));

    public void Dispose()
    {
        _seconds.Dispose();
        _file.Dispose();
    }
}
