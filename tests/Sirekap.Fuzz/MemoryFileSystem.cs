using Sirekap.Ledger.Storage;

namespace Sirekap.Fuzz;

/// <summary>Files in memory, so that a million openings cost no disk.</summary>
internal sealed class MemoryFileSystem : FileSystem
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public byte[] this[string path]
    {
        get => _files[path];
        set => _files[path] = value;
    }

    public override StoreFile OpenRead(string path) =>
        _files.ContainsKey(path) ? new MemoryFile(_files, path) : throw new FileNotFoundException(path);

    public override StoreFile OpenWrite(string path)
    {
        _files.TryAdd(path, []);
        return new MemoryFile(_files, path);
    }

    public override bool FileExists(string path) => _files.ContainsKey(path);

    public override bool DirectoryExists(string path) => true;

    public override IReadOnlyList<string> List(string directory) =>
        [
            .. _files
                .Keys.Where(path => Path.GetDirectoryName(path) == directory)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    public override void CreateDirectory(string path) { }

    public override void SyncDirectory(string path) { }

    public override void Rename(string from, string to)
    {
        _files[to] = _files[from];
        _files.Remove(from);
    }

    public override IDisposable TryLock(string path) => new MemoryStream();

    private sealed class MemoryFile(Dictionary<string, byte[]> files, string path) : StoreFile
    {
        public override long Length => files[path].Length;

        public override int Read(long offset, Span<byte> destination)
        {
            var bytes = files[path].AsSpan((int)Math.Min(offset, Length));
            var count = Math.Min(bytes.Length, destination.Length);
            bytes[..count].CopyTo(destination);
            return count;
        }

        public override void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var content = new byte[Math.Max(Length, offset + bytes.Length)];
            files[path].CopyTo(content, 0);
            bytes.CopyTo(content.AsSpan((int)offset));
            files[path] = content;
        }

        public override void Truncate(long length) => files[path] = [.. files[path].AsSpan(0, (int)Math.Min(length, Length))];

        public override void Sync() { }

        protected override void Dispose(bool disposing) { }
    }
}
