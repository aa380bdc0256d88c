using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Storage;

namespace Sirekap.Cli;

/// <summary>
/// What a key has sealed and not yet opened, beside the key in <c>KEY.seals</c>: the statements that will open it, with salt and figures, a
/// line each, as they will be signed. Only its owner may read it; whoever loses it can open nothing.
/// </summary>
internal sealed class SealedFigures
{
    private readonly string _path;
    private readonly StatementCodec _codec;

    /// <summary>All lines; those of other elections that the key has a part in, too.</summary>
    private readonly List<string> _lines;

    /// <param name="key">The key's file.</param>
    /// <param name="codec">Reads and writes the election's statements.</param>
    /// <exception cref="CommandFailure">A line of this election is none.</exception>
    public SealedFigures(string key, StatementCodec codec)
    {
        (_path, _codec) = ($"{key}.seals", codec);
        _lines = File.Exists(_path) ? [.. RegularFile.ReadAllText(_path).Split('\n', StringSplitOptions.RemoveEmptyEntries)] : [];
        foreach (var (line, i) in _lines.Select((line, i) => (line, i)).Where(its => IsOurs(its.line)))
        {
            if (_codec.Read(Encoding.UTF8.GetBytes(line), out var error) is not Unseal)
            {
                throw new CommandFailure($"{_path}:{i + 1}: expected a statement that opens a seal: {error}");
            }
        }
    }

    /// <summary>What opens the seals of this election, oldest first.</summary>
    public IReadOnlyList<Unseal> Kept =>
        [.. _lines.Where(IsOurs).Select(line => (Unseal)_codec.Read(Encoding.UTF8.GetBytes(line), out _)!)];

    /// <summary>Keeps what opens a seal, durably, before the seal itself is said.</summary>
    public void Keep(Unseal unseal)
    {
        _lines.Add(Line(unseal));
        Write();
    }

    /// <summary>What was opened, or can be opened no more, need not be kept.</summary>
    public void Forget(Unseal unseal)
    {
        if (_lines.Remove(Line(unseal)))
        {
            Write();
        }
    }

    private bool IsOurs(string line) => line.StartsWith(Encoding.ASCII.GetString(_codec.Prefix), StringComparison.Ordinal);

    private string Line(Unseal unseal) => Encoding.ASCII.GetString(_codec.Write(unseal));

    private void Write() => KeyFiles.Put(_path, string.Join('\n', _lines));
}
