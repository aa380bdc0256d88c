using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Storage;

/// <summary>The names of an election's places and choices: those of its definition, and those that came with what was added.</summary>
public static class PlaceNames
{
    /// <summary>Reads them; for what is withheld, not here or no document of names, codes and numbers stand.</summary>
    public static ElectionNames Of(ElectionRecord record, BlobFolder blobs)
    {
        var names = Read(record, blobs, record.Definition.Names) ?? ElectionNames.None(record.Head.Election);
        foreach (var addition in record.Additions)
        {
            if (addition.Names is { } named && Read(record, blobs, named) is { } more)
            {
                names = names.With(more, addition.Stations);
            }
        }

        return names;
    }

    private static ElectionNames? Read(ElectionRecord record, BlobFolder blobs, BlobReference blob) =>
        !record.Withheld.ContainsKey(blob.Sha256)
        && blobs.Read(blob) is { } bytes
        && BlobFolder.Reference(bytes.Span) == blob
        && ElectionNames.TryParse(bytes, out var names, out _)
            ? names
            : null;
}
