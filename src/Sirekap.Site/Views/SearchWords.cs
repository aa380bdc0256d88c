using System.Collections.Frozen;
using System.Text;

namespace Sirekap.Site.Views;

/// <summary>
/// Words of names and of queries in one spelling: capitals without signs, the letters of Indonesian as they are written since 1972 (EYD),
/// and the short names that people use for provinces, cities and levels.
/// </summary>
internal static class SearchWords
{
    /// <summary>Words that say a level, and are in no name.</summary>
    private static readonly FrozenSet<string> Levels = FrozenSet.Create(
        StringComparer.Ordinal,
        "KELURAHAN KEL KALURAHAN DESA DS KECAMATAN KEC KABUPATEN KAB PROVINSI PROPINSI PROV NO NOMOR".Split(' ')
    );

    /// <summary>Of a level or of a name: KOTA BANDUNG, but also KOTA BARU. They count where they find something.</summary>
    private static readonly FrozenSet<string> Perhaps = FrozenSet.Create(
        StringComparer.Ordinal,
        "KOTA KOTAMADYA ADM ADMINISTRASI KAMPUNG GAMPONG NAGARI DUSUN KAPANEWON KEMANTREN DISTRIK DAERAH ISTIMEWA KHUSUS IBUKOTA DI".Split(
            ' '
        )
    );

    /// <summary>What people say and write; in the spelling of <see cref="Spelled"/>.</summary>
    private static readonly FrozenDictionary<string, string> Short = (
        "DKI=JAKARTA;JAKPUS=JAKARTA PUSAT;JAKSEL=JAKARTA SELATAN;JAKBAR=JAKARTA BARAT;JAKTIM=JAKARTA TIMUR;JAKUT=JAKARTA UTARA;JKT=JAKARTA;"
        + "JABAR=JAWA BARAT;JATENG=JAWA TENGAH;JATIM=JAWA TIMUR;DIY=YOGYAKARTA;JOGJA=YOGYAKARTA;JOGJAKARTA=YOGYAKARTA;YOGYA=YOGYAKARTA;"
        + "JOGYA=YOGYAKARTA;JOGYAKARTA=YOGYAKARTA;SUMUT=SUMATERA UTARA;SUMBAR=SUMATERA BARAT;SUMSEL=SUMATERA SELATAN;SUMATRA=SUMATERA;"
        + "KEPRI=KEPULAUAN RIAU;BABEL=BANGKA BELITUNG;NTB=NUSA TENGGARA BARAT;NTT=NUSA TENGGARA TIMUR;KALBAR=KALIMANTAN BARAT;"
        + "KALTENG=KALIMANTAN TENGAH;KALSEL=KALIMANTAN SELATAN;KALTIM=KALIMANTAN TIMUR;KALTARA=KALIMANTAN UTARA;SULUT=SULAWESI UTARA;"
        + "SULTENG=SULAWESI TENGAH;SULSEL=SULAWESI SELATAN;SULTRA=SULAWESI TENGGARA;SULBAR=SULAWESI BARAT;MALUT=MALUKU UTARA;"
        + "TANGSEL=TANGERANG SELATAN;BDG=BANDUNG;SBY=SURABAYA;SMG=SEMARANG;MDN=MEDAN;MKS=MAKASSAR;MAKASAR=MAKASSAR;BGR=BOGOR;"
        + "TGR=TANGERANG;KEP=KEPULAUAN;GN=GUNUNG;GNG=GUNUNG;TJ=TANJUNG;TG=TANJUNG;TJG=TANJUNG;SEI=SUNGAI;BT=BATU"
    )
        .Split(';')
        .Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Letters of the spellings before 1972 (van Ophuijsen's and Soewandi's), the longest first.</summary>
    private static readonly (string Old, string New)[] Letters =
    [
        ("TJ", "C"),
        ("DJ", "J"),
        ("NJ", "NY"),
        ("SJ", "SY"),
        ("CH", "KH"),
        ("OE", "U"),
    ];

    /// <summary>The words of a name.</summary>
    public static IEnumerable<string> OfName(string name) => Split(name).Select(Spelled);

    /// <summary>The words of a name without those that say a level: what is left is what people call the place.</summary>
    public static IEnumerable<string> CallName(string name) =>
        Split(name).Where(word => !Levels.Contains(word) && !Perhaps.Contains(word)).Select(Spelled);

    /// <summary>The words of a query without those that may say a level.</summary>
    public static List<string> WithoutLevels(List<string> words) => [.. words.Where(word => !Perhaps.Contains(word))];

    /// <summary>The words of a query: short names written out, words of levels left out.</summary>
    public static IEnumerable<string> OfQuery(string query) =>
        Split(query)
            .Where(word => !Levels.Contains(word))
            .SelectMany(word => Short.TryGetValue(word, out var whole) ? whole.Split(' ') : [word])
            .Select(Spelled);

    /// <summary>Words in capitals, without signs; KPU writes names in ASCII.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToUpperInvariant(c));
            }
            else if (c is not '\'' && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    /// <summary>A word as it would be written today.</summary>
    private static string Spelled(string word)
    {
        foreach (var (old, today) in Letters)
        {
            word = word.Replace(old, today, StringComparison.Ordinal);
        }

        return word;
    }

    /// <summary>
    /// Whether one word is the other but for a slip: a letter more, less, other, or two that changed places; in a long word two slips.
    /// </summary>
    public static bool IsSlip(string typed, string word)
    {
        // In a short word a slip makes another word; in a long one two are common.
        var most =
            typed.Length < 4 ? 0
            : typed.Length < 8 ? 1
            : 2;
        return most > 0 && Math.Abs(typed.Length - word.Length) <= most && Slips(typed, word, most) <= most;
    }

    /// <summary>How many slips lie between two words (optimal string alignment); beyond most it may say too few.</summary>
    private static int Slips(string left, string right, int most)
    {
        Span<int> twoUp = stackalloc int[right.Length + 1];
        Span<int> up = stackalloc int[right.Length + 1];
        Span<int> row = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            up[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = up[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(up[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], twoUp[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > most)
            {
                return least;
            }

            up.CopyTo(twoUp);
            row.CopyTo(up);
        }

        return up[right.Length];
    }
}
