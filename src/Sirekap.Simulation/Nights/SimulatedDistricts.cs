using System.Globalization;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>Where an electoral district lies, and how many are elected in it.</summary>
/// <param name="Code">Its code within the contest.</param>
/// <param name="Name">Its name.</param>
/// <param name="Regions">Its regions, ascending.</param>
/// <param name="Seats">How many are elected.</param>
internal sealed record DistrictPlace(string Code, string Name, IReadOnlyList<RegionCode> Regions, int Seats);

/// <summary>
/// Electoral districts over a tree of places: neighbouring regencies for the DPR and the province's council, neighbouring districts
/// (kecamatan) for the regency's, about as many as in 2024 and with as many seats, as even as whole regions allow.
/// </summary>
internal sealed class SimulatedDistricts(RegionTree tree, IReadOnlyDictionary<RegionCode, string> names)
{
    /// <summary>UU 7/2017 Art. 187, verify: 580 seats in 84 districts of 2024, 3 to 10 each.</summary>
    private const double HouseSeats = 580.0 / 84;

    /// <summary>Of the DPR and of every council (UU 7/2017 Art. 187, 192, 196, verify).</summary>
    private const int LeastSeats = 3;

    /// <summary>Of the DPR (UU 7/2017 Art. 187, verify).</summary>
    private const int MostHouseSeats = 10;

    /// <summary>UU 7/2017 Art. 196, verify: 4 a province.</summary>
    private const int SenateSeats = 4;

    /// <summary>2,372 seats of the provinces' councils in 301 districts of 2024, 3 to 12 each (UU 7/2017 Art. 189, verify).</summary>
    private const double ProvinceSeats = 2372.0 / 301;

    /// <summary>17,510 seats of the regencies' councils in 2,325 districts of 2024, 3 to 12 each (UU 7/2017 Art. 192, verify).</summary>
    private const double RegencySeats = 17_510.0 / 2325;

    /// <summary>Of the councils of provinces and regencies (UU 7/2017 Art. 192, 196, verify).</summary>
    private const int MostCouncilSeats = 12;

    /// <summary>Whose second district of the DPR has the voters overseas.</summary>
    private static readonly RegionCode Capital = RegionCode.Parse("31");

    private static readonly RegionCode Overseas = RegionCode.Parse(Province.OverseasCode);

    private static readonly Dictionary<RegionCode, Province> Known = Province.All.ToDictionary(province => RegionCode.Parse(province.Code));

    private readonly record struct Part(string Code, string Name, List<int> Regions);

    public IReadOnlyList<DistrictPlace> House()
    {
        var parts = new List<Part>();
        foreach (var province in Provinces())
        {
            parts.AddRange(OfRegencies(province, fact => fact.House));
        }

        AddOverseas(parts);
        return Places(parts, HouseSeats, MostHouseSeats);
    }

    public IReadOnlyList<DistrictPlace> Senate() =>
        [
            .. Provinces()
                .Select(province => new DistrictPlace(
                    tree.Region(province).ToString(),
                    NameOf(province),
                    [tree.Region(province)],
                    SenateSeats
                )),
        ];

    public IReadOnlyList<DistrictPlace> ProvinceCouncils() =>
        Places(
            [.. Provinces().SelectMany(province => OfRegencies(province, fact => fact.ProvinceCouncil))],
            ProvinceSeats,
            MostCouncilSeats
        );

    /// <summary>Jakarta's regencies and cities have no council.</summary>
    public IReadOnlyList<DistrictPlace> RegencyCouncils()
    {
        var parts = new List<Part>();
        foreach (var province in Provinces().Where(province => tree.Region(province) != Capital))
        {
            var regencies = tree.Children(province).ToList();
            var mean = tree.StationsOf(province).Count / (double)regencies.Count;
            foreach (var regency in regencies)
            {
                var usual = Fact(province) is { } fact ? fact.RegencyCouncils / (double)fact.Regencies : 1;
                var count = (int)Math.Round(usual * tree.StationsOf(regency).Count / mean);
                parts.AddRange(Parts(regency, [.. tree.Children(regency)], count));
            }
        }

        return Places(parts, RegencySeats, MostCouncilSeats);
    }

    /// <summary>
    /// As many districts as the province had, in proportion to its regencies; made of districts (kecamatan) where they are more than the
    /// regencies, as in Jakarta.
    /// </summary>
    private IEnumerable<Part> OfRegencies(int province, Func<Province, int> countOf)
    {
        var regencies = tree.Children(province).ToList();
        var count = Fact(province) is { } fact ? (int)Math.Round(countOf(fact) * Math.Min(1, regencies.Count / (double)fact.Regencies)) : 1;
        return Parts(province, count <= regencies.Count ? regencies : [.. regencies.SelectMany(tree.Children)], count);
    }

    private IEnumerable<int> Provinces() => tree.Children(0).Where(province => tree.Region(province) != Overseas);

    private Province? Fact(int province) => Known.GetValueOrDefault(tree.Region(province));

    private string NameOf(int region) =>
        names.TryGetValue(tree.Region(region), out var name)
            ? name
            : Known.GetValueOrDefault(tree.Region(region))?.Name ?? tree.Region(region).ToString();

    /// <summary>Cuts a row of regions into so many runs, or as many as there are regions.</summary>
    private IEnumerable<Part> Parts(int around, List<int> regions, int count)
    {
        count = Math.Clamp(count, 1, regions.Count);
        var runs = new List<List<int>>();
        var left = regions.Sum(region => tree.StationsOf(region).Count);
        var next = 0;
        for (var run = 0; run < count; run++)
        {
            var due = left / (double)(count - run);
            var taken = new List<int>();
            var stations = 0;
            do
            {
                stations += tree.StationsOf(regions[next]).Count;
                taken.Add(regions[next++]);
            } while (
                regions.Count - next > count - run - 1
                && (run == count - 1 || stations + (tree.StationsOf(regions[next]).Count / 2.0) <= due)
            );
            left -= stations;
            runs.Add(taken);
        }

        return runs.Select(
            (run, index) =>
                new Part(
                    string.Create(CultureInfo.InvariantCulture, $"{tree.Region(around)}{index + 1:00}"),
                    count == 1 ? NameOf(around) : string.Create(CultureInfo.InvariantCulture, $"{NameOf(around)} {index + 1}"),
                    count == 1 ? [around] : run
                )
        );
    }

    private void AddOverseas(List<Part> parts)
    {
        if (tree.FindRegion(Overseas) is var overseas && overseas < 0)
        {
            return;
        }

        var capital = parts.Where(part => tree.Region(part.Regions[0]).IsWithin(Capital)).Take(2).ToList();
        if (capital.Count == 0)
        {
            parts.Add(new Part($"{Overseas}01", NameOf(overseas), [overseas]));
        }
        else
        {
            capital[^1].Regions.Add(overseas);
        }
    }

    private List<DistrictPlace> Places(List<Part> parts, double meanSeats, int mostSeats)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        double[] weights = [.. parts.Select(part => (double)part.Regions.Sum(region => tree.StationsOf(region).Count))];
        var seats = Apportionment.Of((int)Math.Round(meanSeats * parts.Count), weights, LeastSeats, mostSeats);
        return
        [
            .. parts.Select(
                (part, i) => new DistrictPlace(part.Code, part.Name, [.. part.Regions.Select(region => tree.Region(region))], seats[i])
            ),
        ];
    }
}
