namespace Sirekap.Ledger.Storage;

/// <summary>A small file that is replaced as a whole: after any crash it holds the old content or the new, never a mixture.</summary>
public sealed class AtomicFile(FileSystem files, string path)
{
    public string Path { get; } = path;

    /// <summary>The content; null when there is no file.</summary>
    public byte[]? Read()
    {
        if (!files.FileExists(Path))
        {
            return null;
        }

        using var file = files.OpenRead(Path);
        var content = new byte[file.Length];
        return file.Read(0, content) == content.Length ? content : throw new IOException($"{Path} became shorter while it was read");
    }

    /// <summary>Returns once the new content is durable. When it throws, either content may be what the next start finds.</summary>
    public void Replace(ReadOnlySpan<byte> content)
    {
        var aside = Path + ".new";
        using (var file = files.OpenWrite(aside))
        {
            file.Truncate(0);
            file.Write(0, content);
            file.Sync();
        }

        files.Rename(aside, Path);
        files.SyncDirectory(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>The content, made durable first: it may come from a process that died, or failed, before its sync.</summary>
    public byte[]? ReadSettled()
    {
        var content = Read();
        if (content is not null)
        {
            Replace(content);
        }

        return content;
    }
}
