using System.IO.Compression;
using System.Security.Cryptography;
using Sirekap.OpenData.Exports;
using Sirekap.Record.Storage;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>A raw table that is made and lies on the disk, CSV packed by gzip.</summary>
/// <param name="Path">Where.</param>
/// <param name="Bytes">How many bytes there are.</param>
/// <param name="Plain">How many there are unpacked; those of a workbook, which is packed by itself.</param>
/// <param name="Tag">SHA-256 of the bytes, hexadecimal.</param>
/// <param name="Name">Under which name it is kept by who takes it, without the ending.</param>
internal sealed record KeptFile(string Path, long Bytes, long Plain, string Tag, string Name);

/// <summary>What came of asking for a raw table.</summary>
internal enum RawOutcome : byte
{
    Here,

    /// <summary>No such contest or region.</summary>
    None,

    /// <summary>Too large for a workbook.</summary>
    TooLarge,

    /// <summary>As many are being made as may be.</summary>
    Busy,
}

/// <summary>
/// Makes raw tables and keeps them: a thousand who ask for one at once have it made once, and as long as nothing changes in its region it
/// is never made again. One that took long to make is given for ten times as long, even though its region has changed: each says of which
/// size of the ledger it is, and all tables of a region that are given at one time are of one. Bounded in bytes; what was asked for least
/// lately goes first. Safe for several threads.
/// </summary>
/// <param name="site">What is shown.</param>
/// <param name="time">The clock.</param>
/// <param name="atOnce">Tables of many stations that are made at once.</param>
internal sealed class RawFiles(SiteViews site, TimeProvider time, int atOnce = RawFiles.AtOnce) : IDisposable
{
    /// <summary>Of all that is kept: the nation's five contests packed, twice.</summary>
    private const long MostBytes = 512L << 20;

    /// <summary>Files at most; every village has some.</summary>
    private const int MostFiles = 4_096;

    /// <summary>Each takes a core for as long as it lasts.</summary>
    private const int AtOnce = 2;

    /// <summary>A tenth of a core at most goes into making one file again and again.</summary>
    private const int Rest = 10;

    /// <summary>So long does who asks wait for a turn.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A region of at most so many stations has turns of its own: its tables take hundredths of a second, the nation's many.
    /// </summary>
    public int FewStations { get; init; } = 1_000;

    /// <summary>Cells of a workbook: it is made in memory, some 100 MB of it.</summary>
    public long MostCells { get; init; } = 1_000_000;

    private readonly string _folder = Directory
        .CreateDirectory(Path.Combine(site.Node.Folder.Downloads, Path.GetRandomFileName()))
        .FullName;
    private readonly SemaphoreSlim _turns = new(atOnce);
    private readonly SemaphoreSlim _turnsOfFew = new(AtOnce);
    private readonly Lock _lock = new();
    private readonly Dictionary<RawFile, Kept> _kept = [];
    private readonly Dictionary<RawFile, Making> _making = [];

    // What is too large stays so, since nothing that a table has goes from it; a core would else be had for the asking.
    private readonly HashSet<RawFile> _tooLarge = [];
    private long _bytes;
    private long _asked;
    private int _number;

    /// <summary>Deletes what a process that was killed has left.</summary>
    public static void Clear(ElectionFolder folder)
    {
        if (Directory.Exists(folder.Downloads))
        {
            Directory.Delete(folder.Downloads, recursive: true);
        }
    }

    /// <summary>The file, made unless it is there or being made.</summary>
    public async Task<(RawOutcome Outcome, KeptFile? File)> GetAsync(RawFile wanted, CancellationToken cancellation)
    {
        Making? making;
        var now = site.View(asOf => Now(asOf, wanted));
        lock (_lock)
        {
            if (_tooLarge.Contains(wanted))
            {
                return (RawOutcome.TooLarge, null);
            }

            if (_kept.TryGetValue(wanted, out var kept) && IsGiven(kept, now.State))
            {
                _kept[wanted] = kept with { Asked = ++_asked };
                return (RawOutcome.Here, kept.File);
            }

            if (!_making.TryGetValue(wanted, out making))
            {
                // Whoever asked first may go; others wait for it.
                var begun = BesideIt(wanted, now.State) ?? now;
                _making[wanted] = making = new Making(Task.Run(() => MakeAsync(wanted, begun), CancellationToken.None), begun);
            }
        }

        return await making.Task.WaitAsync(cancellation);
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _turns.Dispose();
        _turnsOfFew.Dispose();
    }

    /// <summary>Whether a table is still given: nothing has changed since, or it took so long that it is given for a while.</summary>
    private bool IsGiven(Kept kept, FileState now) =>
        (kept.Of.State.Change is not null && kept.Of.State == now) || time.GetElapsedTime(kept.Since) < kept.Took * Rest;

    /// <summary>The moment of another table of the region that is being made or would be given now: they are to be read together.</summary>
    private TableMoment? BesideIt(RawFile wanted, FileState now)
    {
        foreach (var other in wanted.OfItsRegion)
        {
            if (_making.TryGetValue(other, out var making))
            {
                return making.Of;
            }

            if (_kept.TryGetValue(other, out var kept) && IsGiven(kept, now))
            {
                return kept.Of;
            }
        }

        return null;
    }

