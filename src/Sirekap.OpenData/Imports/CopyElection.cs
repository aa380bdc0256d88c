using System.Globalization;
using Sirekap.Elections;
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

    /// <summary>
    /// Voting day of 2024, when the first figures came, and the day on which those elected took office: no row of that count was dated
    /// before or after.
    /// </summary>
    private static readonly (DateTimeOffset From, DateTimeOffset To) Count2024 = (
        new(2024, 2, 14, 0, 0, 0, TimeSpan.FromHours(7)),
        new(2024, 10, 20, 0, 0, 0, TimeSpan.FromHours(7))
    );

    /// <summary>
    /// Why a feed cannot be taken for the presidential count of 2024, or null: three pairs, and times within that count. What a table is of
    /// stands nowhere in it; whatever has other pairs or times is of something else, and a person says what it is.
    /// </summary>
    public static string? OtherThan2024(DatedFeed dated)
    {
        var (feed, taken) = dated;
        if (!feed.Choices.SequenceEqual(Enumerable.Range(1, Pairs2024.Length)))
        {
            return $"its choices are {string.Join(", ", feed.Choices)}, and the ballot for president of 2024 had 1, 2, 3";
        }

        return feed.Newest is not null || IsOf2024(taken)
            ? RowOutside2024(dated)
            : $"it is of {taken}, and the presidential count of 2024 was from {Span}";
    }

    /// <summary>
    /// The first row that is outside the presidential count of 2024, or null: by its own time, or by its snapshot's where it has none.
    /// </summary>
    public static string? RowOutside2024(DatedFeed dated) =>
        dated.Feed.Rows.FirstOrDefault(row => !IsOf2024(row.Source.Dated ?? dated.Taken)) is { } other
            ? $"the row of {other.Station} ({other.File}:{other.Line}) is dated "
                + $"{other.Source.Dated?.ToString() ?? $"{dated.Taken} with its whole file"}, "
                + $"and the presidential count of 2024 was from {Span}"
            : null;

    /// <summary>Whether an election's names say that it is the presidential one of 2024.</summary>
    public static bool Is2024(ElectionNames names, string contest) =>
        names.Contests.TryGetValue(contest, out var its)
        && Enumerable.Range(1, Pairs2024.Length).All(number => its.Choices.GetValueOrDefault(Number(number)) == Pairs2024[number - 1]);

    private static string Span => $"{Count2024.From:yyyy-MM-dd} to {Count2024.To:yyyy-MM-dd}";

    private static bool IsOf2024(Timestamp time) => time.ToDateTimeOffset() is var at && at >= Count2024.From && at < Count2024.To;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

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
        var structure = new ElectionStructure(
            Limits.Of2024,
            [new Contest(FeedScope.President, ContestKind.Tickets, [district], ContestRule.President)]
        );
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
        choices.SequenceEqual(Enumerable.Range(1, Pairs2024.Length)) ? choices.ToDictionary(Number, number => Pairs2024[number - 1]) : [];
}
