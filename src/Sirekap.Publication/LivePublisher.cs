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
    private RenderedDocuments _rendered;
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
        _rendered = RenderedBefore();
    }

    /// <summary>Begins a publication.</summary>
    /// <param name="aside">The folder in which it is built.</param>
    /// <param name="writing">Called before each file is written; what it throws ends the publication.</param>
    public LiveDraft Begin(string aside, Action? writing = null) =>
        new(
            _sequencer,
            new PublicationWriter(aside, _before, _contents, trusting: true) { Writing = writing },
            _size,
            _rendered.Copy(),
            Published
        );

    private void Published(string target, long size, PublicationContents contents, RenderedDocuments rendered) =>
        (_before, _size, _contents, _rendered) = (target, size, contents, rendered);

    /// <summary>All that the last publication has; regions that were added since then are not in it.</summary>
    private RenderedDocuments RenderedBefore() =>
        _sequencer.Read(
            (record, _) =>
            {
                var all = RenderedDocuments.Of(record, _size);
                for (var region = 0; region < record.Tree.RegionCount; region++)
                {
                    if (!record.Additions.WasThere(record.Tree.Region(region), _size))
                    {
                        foreach (var sizes in all.Sizes)
                        {
                            sizes[region] = 0;
                        }
                    }
                }

                return all;
            }
        );

    /// <summary>The manifest of a publication of this very ledger; null for any other.</summary>
    private Manifest? Read(string folder) =>
        PublicationWriter.ReadManifest(folder, _sequencer.Record.Head.Election, _sequencer.Log.Verifier)
            is { Checkpoint: { Size: > 0 and var size } checkpoint } manifest
        && _sequencer.Read((_, tree) => size <= tree.Size && tree.Root(size) == checkpoint.Root)
            ? manifest
            : null;
}
