namespace Sirekap.Ledger.Storage;

/// <summary>The store holds damage that no power cut explains; nothing was changed or deleted.</summary>
public sealed class StoreDamagedException(string file, long offset, string what)
    : IOException($"{file}, offset {offset}: {what}. Nothing was changed; restore the file from a copy or from the publication's tiles.")
{
    public string File { get; } = file;

    /// <summary>In bytes from the start of the file.</summary>
    public long Offset { get; } = offset;
}

/// <summary>Another process writes this store.</summary>
public sealed class StoreInUseException(string directory)
    : IOException($"{directory}: another process is writing this ledger; only one may");

/// <summary>A write or sync failed, so nobody knows what is on the disk: this store takes no more. Opening it again recovers.</summary>
public sealed class LedgerStoppedException(string what, Exception cause)
    : IOException($"The ledger has stopped: {what} ({cause.Message}). What was acknowledged is safe; open it again to go on.", cause);

/// <summary>What stands where a file is expected, and is none.</summary>
public sealed class NotAFileException(string path, string what) : IOException($"{path} is {what}, and no file")
{
    /// <summary>E.g. <c>a pipe or a device</c>.</summary>
    public string What { get; } = what;
}
