using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// The election of kind copy that a first import begins: KPU's published presidential figures of 2024, station by station.
/// </summary>
public static class CopyElection
{
    /// <summary>The id unless another is given; salinan is copy.</summary>
    public const string DefaultId = "pemilu-2024-salinan";

    /// <summary>The pairs of 2024 in ballot order.</summary>
    private static readonly string[] Pairs2024 =
    [
        "Anies Rasyid Baswedan – Muhaimin Iskandar",
        "Prabowo Subianto – Gibran Rakabuming Raka",
        "Ganjar Pranowo – Mahfud MD",
    ];

    /// <summary>The ledger's origin unless another is given: nobody has published it yet.</summary>
    public static string DefaultOrigin(string id) => $"localhost/{id}";

    /// <param name="regions">Places and their names.</param>
    /// <param name="choices">The numbers on the ballot, as the feed has them (<see cref="Feed.Choices"/>).</param>
    /// <param name="id">The election's id.</param>
    /// <param name="origin">The ledger's origin.</param>
    public static ElectionDefinition Define(RegionsFile regions, IReadOnlyList<int> choices, string id = DefaultId, string? origin = null)
    {
        var district = new ElectoralDistrict(
            RegionCode.Nation.ToString(),
            [RegionCode.Nation],
            1,
            [.. choices.Select(number => new Choice(number))]
        );
        var structure = new ElectionStructure(Limits.Of2024, [new Contest(FeedScope.President, ContestKind.Tickets, [district])]);
        var contest = new ContestNames(
            new Bilingual("Presiden dan Wakil Presiden", "President and Vice President"),
            PairNames(choices),
            new Dictionary<string, string>(),
            new Dictionary<string, IReadOnlyDictionary<string, string>>()
        );
        var names = new ElectionNames(
            new Bilingual("Pemilu Presiden 2024: salinan data Sirekap KPU", "Presidential election 2024: copy of KPU's Sirekap data"),
            new Dictionary<string, ContestNames>(StringComparer.Ordinal) { [FeedScope.President] = contest },
            regions.Names,
            regions.StationNames
        );
        return new ElectionDefinition(id, origin ?? DefaultOrigin(id), ElectionKind.Copy, RuleSets.All[^1], structure, names);
    }

    /// <summary>The pairs' names where the ballot is that of 2024; else the numbers speak.</summary>
    private static Dictionary<string, string> PairNames(IReadOnlyList<int> choices) =>
        choices.SequenceEqual(Enumerable.Range(1, Pairs2024.Length))
            ? choices.ToDictionary(number => number.ToString(CultureInfo.InvariantCulture), number => Pairs2024[number - 1])
            : [];
}
