using Sirekap.Elections.Contests;

namespace Sirekap.Simulation.Nights;

/// <summary>Invented names of candidates: common given names, and family names that are put together and nobody's.</summary>
internal sealed class PeopleNames
{
    private static readonly string[] Given =
    [
        "Arya",
        "Retno",
        "Yonas",
        "Dewi",
        "Made",
        "Siti",
        "Togar",
        "Wulan",
        "Lukas",
        "Fatimah",
        "Gilang",
        "Bonar",
        "Nyoman",
        "Zulfan",
        "Kinanti",
        "Paulus",
        "Halimah",
        "Joko",
        "Melur",
        "Daud",
        "Sri",
        "Ratna",
        "Imam",
        "Esther",
        "Rizky",
        "Ayu",
        "Hendra",
        "Putri",
        "Abner",
        "Larasati",
        "Yosef",
        "Bimasakti",
        "Sekar",
        "Hasan",
        "Intan",
        "Maria",
        "Ketut",
        "Nurul",
        "Agus",
        "Yuliana",
        "Rahmat",
        "Sinta",
        "Anton",
        "Meutia",
        "Teuku",
        "Cut",
        "Markus",
        "Wayan",
    ];

    private static readonly string[] Begin =
    [
        "Wira",
        "Adi",
        "Tirta",
        "Kusuma",
        "Tuleh",
        "Lintang",
        "Taruma",
        "Segara",
        "Mangga",
        "Wairat",
        "Ambar",
        "Kerta",
        "Rahma",
        "Sima",
        "Purna",
        "Mano",
        "Sura",
        "Huta",
        "Suka",
        "Hara",
        "Laras",
        "Reny",
        "Tusy",
        "Andala",
        "Kalu",
        "Widu",
        "Galuh",
        "Surya",
        "Loko",
        "Pelaut",
        "Nirma",
        "Wenda",
    ];

    private static readonly string[] End =
    [
        "buana",
        "raga",
        "wangi",
        "jati",
        "huru",
        "sari",
        "karsa",
        "wati",
        "la",
        "ata",
        "negara",
        "niar",
        "ngun",
        "masari",
        "bi",
        "dera",
        "bayu",
        "wana",
        "hapan",
        "jiwa",
        "aan",
        "firah",
        "sia",
        "ara",
        "ri",
        "praja",
        "bal",
        "utama",
        "lawati",
        "raya",
        "putra",
        "lani",
    ];

    /// <summary>The given names that women bear; the others are men's.</summary>
    private static readonly string[] OfWomen =
    [
        "Retno",
        "Dewi",
        "Siti",
        "Wulan",
        "Fatimah",
        "Kinanti",
        "Halimah",
        "Melur",
        "Sri",
        "Ratna",
        "Esther",
        "Ayu",
        "Putri",
        "Larasati",
        "Sekar",
        "Intan",
        "Maria",
        "Nurul",
        "Yuliana",
        "Sinta",
        "Meutia",
        "Cut",
    ];

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The sex of who bears a name that was drawn.</summary>
    public static CandidateSex SexOf(string name) => OfWomen.Contains(name.Split(' ')[0]) ? CandidateSex.Woman : CandidateSex.Man;

    /// <summary>A name that this instance has not given yet.</summary>
    public string Draw(ref Draws draws)
    {
        while (true)
        {
            var given = Given[draws.Below(Given.Length)];
            var name = $"{given} {Begin[draws.Below(Begin.Length)]}{End[draws.Below(End.Length)]}";
            if (_taken.Add(name))
            {
                return name;
            }
        }
    }
}
