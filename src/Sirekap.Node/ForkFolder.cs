using System.Globalization;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>
/// Checkpoints by which a log has contradicted itself, each beside the one that was held then:
/// <c>DIR/elections/ID/forks/SIZE-ROOT.shown</c> and
/// <c>.held</c>. Whoever has both can prove the fork to anybody; nothing here is ever removed.
/// </summary>
internal sealed class ForkFolder(ElectionFolder election)
{
    /// <summary>One is proof enough; a log that signs a new one each second must not fill the disk.</summary>
    private const int Most = 100;

    private readonly string _folder = Path.Combine(election.Root, "forks");

    /// <summary>How many are kept.</summary>
    public int Count => Directory.Exists(_folder) ? Directory.GetFiles(_folder, "*.shown").Length : 0;

    /// <summary>What there is to say about them, or null.</summary>
    public string? Says =>
        Count is > 0 and var count
            ? $"{count} checkpoints that contradict the ledger shown here, signed by its log, lie in {_folder}"
            : null;

    /// <summary>Keeps what was shown, and what it contradicts.</summary>
    public void Keep(SignedCheckpoint shown, SignedCheckpoint? held)
    {
        var root = Convert.ToHexStringLower(Convert.FromBase64String(shown.Checkpoint.Root.ToString()))[..16];
        var name = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{shown.Checkpoint.Size}-{root}"));
        if (held is null || File.Exists(name + ".shown") || Count >= Most)
        {
            return;
        }

        DiskFileSystem.Instance.CreateDurableDirectory(_folder);
        new AtomicFile(DiskFileSystem.Instance, name + ".held").Replace(held.Bytes.Span);
        new AtomicFile(DiskFileSystem.Instance, name + ".shown").Replace(shown.Bytes.Span);
    }
}
