namespace Sirekap.OpenData.Simulation;

/// <summary>A province as it was in 2024, or overseas: code, name and size (KPU's region list).</summary>
/// <param name="Code">Two characters.</param>
/// <param name="Name">Its name as KPU writes it.</param>
/// <param name="Stations">Stations in 2024.</param>
/// <param name="Regencies">Regencies and cities; overseas the committees (PPLN).</param>
/// <param name="Districts">Districts.</param>
/// <param name="Villages">Villages.</param>
internal sealed record Province(string Code, string Name, int Stations, int Regencies, int Districts, int Villages)
{
    public const string OverseasCode = "99";

    /// <summary>The 38 provinces and overseas; 823,236 stations.</summary>
    public static IReadOnlyList<Province> All { get; } =
    [
        new("11", "ACEH", 16046, 23, 290, 6499),
        new("12", "SUMATERA UTARA", 45875, 33, 455, 6110),
        new("13", "SUMATERA BARAT", 17569, 19, 179, 1265),
        new("14", "RIAU", 19366, 12, 172, 1862),
        new("15", "JAMBI", 11160, 11, 144, 1585),
        new("16", "SUMATERA SELATAN", 25985, 17, 241, 3249),
        new("17", "BENGKULU", 6210, 10, 129, 1513),
        new("18", "LAMPUNG", 25825, 15, 229, 2651),
        new("19", "KEPULAUAN BANGKA BELITUNG", 4116, 7, 47, 393),
        new("21", "KEPULAUAN RIAU", 5914, 7, 80, 419),
        new("31", "DKI JAKARTA", 30766, 6, 44, 267),
        new("32", "JAWA BARAT", 140457, 27, 627, 5957),
        new("33", "JAWA TENGAH", 117299, 35, 576, 8563),
        new("34", "DAERAH ISTIMEWA YOGYAKARTA", 11932, 5, 78, 438),
        new("35", "JAWA TIMUR", 120666, 38, 666, 8494),
        new("36", "BANTEN", 33324, 8, 155, 1552),
        new("51", "BALI", 12809, 9, 57, 716),
        new("52", "NUSA TENGGARA BARAT", 16243, 10, 117, 1166),
        new("53", "NUSA TENGGARA TIMUR", 16746, 22, 315, 3442),
        new("61", "KALIMANTAN BARAT", 17626, 14, 174, 2145),
        new("62", "KALIMANTAN TENGAH", 7830, 14, 136, 1571),
        new("63", "KALIMANTAN SELATAN", 13584, 13, 156, 2016),
        new("64", "KALIMANTAN TIMUR", 11441, 10, 105, 1038),
        new("65", "KALIMANTAN UTARA", 2295, 5, 55, 482),
        new("71", "SULAWESI UTARA", 8240, 15, 171, 1839),
        new("72", "SULAWESI TENGAH", 9462, 13, 175, 2017),
        new("73", "SULAWESI SELATAN", 26357, 24, 313, 3059),
        new("74", "SULAWESI TENGGARA", 8154, 17, 221, 2285),
        new("75", "GORONTALO", 3539, 6, 77, 729),
        new("76", "SULAWESI BARAT", 4219, 6, 69, 648),
        new("81", "MALUKU", 5622, 11, 118, 1234),
        new("82", "MALUKU UTARA", 4192, 10, 118, 1185),
        new("91", "PAPUA", 3109, 9, 105, 993),
        new("92", "PAPUA BARAT", 1923, 7, 86, 824),
        new("93", "PAPUA SELATAN", 1770, 4, 82, 690),
        new("94", "PAPUA TENGAH", 4484, 8, 131, 1197),
        new("95", "PAPUA PEGUNUNGAN", 5850, 8, 252, 2625),
        new("96", "PAPUA BARAT DAYA", 2156, 6, 132, 1013),
        new("99", "LUAR NEGERI", 3075, 128, 128, 128),
    ];

    public bool IsOverseas => Code == OverseasCode;
}
