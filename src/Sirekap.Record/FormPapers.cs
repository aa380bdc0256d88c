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

    /// <summary>The photos that a form named.</summary>
    public IReadOnlyList<Digest> Photos(int entry) => _photos.GetValueOrDefault(entry) ?? [];

    /// <summary>Which of these are from the phone's gallery, from 0.</summary>
    public IReadOnlyList<int> Gallery(int entry) => _gallery.GetValueOrDefault(entry) ?? [];

    /// <summary>Who signed the paper; null where the form does not say.</summary>
    public PaperSignatures? Signatures(int entry) => _signatures.GetValueOrDefault(entry);

    internal void Add(int entry, Form form)
    {
        if (form.Photos.Count > 0)
        {
            _photos[entry] = form.Photos;
        }

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
