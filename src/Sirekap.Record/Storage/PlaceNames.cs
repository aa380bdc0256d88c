using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Storage;

/// <summary>
/// The names of an election's places and choices: those of its definition, and those that came with what was added, or with who took a
/// candidate's place.
/// </summary>
public static class PlaceNames
{
    /// <summary>Reads them; for what is withheld, not here or no document of names, codes and numbers stand.</summary>
    public static ElectionNames Of(ElectionRecord record, BlobFolder blobs)
    {
        var names = OfDefinition(record, blobs);
        foreach (var (_, change) in Persons(record))
        {
            names = names.With(change.Contest, change.District, change.Choice, Person(record, blobs, change.Person!));
        }

        return names;
    }

    /// <summary>The changes of candidates that named somebody, oldest first.</summary>
    public static IEnumerable<(int Index, Candidate Change)> Persons(ElectionRecord record) =>
        record.Candidacies.Where(said => said.Statement.Person is not null).Select(said => (said.Index, said.Statement));

    /// <summary>Who it is, or null where that is withheld or not here.</summary>
    public static Person? Person(ElectionRecord record, BlobFolder blobs, BlobReference blob) =>
        Bytes(record, blobs, blob) is { } bytes && Elections.Contests.Person.TryParse(bytes, out var person, out _) ? person : null;

    /// <summary>The names as <see cref="Of"/> has them, with the candidates that the definition names.</summary>
    public static ElectionNames OfDefinition(ElectionRecord record, BlobFolder blobs)
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
        Bytes(record, blobs, blob) is { } bytes && ElectionNames.TryParse(bytes, out var names, out _) ? names : null;

    private static ReadOnlyMemory<byte>? Bytes(ElectionRecord record, BlobFolder blobs, BlobReference blob) =>
        !record.Withheld.ContainsKey(blob.Sha256) && blobs.Read(blob) is { } bytes && BlobFolder.Reference(bytes.Span) == blob
            ? bytes
            : null;
}
