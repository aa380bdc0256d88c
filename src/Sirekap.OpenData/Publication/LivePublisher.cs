using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;

namespace Sirekap.OpenData.Publication;

/// <summary>
/// Publishes a ledger that goes on growing. Documents are rendered in small pieces while entries come in between; those that change again are rendered again,
/// until so few are left that they and the checkpoint can be had at one moment. Everything else is done beside the ledger. One publication at a time.
/// </summary>
public sealed class LivePublisher
{
    private readonly Sequencer _sequencer;
    private readonly int[][] _rendered;
    private string? _before;

    /// <param name="sequencer">The ledger.</param>
    /// <param name="before">The last publication of it that is on disk, or null: documents that have not changed since are not rendered again.</param>
    public LivePublisher(Sequencer sequencer, string? before)
    {
        _sequencer = sequencer;
        var size = before is null ? 0 : SizeOf(before);
        _before = size > 0 ? before : null;
        _rendered = [.. sequencer.Record.Contests.Select(_ => Enumerable.Repeat((int)size, sequencer.Record.Tree.RegionCount).ToArray())];
    }

    /// <summary>Begins a publication.</summary>
    /// <param name="aside">The folder in which it is built.</param>
    public LiveDraft Begin(string aside) => new(_sequencer, aside, _before, [.. _rendered.Select(stamps => (int[])stamps.Clone())], Published);

    private void Published(string target, int[][] rendered)
    {
        _before = target;
        for (var i = 0; i < rendered.Length; i++)
        {
            rendered[i].CopyTo(_rendered[i], 0);
        }
    }

    /// <summary>How many entries it publishes; 0 when it is no publication of this very ledger.</summary>
    private long SizeOf(string folder)
    {
        var log = _sequencer.Log.Verifier;
        return PublicationWriter.ReadManifest(folder, _sequencer.Record.Head.Election, log) is { Checkpoint: { Size: > 0 and var size } checkpoint }
            && _sequencer.Read((_, tree) => size <= tree.Size && tree.Root(size) == checkpoint.Root) ? size : 0;
    }
}
