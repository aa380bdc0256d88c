namespace Sirekap.Ledger.Storage;

/// <summary>The file calls that durability rests on, and no others: a disk, or in tests a disk that forgets and fails.</summary>
/// <remarks>Every call may throw <see cref="IOException"/>. Nothing is durable before the matching sync returned:
/// bytes by <see cref="StoreFile.Sync"/>, names (created, renamed) by <see cref="SyncDirectory"/>.</remarks>
public abstract class FileSystem
{
    /// <summary>Opens an existing file for reading. Throws <see cref="FileNotFoundException"/> when there is none.</summary>
    public abstract StoreFile OpenRead(string path);

    /// <summary>Opens a file for reading and writing, creating an empty one when there is none.</summary>
    public abstract StoreFile OpenWrite(string path);

    public abstract bool FileExists(string path);

    public abstract bool DirectoryExists(string path);

    /// <summary>The names (not paths) of the files in a directory, in ordinal order.</summary>
    public abstract IReadOnlyList<string> List(string directory);

    /// <summary>Creates one directory whose parent exists.</summary>
    public abstract void CreateDirectory(string path);

    /// <summary>Makes the names in a directory durable.</summary>
    public abstract void SyncDirectory(string path);

    /// <summary>Renames a file within its directory, replacing what bore the new name; at any moment one of the two stands there.</summary>
    public abstract void Rename(string from, string to);

    /// <summary>Takes the exclusive lock that a file stands for; null when another process (or this one) holds it.
    /// The lock ends with the returned object or with the process, however that dies.</summary>
    public abstract IDisposable? TryLock(string path);

    /// <summary>Creates a directory and all missing ones above it, and makes their names durable.</summary>
    public void CreateDurableDirectory(string path)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(path));
        if (parent is null)
        {
            return;
        }

        if (!DirectoryExists(path))
        {
            CreateDurableDirectory(parent);
            CreateDirectory(path);
        }

        // Also where it stood already: whoever made it may have died before its name was synced.
        SyncDirectory(parent);
    }
}

/// <summary>An open file of a <see cref="FileSystem"/>.</summary>
public abstract class StoreFile : IDisposable
{
    /// <summary>In bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills the span from the offset; returns fewer bytes only where the file ends.</summary>
    public abstract int Read(long offset, Span<byte> destination);

    /// <summary>Writes all bytes at the offset. When it throws, any part of them may have been written.</summary>
    public abstract void Write(long offset, ReadOnlySpan<byte> bytes);

    public abstract void Truncate(long length);

    /// <summary>Makes the content durable. When it throws, what was written since the last sync may be lost for good, although reads
    /// still show it: a second try may succeed and prove nothing.</summary>
    public abstract void Sync();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
