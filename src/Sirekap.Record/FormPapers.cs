using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// What forms brought besides their figures, by the entry: photos, which of these are from a gallery, who signed the paper. One thread
/// adds, under the record's lock.
/// </summary>
public sealed class FormPapers
{
    private readonly Dictionary<int, IReadOnlyList<Digest>> _photos = [];
    private readonly Dictionary<int, IReadOnlyList<int>> _gallery = [];
    private readonly Dictionary<int, PaperSignatures> _signatures = [];

    /// <summary>The photos that a form named, or a plenary that read the paper.</summary>
    public IReadOnlyList<Digest> Photos(int entry) => _photos.GetValueOrDefault(entry) ?? [];

    /// <summary>Which of these are from the phone's gallery, from 0.</summary>
    public IReadOnlyList<int> Gallery(int entry) => _gallery.GetValueOrDefault(entry) ?? [];

    /// <summary>Who signed the paper; null where the form does not say.</summary>
    public PaperSignatures? Signatures(int entry) => _signatures.GetValueOrDefault(entry);

    internal void Add(int entry, IReadOnlyList<Digest> photos)
    {
        if (photos.Count > 0)
        {
            _photos[entry] = photos;
        }
    }

    internal void Add(int entry, Form form)
    {
        Add(entry, form.Photos);
        if (form.Gallery.Count > 0)
        {
            _gallery[entry] = form.Gallery;
        }

        if (form.Paper is { } paper)
        {
            _signatures[entry] = paper;
        }
    }
}
