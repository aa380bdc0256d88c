using Sirekap.Record.Storage;

namespace Sirekap.Publication;

/// <summary>
/// Publishes a ledger that goes on growing. Documents are rendered in small pieces while entries come in between; those that change again
/// are rendered again, until so few are left that they and the checkpoint can be had at one moment. Everything else is done beside the
/// ledger. One publication at a time.
/// </summary>
public sealed class LivePublisher
{
    private readonly Sequencer _sequencer;
    private readonly int[][] _rendered;
    private string? _before;
    private long _size;
    private PublicationContents _contents;

    /// <param name="sequencer">The ledger.</param>
    /// <param name="before">The last publication of it that is on disk, or null: documents that have not changed since are not rendered
    /// again.</param>
    public LivePublisher(Sequencer sequencer, string? before)
    {
        _sequencer = sequencer;
        var manifest = before is null ? null : Read(before);
        _contents = PublicationWriter.ReadContents(before, manifest);
        (_before, _size) = _contents == PublicationContents.None ? (null, 0) : (before, manifest!.Checkpoint.Size);
        _rendered = [.. sequencer.Record.Contests.Select(_ => Enumerable.Repeat((int)_size, sequencer.Record.Tree.RegionCount).ToArray())];
    }

    /// <summary>Begins a publication.</summary>
    /// <param name="aside">The folder in which it is built.</param>
    public LiveDraft Begin(string aside) =>
        new(
            _sequencer,
            new PublicationWriter(aside, _before, _contents, trusting: true),
            _size,
            [.. _rendered.Select(stamps => (int[])stamps.Clone())],
            Published
        );

    private void Published(string target, long size, PublicationContents contents, int[][] rendered)
    {
        (_before, _size, _contents) = (target, size, contents);
        for (var i = 0; i < rendered.Length; i++)
        {
            rendered[i].CopyTo(_rendered[i], 0);
        }
    }

    /// <summary>The manifest of a publication of this very ledger; null for any other.</summary>
    private Manifest? Read(string folder) =>
        PublicationWriter.ReadManifest(folder, _sequencer.Record.Head.Election, _sequencer.Log.Verifier)
            is { Checkpoint: { Size: > 0 and var size } checkpoint } manifest
        && _sequencer.Read((_, tree) => size <= tree.Size && tree.Root(size) == checkpoint.Root)
            ? manifest
            : null;
}
