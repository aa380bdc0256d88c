namespace Sirekap.Simulation.Nights;

/// <summary>
/// Invented names of places, made of the words that Indonesian places are often named by; each differs from its siblings.
/// </summary>
internal sealed class InventedNames
{
    private static readonly string[] First =
    [
        "SUKA",
        "KARANG",
        "SUMBER",
        "TANJUNG",
        "MEKAR",
        "BUKIT",
        "PADANG",
        "TELUK",
        "PULAU",
        "LEMBAH",
        "RAWA",
        "WONO",
        "SIDO",
        "GUNUNG",
        "MUARA",
        "PASIR",
        "BATU",
        "LUBUK",
        "SUNGAI",
        "TALANG",
        "TIRTA",
        "BANJAR",
        "PONDOK",
        "KAMPUNG",
        "TEGAL",
        "ALAS",
        "PANDAN",
        "KELAPA",
        "RINGIN",
        "JATI",
        "CEMARA",
        "WARU",
    ];

    private static readonly string[] Second =
    [
        "JAYA",
        "MAJU",
        "MULYA",
        "SARI",
        "HARJO",
        "RAYA",
        "INDAH",
        "MAKMUR",
        "LESTARI",
        "PUTIH",
        "HITAM",
        "BARU",
        "LAMA",
        "AGUNG",
        "DAMAI",
        "SENTOSA",
        "REJO",
        "WANGI",
        "TENGAH",
        "TINGGI",
        "DALAM",
        "PANJANG",
        "KENCANA",
        "MUKTI",
        "ASRI",
        "SUBUR",
        "BAHAGIA",
        "HARAPAN",
        "PERMAI",
        "MANDIRI",
        "BERSATU",
        "SETIA",
    ];

    private static readonly string[] Side = ["BARAT", "TIMUR", "UTARA", "SELATAN", "HULU", "HILIR", "ATAS", "BAWAH"];

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A name that this instance has not given yet.</summary>
    public string Draw(ref Draws draws)
    {
        var name = $"{First[draws.Below(First.Length)]} {Second[draws.Below(Second.Length)]}";
        var tried = name;
        for (var number = 0; !_taken.Add(tried); number++)
        {
            tried = number < Side.Length ? $"{name} {Side[(draws.Below(Side.Length) + number) % Side.Length]}" : $"{name} {number}";
        }

        return tried;
    }
}
