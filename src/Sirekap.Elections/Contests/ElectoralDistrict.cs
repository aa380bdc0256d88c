using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Contests;

/// <summary>An electoral district (daerah pemilihan, dapil): whole regions that vote on the same ballot.</summary>
/// <param name="Code">Its code within the contest. It may look like a region's code and is none.</param>
/// <param name="Regions">The regions it is made of: the nation, provinces, regencies, districts or villages, ascending.</param>
/// <param name="Seats">How many are elected.</param>
/// <param name="Choices">The ballot, ascending.</param>
public sealed record ElectoralDistrict(string Code, IReadOnlyList<RegionCode> Regions, int Seats, IReadOnlyList<Choice> Choices)
{
    /// <summary>The choices that do not stand from the beginning, by what they are.</summary>
    public IReadOnlyDictionary<Choice, CandidateStatus> Statuses { get; init; } = new Dictionary<Choice, CandidateStatus>();

    /// <summary>What the election begins with.</summary>
    public CandidateStatus StatusOf(Choice choice) => Statuses.GetValueOrDefault(choice);

    /// <summary>Position of a choice on the ballot, or -1.</summary>
    public int IndexOf(Choice choice)
    {
        for (var i = 0; i < Choices.Count; i++)
        {
            if (Choices[i] == choice)
            {
                return i;
            }
        }

        return -1;
    }
}
