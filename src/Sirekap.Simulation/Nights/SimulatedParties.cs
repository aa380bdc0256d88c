using System.Globalization;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>An invented party.</summary>
/// <param name="Number">Its number on every ballot.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lean">Its weight among the nation's votes.</param>
internal sealed record SimulatedParty(int Number, string Name, double Lean)
{
    /// <summary>A party of this weight, or more, has as many candidates as there are seats nearly everywhere.</summary>
    private const double Strong = 0.03;

    /// <summary>How many candidates it has: a weak party has a short list, now and then none.</summary>
    public int CandidatesFor(int seats, ref Draws draws) => draws.Chance(Lean >= Strong ? 0.97 : 0.7) ? seats : draws.Below(seats + 1);
}

/// <summary>
/// Eighteen parties of the nation, and in Aceh six local ones, which stand for its councils alone (UU 11/2006 Art. 80, verify); numbered as
/// in 2024.
/// </summary>
internal static class SimulatedParties
{
    private const string Aceh = "11";

    /// <summary>Numbers of Aceh's local parties in 2024.</summary>
    private const int FirstLocal = 18;

    /// <summary>The same, the last.</summary>
    private const int LastLocal = 23;

    private static readonly SimulatedParty[] All =
    [
        new(1, "Partai Lumbung Desa", 0.106),
        new(2, "Partai Layar Terkembang", 0.132),
        new(3, "Partai Cahaya Khatulistiwa", 0.167),
        new(4, "Partai Padi Menguning", 0.153),
        new(5, "Partai Jembatan Harapan", 0.097),
        new(6, "Partai Pelita Kampung", 0.006),
        new(7, "Partai Tunas Mekar", 0.008),
        new(8, "Partai Rumah Panggung", 0.084),
        new(9, "Partai Mata Air", 0.003),
        new(10, "Partai Anyaman Bambu", 0.007),
        new(11, "Partai Genderang Pagi", 0.003),
        new(12, "Partai Ombak Selatan", 0.072),
        new(13, "Partai Sabana Luas", 0.003),
        new(14, "Partai Benang Merah", 0.074),
        new(15, "Partai Kincir Angin", 0.028),
        new(16, "Partai Perahu Bersama", 0.013),
        new(17, "Partai Tangga Langit", 0.039),
        new(18, "Partai Seulanga Damai", 0.05),
        new(19, "Partai Pinto Terbuka", 0.03),
        new(20, "Partai Krueng Makmur", 0.19),
        new(21, "Partai Laot Bersatu", 0.06),
        new(22, "Partai Gampong Sejahtera", 0.03),
        new(23, "Partai Meudelat", 0.02),
        new(24, "Partai Hutan Lestari", 0.004),
    ];

    /// <summary>Names by number.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } =
        All.ToDictionary(party => party.Number.ToString(CultureInfo.InvariantCulture), party => party.Name, StringComparer.Ordinal);

    /// <summary>The parties on a ballot, in its order.</summary>
    public static IEnumerable<SimulatedParty> On(string contest, RegionCode district) =>
        All.Where(party => party.Number is < FirstLocal or > LastLocal || (contest != "pdpr" && IsInAceh(district)));

    /// <summary>A party's weight among the nation's votes.</summary>
    public static double LeanOf(int number) => All[number - 1].Lean;

    private static bool IsInAceh(RegionCode region) => region.At(Level.Province) == RegionCode.Parse(Aceh);
}
