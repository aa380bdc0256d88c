using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Contests;

/// <summary>One contest of every kind that Indonesia votes on, small.</summary>
internal static class MadeElections
{
    public static Contest Ppwp { get; } = new("ppwp", ContestKind.Tickets, [District("0", ["0"], 1, Numbers(3))]);

    /// <summary>Dapil are groups of regencies, and their codes look like regencies' codes and are none: 1102 lies in dapil 1101.</summary>
    public static Contest Pdpr { get; } =
        new(
            "pdpr",
            ContestKind.Parties,
            [
                District("1101", ["1102", "1103", "99"], 7, Lists((1, 3), (2, 2), (4, 0))),
                District("1102", ["1101", "1104"], 6, Lists((1, 2), (3, 4), (4, 1))),
            ]
        );

    /// <summary>Persons by province; numbers have gaps where somebody was struck off.</summary>
    public static Contest Pdpd { get; } =
        new(
            "pdpd",
            ContestKind.Individuals,
            [District("11", ["11"], 4, [new Choice(1), new Choice(2), new Choice(5)]), District("12", ["12"], 4, Numbers(7))]
        );

    /// <summary>Dapil of a regency's council are groups of districts; local parties stand in one only (UU 11/2006, Aceh).</summary>
    public static Contest Pdprdk { get; } =
        new(
            "pdprdk",
            ContestKind.Parties,
            [District("110101", ["110101", "110103"], 10, Lists((1, 2), (18, 5))), District("110102", ["110102"], 8, Lists((1, 8)))]
        );

    /// <summary>Regents and mayors: tickets of their own in every regency.</summary>
    public static Contest Pkwkk { get; } =
        new("pkwkk", ContestKind.Tickets, [District("1101", ["1101"], 1, Numbers(2)), District("1102", ["1102"], 1, Numbers(4))]);

    public static ElectionStructure All { get; } = new(Limits.Of2024, [Ppwp, Pdpr, Pdpd, Pdprdk, Pkwkk]);

    public static ElectoralDistrict District(string code, string[] regions, int seats, IReadOnlyList<Choice> choices) =>
        new(code, [.. regions.Select(RegionCode.Parse)], seats, choices);

    public static Choice[] Numbers(int count) => [.. Enumerable.Range(1, count).Select(n => new Choice(n))];

    public static Choice[] Lists(params (int Party, int Candidates)[] parties) =>
        [.. parties.SelectMany(p => Enumerable.Range(0, p.Candidates + 1).Select(c => new Choice(p.Party, c)))];
}
