namespace Sirekap.Cli.Tests;

/// <summary>Small tables in the shape of the data pack.</summary>
internal static class MadeFeed
{
    public const string Header =
        "kode,jenis,paslon_1,paslon_2,paslon_3,pemilih_dpt_j,pemilih_dpt_l,pemilih_dpt_p,pengguna_dpt_j,pengguna_dpt_l,pengguna_dpt_p,"
        + "pengguna_dptb_j,pengguna_dptb_l,pengguna_dptb_p,pengguna_non_dpt_j,pengguna_non_dpt_l,pengguna_non_dpt_p,"
        + "pengguna_total_j,pengguna_total_l,pengguna_total_p,"
        + "suara_sah,suara_tidak_sah,suara_total,ts,n_images";

    /// <summary>Six stations and a special one of a village in Jakarta, two of one in Aceh.</summary>
    public const string Regions = """
        kode,tingkat,nama,kode_induk,tps
        31,1,DKI JAKARTA,,
        3171,2,KOTA PERTAMA,31,
        317101,3,KECAMATAN PERTAMA,3171,
        3171011001,4,KELURAHAN PERTAMA,317101,1-6;901
        11,1,ACEH,,
        1101,2,KABUPATEN KEDUA,11,
        110101,3,KECAMATAN KEDUA,1101,
        1101012001,4,DESA KEDUA,110101,1-2

        """;

    public const string Early = "2024-02-19 10:00:00";
    public const string Late = "2024-03-04 04:00:00";

    public static string Jakarta(int station) => $"3171011001{station:000}";

    public static string Aceh(int station) => $"1101012001{station:000}";

    public static string Table(params string[] rows) => $"{Header}\n{string.Concat(rows.Select(row => row + "\n"))}";

    /// <summary>A form that agrees with itself, unless <paramref name="valid"/> says otherwise.</summary>
    public static string Row(string station, int first, int second, int third, string time, int invalid = 2, int? valid = null)
    {
        var sum = first + second + third;
        var all = (valid ?? sum) + invalid;
        var (men, women) = (all / 2, all - (all / 2));
        return $"{station},tps,{first},{second},{third},280,140,140,{all},{men},{women},0,0,0,0,0,0,{all},{men},{women},{valid ?? sum},"
            + $"{invalid},{all},{time},3";
    }

    /// <summary>Votes and no counts: nobody can check them.</summary>
    public static string VotesOnly(string station, string first, string second, string third, string time) =>
        $"{station},tps,{first},{second},{third},,,,,,,,,,,,,,,,,,,{time},1";

    public static string Nothing(string station, string time) => VotesOnly(station, "", "", "", time);
}
