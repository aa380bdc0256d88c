using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Witnessing;

/// <summary>
/// A log witness (C2SP tlog-witness): cosigns a checkpoint only after it has checked that it continues the one cosigned before.
/// </summary>
/// <remarks>No HTTP here: whoever hosts it passes on the body of <c>POST …/add-checkpoint</c>. Safe to call from several threads. A
/// checkpoint with extension lines is a bad request: nobody could say what the cosignature says of them.</remarks>
public sealed class Witness : IDisposable
{
    private readonly SignerKey _key;
    private readonly IDisposable _directoryLock;
    private readonly Dictionary<string, WitnessedLog> _logs;

    private Witness(SignerKey key, IDisposable directoryLock, Dictionary<string, WitnessedLog> logs) =>
        (_key, _directoryLock, _logs) = (key, directoryLock, logs);

    /// <summary>Opens the record of a witness, creating its directory when there is none.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="directory">Where the latest checkpoint of each log is kept, a file each.</param>
    /// <param name="policy">Its <c>log</c> lines say which logs, with which keys, are cosigned.</param>
    /// <param name="key">The witness's key, for cosignatures (0x04).</param>
    /// <exception cref="StoreInUseException">Another process is this witness.</exception>
    /// <exception cref="StoreDamagedException">A record cannot be read; start over only if you know that no fork can hide behind
    /// it.</exception>
    public static Witness Open(FileSystem files, string directory, TlogPolicy policy, CosignatureSigner key)
    {
        files.CreateDurableDirectory(directory);
        var held = files.TryLock(Path.Combine(directory, "witness.lock")) ?? throw new StoreInUseException(directory);
        try
        {
            var witnessed = policy
                .Logs.GroupBy(log => log.Key.Name, StringComparer.Ordinal)
                .ToDictionary(
                    group => group.Key,
                    group => new WitnessedLog(files, directory, group.Key, [.. group.Select(log => log.Key)]),
                    StringComparer.Ordinal
                );
            return new Witness(key, held, witnessed);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Answers one add-checkpoint request.</summary>
    /// <param name="body">The whole body; a host need not read more than <see cref="WitnessRequest.MaximumBytes"/> and one byte.</param>
    /// <exception cref="LedgerStoppedException">The record of this log could not be written, now or earlier; nothing was
    /// cosigned.</exception>
    public WitnessResponse AddCheckpoint(ReadOnlySpan<byte> body)
    {
        if (body.Length > WitnessRequest.MaximumBytes)
        {
            return WitnessResponse.Refused(400, $"the body has more than {WitnessRequest.MaximumBytes} bytes");
        }

        if (!WitnessRequest.TryParse(body.ToArray(), out var request, out var error))
        {
            return WitnessResponse.Refused(400, error);
        }

        return _logs.TryGetValue(request.Checkpoint.Checkpoint.Origin, out var log)
            ? log.Add(request, _key)
            : WitnessResponse.Refused(404, "this log is not known here");
    }

    public void Dispose() => _directoryLock.Dispose();
}
