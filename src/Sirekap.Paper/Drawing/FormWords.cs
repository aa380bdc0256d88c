using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// What stands on a station's own sheets, from the election's names. Forms are printed in Indonesian, the language they are filled in.
/// </summary>
/// <param name="names">Of the election.</param>
/// <param name="contest">The contest.</param>
/// <param name="district">The station's electoral district, whose ballot it is.</param>
/// <param name="station">The station.</param>
public sealed class FormWords(ElectionNames names, Contest contest, ElectoralDistrict district, RegionCode station)
{
    // What each figure counts (domain: C.HASIL), by its place on the paper without L, P, J.
    private static readonly Dictionary<string, string> Counts = new(StringComparer.Ordinal)
    {
        ["I.A"] = "Pemilih dalam DPT",
        ["I.B.1"] = "Memilih, dari DPT",
        ["I.B.2"] = "Memilih, dari DPTb (pindahan)",
        ["I.B.3"] = "Memilih, dari DPK",
        ["I.B.4"] = "Semua yang memilih (1 + 2 + 3)",
        ["II.1"] = "Surat suara diterima",
        ["II.2"] = "digunakan",
        ["II.3"] = "rusak atau keliru coblos",
        ["II.4"] = "tidak digunakan",
        ["III"] = "Pemilih disabilitas yang memilih",
        ["V.A"] = "Suara sah: jumlah IV",
        ["V.B"] = "Suara tidak sah",
        ["V.C"] = "Semua suara, A + B",
    };

    /// <summary>The form that this station fills: of a contest of parties, with the pages of those that stand here.</summary>
    public FormLayout Of(FormLayout layout) => PartyPages.Of(layout, Parties().ToHashSet());

    /// <summary>The parties on the ballot; none in a contest of tickets.</summary>
    public IReadOnlyList<int> Parties() =>
        contest.Kind == ContestKind.Parties
            ? [.. district.Choices.Where(choice => choice.Candidate == 0).Select(choice => choice.Number)]
            : [];

    /// <summary>Why this ballot does not fit this layout, or null.</summary>
    public string? Misfit(FormLayout layout)
    {
        var places = layout.Pages.SelectMany(page => page.Numbers).Select(number => number.Name).ToHashSet(StringComparer.Ordinal);
        return district
            .Choices.Where(choice => !places.Contains(NameOf(choice)))
            .Select(choice => $"district {district.Code}: form {layout.Name} has no place for choice {choice}")
            .FirstOrDefault();
    }

    /// <summary>The words of one page.</summary>
    /// <param name="page">One of the form's.</param>
    /// <param name="seal">The text of its QR code.</param>
    public PageWords For(PageLayout page, string? seal)
    {
        var labels = page.Numbers.ToDictionary(number => number.Name, number => Label(number.Name), StringComparer.Ordinal);
        var chosen = district.Choices.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var unused = page
            .Numbers.Select(number => number.Name)
            .Where(name => IsChoice(name) && !chosen.Contains(name))
            .ToHashSet(StringComparer.Ordinal);
        return new PageWords(Title(page), Place(), labels, seal, unused);
    }

    /// <summary>Every text that would be printed, in the order of the pages.</summary>
    public IEnumerable<string> Texts(FormLayout layout) =>
        Of(layout)
            .Pages.Select(page => For(page, seal: null))
            .SelectMany(words => words.Lines.Prepend(words.Title).Concat(words.Labels.Values.SelectMany(lines => lines)));

    private string Title(PageLayout page) =>
        PartyPages.PartyOf(page) is { } party
            ? $"{party}. {names.ChoiceName(contest.Code, district.Code, new Choice(party))}"
            : names.ContestTitle(contest.Code).Indonesian;

    private List<string> Place()
    {
        var lines = new List<string> { names.Title.Indonesian };
        if (contest.Districts.Count > 1)
        {
            lines.Add($"Daerah pemilihan {names.DistrictName(contest.Code, district.Code)}");
        }

        lines.Add($"{names.RegionName(station.At(Level.Province))}, {names.RegionName(station.At(Level.Regency))}");
        lines.Add($"{names.RegionName(station.At(Level.District))}, {names.RegionName(station.At(Level.Village))}");
        lines.Add($"{names.StationName(station)}  [{station}]");
        return lines;
    }

    private IReadOnlyList<string> Label(string name)
    {
        if (Counts.TryGetValue(name, out var count))
        {
            return [name, count];
        }

        if (name[^1] is 'L' or 'P' or 'J' && Counts.TryGetValue(name[..^2], out count))
        {
            return name[^1] switch
            {
                'L' => [$"{name[..^2]}  {count}", "L  laki-laki"],
                'P' => ["P  perempuan"],
                _ => ["J  jumlah L + P"],
            };
        }

        if (name.StartsWith("IV.", StringComparison.Ordinal))
        {
            return [name, Choice(name[3..])];
        }

        return name.EndsWith(".S", StringComparison.Ordinal) ? [name, "Jumlah suara sah", "partai dan semua calon"]
            : name.Split('.') is [_, var candidate] ? [$"{name}  calon nomor {candidate}", Choice(name[1..])]
            : [$"{name}  suara partai", Choice(name[1..])];
    }

    private string Choice(string number) =>
        district.Choices.Any(choice => choice.ToString() == number)
            ? names.ChoiceName(contest.Code, district.Code, district.Choices.First(choice => choice.ToString() == number))
            : "(tidak ada)";

    private string NameOf(Choice choice) => contest.Kind == ContestKind.Parties ? $"P{choice}" : $"IV.{choice}";

    private static bool IsChoice(string name) =>
        name.StartsWith("IV.", StringComparison.Ordinal) || (name[0] == 'P' && !name.EndsWith(".S", StringComparison.Ordinal));
}