    private async Task<(RawOutcome, KeptFile?)> MakeAsync(RawFile wanted, TableMoment of)
    {
        var turns = of.Stations <= FewStations ? _turnsOfFew : _turns;
        try
        {
            if (!await turns.WaitAsync(Patience))
            {
                return (RawOutcome.Busy, null);
            }

            try
            {
                return Make(wanted, of);
            }
            catch (IOException)
            {
                // No room on the disk: it may be better in a while.
                return (RawOutcome.Busy, null);
            }
            finally
            {
                turns.Release();
            }
        }
        finally
        {
            lock (_lock)
            {
                _making.Remove(wanted);
            }
        }
    }

    private (RawOutcome, KeptFile?) Make(RawFile wanted, TableMoment of)
    {
        var began = time.GetTimestamp();
        if (site.Piece(of.Size, asOf => wanted.Make(site, asOf)) is not { } table)
        {
            return (RawOutcome.None, null);
        }

        var path = Path.Combine(_folder, $"{Interlocked.Increment(ref _number)}");
        if (Write(wanted, table, path) is not { } file)
        {
            lock (_lock)
            {
                _tooLarge.Add(wanted);
            }

            return (RawOutcome.TooLarge, null);
        }

        Keep(wanted, new Kept(file, of, began, time.GetElapsedTime(began), 0));
        return (RawOutcome.Here, file);
    }

    private KeptFile? Write(RawFile wanted, Table table, string path)
    {
        var name = $"{table.Source.Election}-{wanted.Contest}-{wanted.Region}-{wanted.Name}-{table.Source.Size}";
        try
        {
            return wanted.IsWorkbook ? WriteWorkbook(table, path, name) : WriteCsv(table, path, name);
        }
        catch
        {
            // Half a file, as of a full disk, would stand there for good.
            File.Delete(path);
            throw;
        }
    }

    private KeptFile? WriteWorkbook(Table table, string path, string name)
    {
        var cells = 0L;
        var rows = table.Rows.TakeWhile(row => (cells += row.Count) <= MostCells);
        var bytes = XlsxFile.Encode(table with { Rows = rows });
        if (cells > MostCells)
        {
            return null;
        }

        File.WriteAllBytes(path, bytes);
        return new KeptFile(path, bytes.Length, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), name);
    }

    private static KeptFile WriteCsv(Table table, string path, string name)
    {
        using var hash = SHA256.Create();
        long plain;
        using (var output = File.Create(path))
        {
            using var hashed = new CryptoStream(output, hash, CryptoStreamMode.Write);
            using var gzip = new GZipStream(hashed, CompressionLevel.Fastest);
            using var counted = new CountedStream(gzip);
            CsvFile.Write(table, counted);
            plain = counted.Written;
        }

        return new KeptFile(path, new FileInfo(path).Length, plain, Convert.ToHexStringLower(hash.Hash!), name);
    }

    private void Keep(RawFile wanted, Kept made)
    {
        lock (_lock)
        {
            Forget(wanted);
            _kept[wanted] = made with { Asked = ++_asked };
            _bytes += made.File.Bytes;
            while (_kept.Count > 1 && (_bytes > MostBytes || _kept.Count > MostFiles))
            {
                Forget(_kept.MinBy(one => one.Value.Asked).Key);
            }
        }
    }

    /// <summary>Who is reading it reads on: a file that is open stays until it is closed.</summary>
    private void Forget(RawFile wanted)
    {
        if (_kept.Remove(wanted, out var old))
        {
            _bytes -= old.File.Bytes;
            File.Delete(old.File.Path);
        }
    }

    /// <summary>What the tables of a region depend on. A change that is not durable yet is in no table, so none is like it.</summary>
    private TableMoment Now(RecordAsOf asOf, RawFile wanted)
    {
        int? change = asOf.Contest(wanted.Contest)?.LastChangeWithin(wanted.Region) ?? -1;
        var region = asOf.FindRegion(wanted.Region);
        return new TableMoment(
            asOf.Size,
            region < 0 ? 0 : asOf.Tree.StationsOf(region).Count,
            new FileState(change < asOf.Size ? change : null, site.NamesStampOf(asOf.Record))
        );
    }

    /// <remarks><c>default</c> is like no other: what it depends on is not known.</remarks>
    private readonly record struct FileState(int? Change, NamesStamp Names);

    /// <summary>What a table is of.</summary>
    /// <param name="Size">The size of the ledger.</param>
    /// <param name="Stations">How many stations its region has.</param>
    /// <param name="State">What it depends on, as it was at that size.</param>
    private sealed record TableMoment(long Size, int Stations, FileState State);

    private sealed record Making(Task<(RawOutcome, KeptFile?)> Task, TableMoment Of);

    private sealed record Kept(KeptFile File, TableMoment Of, long Since, TimeSpan Took, long Asked);
}
