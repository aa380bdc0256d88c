namespace Sirekap.Simulation.Nights;

/// <summary>A province as it was in 2024, or overseas: code, name and size (KPU's region list).</summary>
/// <param name="Code">Two characters.</param>
/// <param name="Name">Its name as KPU writes it.</param>
/// <param name="Stations">Stations in 2024.</param>
/// <param name="Regencies">Regencies and cities; overseas the committees (PPLN).</param>
/// <param name="Districts">Districts.</param>
/// <param name="Villages">Villages.</param>
/// <param name="House">Electoral districts of the DPR.</param>
/// <param name="ProvinceCouncil">Electoral districts of the province's council (DPRD provinsi).</param>
/// <param name="RegencyCouncils">Electoral districts of its regencies' councils (DPRD kabupaten/kota).</param>
internal sealed record Province(
    string Code,
    string Name,
    int Stations,
    int Regencies,
    int Districts,
    int Villages,
    int House,
    int ProvinceCouncil,
    int RegencyCouncils
)
{
    public const string OverseasCode = "99";

    /// <summary>The 38 provinces and overseas; 823,236 stations.</summary>
    public static IReadOnlyList<Province> All { get; } =
    [
        new("11", "ACEH", 16046, 23, 290, 6499, 2, 10, 100),
        new("12", "SUMATERA UTARA", 45875, 33, 455, 6110, 3, 12, 145),
        new("13", "SUMATERA BARAT", 17569, 19, 179, 1265, 2, 8, 75),
        new("14", "RIAU", 19366, 12, 172, 1862, 2, 8, 65),
        new("15", "JAMBI", 11160, 11, 144, 1585, 1, 6, 47),
        new("16", "SUMATERA SELATAN", 25985, 17, 241, 3249, 2, 10, 88),
        new("17", "BENGKULU", 6210, 10, 129, 1513, 1, 7, 36),
        new("18", "LAMPUNG", 25825, 15, 229, 2651, 2, 8, 84),
        new("19", "KEPULAUAN BANGKA BELITUNG", 4116, 7, 47, 393, 1, 6, 27),
        new("21", "KEPULAUAN RIAU", 5914, 7, 80, 419, 1, 7, 28),
        new("31", "DKI JAKARTA", 30766, 6, 44, 267, 3, 10, 0),
        new("32", "JAWA BARAT", 140457, 27, 627, 5957, 11, 15, 153),
        new("33", "JAWA TENGAH", 117299, 35, 576, 8563, 10, 13, 186),
        new("34", "DAERAH ISTIMEWA YOGYAKARTA", 11932, 5, 78, 438, 1, 7, 27),
        new("35", "JAWA TIMUR", 120666, 38, 666, 8494, 11, 14, 216),
        new("36", "BANTEN", 33324, 8, 155, 1552, 3, 12, 44),
        new("51", "BALI", 12809, 9, 57, 716, 1, 9, 51),
        new("52", "NUSA TENGGARA BARAT", 16243, 10, 117, 1166, 2, 8, 50),
        new("53", "NUSA TENGGARA TIMUR", 16746, 22, 315, 3442, 2, 8, 93),
        new("61", "KALIMANTAN BARAT", 17626, 14, 174, 2145, 2, 8, 70),
        new("62", "KALIMANTAN TENGAH", 7830, 14, 136, 1571, 1, 5, 48),
        new("63", "KALIMANTAN SELATAN", 13584, 13, 156, 2016, 2, 7, 53),
        new("64", "KALIMANTAN TIMUR", 11441, 10, 105, 1038, 1, 6, 42),
        new("65", "KALIMANTAN UTARA", 2295, 5, 55, 482, 1, 4, 15),
        new("71", "SULAWESI UTARA", 8240, 15, 171, 1839, 1, 6, 60),
        new("72", "SULAWESI TENGAH", 9462, 13, 175, 2017, 1, 7, 51),
        new("73", "SULAWESI SELATAN", 26357, 24, 313, 3059, 3, 11, 122),
        new("74", "SULAWESI TENGGARA", 8154, 17, 221, 2285, 1, 6, 71),
        new("75", "GORONTALO", 3539, 6, 77, 729, 1, 6, 28),
        new("76", "SULAWESI BARAT", 4219, 6, 69, 648, 1, 7, 23),
        new("81", "MALUKU", 5622, 11, 118, 1234, 1, 7, 39),
        new("82", "MALUKU UTARA", 4192, 10, 118, 1185, 1, 5, 33),
        new("91", "PAPUA", 3109, 9, 105, 993, 1, 7, 34),
        new("92", "PAPUA BARAT", 1923, 7, 86, 824, 1, 5, 22),
        new("93", "PAPUA SELATAN", 1770, 4, 82, 690, 1, 5, 17),
        new("94", "PAPUA TENGAH", 4484, 8, 131, 1197, 1, 8, 30),
        new("95", "PAPUA PEGUNUNGAN", 5850, 8, 252, 2625, 1, 7, 30),
        new("96", "PAPUA BARAT DAYA", 2156, 6, 132, 1013, 1, 6, 22),
        new("99", "LUAR NEGERI", 3075, 128, 128, 128, 0, 0, 0),
    ];

    public bool IsOverseas => Code == OverseasCode;
}
