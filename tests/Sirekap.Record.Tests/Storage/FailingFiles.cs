using Sirekap.Ledger.Storage;

namespace Sirekap.Record.Tests.Storage;

/// <summary>The machine's files until so many calls of one kind have been made; from then on they fail.</summary>
internal sealed class FailingFiles(string call) : FileSystem
{
    private readonly DiskFileSystem _disk = DiskFileSystem.Instance;
    private int _left = int.MaxValue;

    /// <summary>Is called before each sync, which waits until it returns.</summary>
    public Action? Syncing { get; set; }

    /// <summary>Lets so many more calls through.</summary>
    public void FailAfter(int calls) => Volatile.Write(ref _left, calls);

    public override StoreFile OpenRead(string path) => _disk.OpenRead(path);

    public override StoreFile OpenWrite(string path) => new FailingFile(this, _disk.OpenWrite(path));

    public override bool FileExists(string path) => _disk.FileExists(path);

    public override bool DirectoryExists(string path) => _disk.DirectoryExists(path);

    public override IReadOnlyList<string> List(string directory) => _disk.List(directory);

    public override void CreateDirectory(string path) => _disk.CreateDirectory(path);

    public override void SyncDirectory(string path) => _disk.SyncDirectory(path);

    public override void Rename(string from, string to) => _disk.Rename(from, to);

    public override IDisposable? TryLock(string path) => _disk.TryLock(path);

    private void Step(string name)
    {
        if (name == call && Interlocked.Decrement(ref _left) < 0)
        {
            throw new IOException("the disk failed, as planned");
        }
    }

    private sealed class FailingFile(FailingFiles owner, StoreFile file) : StoreFile
    {
        public override long Length => file.Length;

        public override int Read(long offset, Span<byte> destination) => file.Read(offset, destination);

        public override void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            owner.Step("write");
            file.Write(offset, bytes);
        }

        public override void Truncate(long length) => file.Truncate(length);

        public override void Sync()
        {
            owner.Step("sync");
            owner.Syncing?.Invoke();
            file.Sync();
        }

        protected override void Dispose(bool disposing) => file.Dispose();
    }
}
