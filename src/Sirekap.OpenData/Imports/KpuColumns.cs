using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// How KPU calls what it publishes of a station, and how tables made of it do: l (laki-laki) men, p (perempuan) women, j (jumlah) both.
/// Names are compared as <see cref="ColumnName"/> makes them; a table of our own (its heading in English) comes back by the same names.
/// </summary>
internal static class KpuColumns
{
    public const string Station = "kode";
    public const string Time = "ts";
    public const string Poll = "psu";

    /// <summary>In a table of our own the last columns of each row: of when it is; a copy's, of when its source was.</summary>
    public const string Citation = "waktu_time",
        SourceCitation = "waktu_sumber_source_time";

    /// <summary>In a table of our own: which contest it is of, and of what kind the election.</summary>
    public const string Contest = "contest",
        Kind = "jenis_kind";

    public const string VotesPrefix = "paslon_";

    /// <summary>
    /// What a column's name ends with whose times are UTC without saying so, as those of a workbook of our own: there a time is a number.
    /// </summary>
    private const string Utc = "_(utc)";

    /// <summary>Columns with a meaning that no form has: KPU's, then those of our own tables.</summary>
    private static readonly string[] Idle =
    [
        "jenis",
        "n_images",
        "mode",
        "status_suara",
        "status_adm",
        "chart_null",
        "name",
        "province",
        "regency",
        "district",
        "village",
        "electoral_district",
        "class",
        "entry",
        "failing",
        "changes",
        "photos",
        "method",
        "n",
    ];

    /// <summary>Other names of the same things; the first that a header has is taken.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["kode_tps"] = Station,
        ["tps_kode"] = Station,
        ["kd_tps"] = Station,
        ["station"] = Station,
        ["station_code"] = Station,
        ["timestamp"] = Time,
        ["waktu"] = Time,
        ["dated"] = Time,
        ["poll"] = Poll,
    };

    private static readonly string[] VotePrefixes = ["paslon", "suara_paslon", "votes", "suara_pasangan_calon", "pasangan_calon"];

    /// <summary>
    /// Each count that KPU publishes. Ballots (II) and disability (III) are not among them, and come from tables of our own.
    /// </summary>
    public static IReadOnlyDictionary<string, Field> Counts { get; } = MakeCounts();

    /// <summary>What a name means: one of the constants, a count, <c>paslon_3</c>; the name itself where it means nothing.</summary>
    public static string Meaning(string name)
    {
        var plain = name.StartsWith("administrasi_", StringComparison.Ordinal) ? name["administrasi_".Length..] : name;
        plain = IsUtc(plain) ? plain[..^Utc.Length] : plain;
        if (Aliases.TryGetValue(plain, out var other))
        {
            return other;
        }

        return ChoiceOf(plain) is > 0 and var choice ? $"{VotesPrefix}{choice}" : plain;
    }

    /// <summary>Whether a column says by its name that its times are UTC.</summary>
    public static bool IsUtc(string name) => name.EndsWith(Utc, StringComparison.Ordinal);

    /// <summary>Whether a name, as <see cref="Meaning"/> gives it, means anything here.</summary>
    public static bool IsKnown(string meaning) =>
        meaning is Station or Time or Poll or Citation or SourceCitation or Contest or Kind
        || Counts.ContainsKey(meaning)
        || Idle.Contains(meaning)
        || ChoiceOf(meaning) > 0;

    /// <summary>Names that a typing error may be near to.</summary>
    public static IEnumerable<string> Names => Counts.Keys.Append(Station).Append(Time).Append(Poll);

    /// <summary>3 for paslon_3, suara_paslon_03 and votes_3, for KPU's id of the third pair of 2024 too; 0 for anything else.</summary>
    public static int ChoiceOf(string name)
    {
        var end = name.Length;
        while (end > 0 && char.IsAsciiDigit(name[end - 1]))
        {
            end--;
        }

        var digits = name.AsSpan(end).TrimStart('0');
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return 0;
        }

        var before = name[..end].TrimEnd('_');
        if (before is "" or "chart")
        {
            return KpuChoiceIds.President2024.ToList().IndexOf(digits.ToString()) + 1;
        }

        return VotePrefixes.Contains(before) && number <= Choice.Largest ? number : 0;
    }

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

        for (var field = Field.RollMen; field <= Field.AllVotes; field++)
        {
            counts[field.ToString().ToLowerInvariant()] = field;
        }

        return counts;
    }
}
