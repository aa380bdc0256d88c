namespace Sirekap.Elections.Contests;

/// <summary>Which column of a tally a choice is counted in (<see cref="Contest.SlotChoices"/>).</summary>
internal sealed class ContestSlots
{
    private readonly Dictionary<ElectoralDistrict, int[]> _slots = new(ReferenceEqualityComparer.Instance);

    public ContestSlots(ContestKind kind, IReadOnlyList<ElectoralDistrict> districts)
    {
        if (kind != ContestKind.Parties)
        {
            var longest = districts.MaxBy(district => district.Choices.Count)?.Choices ?? [];
            Choices = longest;
            foreach (var district in districts)
            {
                _slots[district] = [];
            }

            return;
        }

        var parties = districts.SelectMany(district => district.Choices).Select(choice => choice.Number).Distinct().Order().ToList();
        var width = 1 + districts.SelectMany(district => district.Choices).Select(choice => choice.Candidate).DefaultIfEmpty().Max();
        Choices = [.. parties.SelectMany(party => Enumerable.Range(0, width).Select(candidate => new Choice(party, candidate)))];
        var first = parties.Select((party, index) => (party, index)).ToDictionary(p => p.party, p => p.index * width);
        foreach (var district in districts)
        {
            _slots[district] = [.. district.Choices.Select(choice => first[choice.Number] + choice.Candidate)];
        }
    }

    public int Count => Choices.Count;

    public IReadOnlyList<Choice> Choices { get; }

    public ReadOnlySpan<int> Of(ElectoralDistrict district) => _slots[district];

    public int Of(ElectoralDistrict district, int choiceIndex)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(choiceIndex, district.Choices.Count);
        var slots = _slots[district];
        return slots.Length == 0 ? choiceIndex : slots[choiceIndex];
    }
}
