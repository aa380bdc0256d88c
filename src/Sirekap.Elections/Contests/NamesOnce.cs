namespace Sirekap.Elections.Contests;

/// <summary>
/// Names on one ballot, or in one party's list: nobody could vote for the one of two that have the same. In KPU's lists for the DPR of 2024
/// no list of 1,512 has a name twice. Case and blanks make no other name.
/// </summary>
internal sealed class NamesOnce
{
    private readonly Dictionary<string, string> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The choice as it is, unless its name stands on the ballot already.</summary>
    public (int Number, string Name) Add(JsonPlace place, (int Number, string Name) choice)
    {
        var plain = string.Join(' ', choice.Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (_places.TryGetValue(plain, out var first))
        {
            throw place.Wrong($"\"{choice.Name}\" is the name at {first} already; two choices of a ballot have two names");
        }

        _places.Add(plain, place.Path);
        return choice;
    }
}
