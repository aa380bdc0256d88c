using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// How KPU calls the counts; the same in its JSON and in tables made of it: l (laki-laki) men, p (perempuan) women, j (jumlah) both.
/// </summary>
internal static class KpuColumns
{
    public const string Station = "kode";
    public const string Time = "ts";
    public const string VotesPrefix = "paslon_";

    /// <summary>Columns with a meaning that no form has: the kind of station overseas, the number of photos.</summary>
    public static IReadOnlyList<string> Idle { get; } = ["jenis", "n_images"];

    /// <summary>Each count that KPU publishes. Ballots (II) and disability (III) are not among them.</summary>
    public static IReadOnlyDictionary<string, Field> Counts { get; } = MakeCounts();

    private static Dictionary<string, Field> MakeCounts()
    {
        var counts = new Dictionary<string, Field>(StringComparer.Ordinal)
        {
            ["suara_sah"] = Field.Valid,
            ["suara_tidak_sah"] = Field.Invalid,
            ["suara_total"] = Field.AllVotes,
        };
        (string Name, Field First)[] groups =
        [
            ("pemilih_dpt", Field.RollMen),
            ("pengguna_dpt", Field.FromRollMen),
            ("pengguna_dptb", Field.TransferredMen),
            ("pengguna_non_dpt", Field.SameDayMen),
            ("pengguna_total", Field.VotersMen),
        ];
        foreach (var (name, first) in groups)
        {
            counts[$"{name}_l"] = first;
            counts[$"{name}_p"] = first.After(1);
            counts[$"{name}_j"] = first.After(2);
        }

        return counts;
    }
}
