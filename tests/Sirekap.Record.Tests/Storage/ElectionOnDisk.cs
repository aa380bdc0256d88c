using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Storage;

/// <summary>
/// A folder for the election of a <see cref="MadeLedger"/>, and a clock that stands at the first time that it tells: so the sequencer's
/// ledger is the made one, index by index.
/// </summary>
internal sealed class ElectionOnDisk : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("sirekap-record-");

    public ElectionOnDisk(ElectionStructure? structure = null)
    {
        Made = new MadeLedger(structure: structure);
        Folder = ElectionFolder.At(_data.FullName, Made.Head.Election);
        Folder.Create();
    }

    public MadeLedger Made { get; }

    public ElectionFolder Folder { get; }

    public StillClock Clock { get; } = new(MadeLedger.Start);

    /// <summary>What the made ledger holds beyond the definition and the first time.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries => [.. Made.Entries.Skip(2)];

    public Sequencer Open(FileSystem? files = null)
    {
        foreach (var blob in Made.Blobs.Values)
        {
            Folder.Blobs.Add(blob);
        }

        return Sequencer.Open(Folder, Made.Log, Clock, Made.Entries[0].ToArray(), files: files);
    }

    /// <summary>The state as a fresh process finds it on the disk.</summary>
    public string Reopened()
    {
        using var reader = LedgerReader.Open(Folder);
        return StateText.Of(reader.Record);
    }

    public void Dispose()
    {
        Made.Dispose();
        _data.Delete(recursive: true);
    }
}

/// <summary>A clock that is set by hand.</summary>
internal sealed class StillClock(Timestamp now) : TimeProvider
{
    public Timestamp Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
