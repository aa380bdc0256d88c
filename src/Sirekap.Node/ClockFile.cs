using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>
/// The file <c>clock</c> beside a ledger: the last time that its intake knew, written now and then, so that a quiet hour before a restart
/// is
/// no gap. It is this operator's word to itself and nobody else's.
/// </summary>
public sealed class ClockFile(ElectionFolder folder)
{
    /// <summary>Less than what the clock may be ahead of it.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromMinutes(1);

    private readonly AtomicFile _file = new(DiskFileSystem.Instance, Path.Combine(folder.Root, "clock"));

    /// <summary>The last time that was known; null where there is none, or no time in the file.</summary>
    public Timestamp? Read() =>
        _file.Read() is { } bytes && Timestamp.TryParse(bytes.AsSpan().TrimEnd((byte)'\n'), out var time) ? time : null;

    public void Write(DateTimeOffset time) => _file.Replace(Encoding.ASCII.GetBytes($"{Timestamp.From(time)}\n"));
}

/// <summary>Time is not known well enough to be told for good; nothing was written.</summary>
public sealed class ClockOffException(string doubt) : Exception(doubt);
