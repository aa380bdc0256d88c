using Sirekap.Elections.Contests;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Site.Views;

/// <summary>An election's names as of every size: who took a candidate's place is not named before. Immutable; any thread.</summary>
public sealed class NamesBySize
{
    private readonly int[] _since;
    private readonly ElectionNames[] _names;

    private NamesBySize(int[] since, ElectionNames[] names) => (_since, _names) = (since, names);

    /// <summary>The names as of the first <paramref name="size"/> entries.</summary>
    public ElectionNames At(long size) => _names[_since.TakeWhile(index => index < size).Count()];

    internal static NamesBySize Of(ElectionRecord record, BlobFolder blobs)
    {
        List<ElectionNames> names = [PlaceNames.OfDefinition(record, blobs)];
        List<int> since = [];
        foreach (var (index, change) in PlaceNames.Persons(record))
        {
            var person = PlaceNames.Person(record, blobs, change.Person!);
            names.Add(names[^1].With(change.Contest, change.District, change.Choice, person));
            since.Add(index);
        }

        return new NamesBySize([.. since], [.. names]);
    }
}
