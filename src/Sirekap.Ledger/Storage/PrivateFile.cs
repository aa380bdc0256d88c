namespace Sirekap.Ledger.Storage;

/// <summary>Files that only their owner may read: keys, and what belongs to them.</summary>
public static class PrivateFile
{
    /// <summary>Writes a file whole and durable, in the place of what is there; its folder is made where there is none.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);

        // Half a file, left by a process that was killed, must not stand where the next one looks.
        var aside = path + ".new";
        File.Delete(aside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(aside, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
        DiskFileSystem.Instance.SyncDirectory(folder);
    }
}
