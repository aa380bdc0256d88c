using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// Places to hold a simulated election in: the provinces are those of 2024 with their shares of the stations, everything below is invented.
/// At 823,236 stations it has as many regencies, districts and villages as the country had.
/// </summary>
/// <param name="Tree">The places by code.</param>
/// <param name="Names">The name of every region from province to village.</param>
/// <param name="StationNames">Names of the stations overseas, whose codes do not tell them.</param>
public sealed record SimulatedRegions(
    RegionTree Tree,
    IReadOnlyDictionary<RegionCode, string> Names,
    IReadOnlyDictionary<RegionCode, string> StationNames
)
{
    /// <summary>Below so many stations nobody votes overseas: a share of 0.37 % would be no more than a dozen stations.</summary>
    private const int LeastWithOverseas = 4000;

    /// <summary>Of the regencies of a province, how many are cities (kota): 98 of 514. Their numbers begin at 71.</summary>
    private const double CityShare = 98.0 / 514;

    /// <summary>Numbers of special stations begin here (TPS lokasi khusus); 26 of 10,000 stations were such.</summary>
    private const int FirstSpecial = 901;

    /// <summary>26 of 10,000 stations were special ones in 2024.</summary>
    private const double SpecialShare = 0.0026;

    /// <summary>Invents places for this many stations.</summary>
    /// <param name="stations">From 1 up; with fewer than 38, only the largest provinces have one. Far above 823,236 villages grow, to 900
    /// stations each.</param>
    /// <param name="seed">The same seed gives the same places.</param>
    public static SimulatedRegions Generate(int stations, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stations, 1);
        var provinces = Province
            .All.Where(province => !province.IsOverseas || stations >= LeastWithOverseas)
            .OrderByDescending(province => province.Stations)
            .Take(stations)
            .OrderBy(province => province.Code, StringComparer.Ordinal)
            .ToList();
        var shares = Apportionment.Of(stations, [.. provinces.Select(province => (double)province.Stations)], 1, int.MaxValue);
        var codes = new List<(RegionCode Station, VotingMethod Method)>(stations);
        var names = new Dictionary<RegionCode, string>();
        var stationNames = new Dictionary<RegionCode, string>();
        for (var i = 0; i < provinces.Count; i++)
        {
            var code = RegionCode.Parse(provinces[i].Code);
            names.Add(code, provinces[i].Name);
            var draws = Draws.Of(seed, code, Purpose.Shape);
            var place = new Places(codes, names, stationNames);
            if (provinces[i].IsOverseas)
            {
                place.AddOverseas(provinces[i], shares[i], ref draws);
            }
            else
            {
                place.AddRegencies(provinces[i], shares[i], ref draws);
            }
        }

        return new SimulatedRegions(RegionTree.FromStations(codes), names, stationNames);
    }

    /// <summary>As many stations of a tree, spread evenly over it; the tree itself when it has no more than that.</summary>
    public static RegionTree Thin(RegionTree tree, int stations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stations, 1);
        var all = tree.StationCount;
        return stations >= all
            ? tree
            : RegionTree.FromStations(
                Enumerable
                    .Range(0, stations)
                    .Select(i => (int)(((long)i * all) / stations))
                    .Select(i => (tree.Station(i), tree.MethodOf(i)))
            );
    }

    /// <summary>How many regions of a tier a province has when it has this many stations: in proportion, up to those of 2024.</summary>
    private static int Scaled(int real, int realStations, int stations, int least) =>
        (int)Math.Clamp(Math.Round((double)real * stations / realStations), least, Math.Max(least, real));

    private readonly record struct Places(
        List<(RegionCode Station, VotingMethod Method)> Codes,
        Dictionary<RegionCode, string> Names,
        Dictionary<RegionCode, string> StationNames
    )
    {
        /// <summary>Numbers of stations have three digits, and those from 901 on are special ones.</summary>
        private const int MostInVillage = 900;

        /// <summary>Numbers of districts have two digits.</summary>
        private const int MostDistricts = 99;

        /// <summary>
        /// Numbers of villages have four digits: those of towns begin at 1001, all others at 2001, and the two must not meet.
        /// </summary>
        private const int MostVillages = 900;

        public void AddRegencies(Province province, int stations, ref Draws draws)
        {
            var regencies = Scaled(province.Regencies, province.Stations, stations, 1);
            var districts = Scaled(province.Districts, province.Stations, stations, regencies);
            var villages = Scaled(province.Villages, province.Stations, stations, districts);
            var districtShares = Apportionment.Uneven(districts, regencies, 0.4, MostDistricts, ref draws);
            var villageShares = Apportionment.Uneven(villages, districts, 0.45, MostVillages, ref draws);
            var stationShares = Apportionment.Uneven(stations, villages, 0.7, MostInVillage, ref draws);
            var names = new InventedNames();
            var cities = (int)Math.Round(regencies * CityShare);
            var (district, village) = (0, 0);
            for (var r = 0; r < regencies; r++)
            {
                var isCity = r >= regencies - cities;
                var regencyCode = $"{province.Code}{(isCity ? 71 + r - (regencies - cities) : r + 1):00}";
                Names.Add(RegionCode.Parse(regencyCode), isCity ? $"KOTA {names.Draw(ref draws)}" : names.Draw(ref draws));
                var siblings = new InventedNames();
                for (var d = 1; d <= districtShares[r]; d++)
                {
                    var districtCode = $"{regencyCode}{d:00}";
                    Names.Add(RegionCode.Parse(districtCode), siblings.Draw(ref draws));
                    var count = villageShares[district++];
                    AddVillages(districtCode, isCity, stationShares.AsSpan(village, count), ref draws);
                    village += count;
                }
            }
        }

        /// <summary>
        /// Overseas a committee is regency, district and village in one, with one postal box, stations (TPS) and mobile boxes (KSK); a
        /// quarter of the codes have letters, 99AA, 99AB …
        /// </summary>
        public void AddOverseas(Province province, int stations, ref Draws draws)
        {
            var posts = Scaled(province.Regencies, province.Stations, stations, 1);
            var shares = Apportionment.Uneven(stations, posts, 1.2, MostInVillage, ref draws);
            var numbered = (int)Math.Ceiling(posts * 0.77);
            for (var p = 0; p < posts; p++)
            {
                var letters = p - numbered;
                var post = letters < 0 ? $"{p + 1:00}" : $"{(char)('A' + (letters / 26))}{(char)('A' + (letters % 26))}";
                var name = $"PERWAKILAN LUAR NEGERI {post}";
                foreach (var code in new[] { $"99{post}", $"99{post}01", $"99{post}010001" })
                {
                    Names.Add(RegionCode.Parse(code), name);
                }

                var village = RegionCode.Parse($"99{post}010001");
                var mobile = 1 + (shares[p] / 2);
                for (var number = 1; number <= shares[p]; number++)
                {
                    var method =
                        number == 1 ? VotingMethod.Pos
                        : number <= mobile ? VotingMethod.Tps
                        : VotingMethod.Ksk;
                    Codes.Add((village.Station(number), method));
                    StationNames.Add(
                        village.Station(number),
                        number == 1 ? "POS 001"
                            : number <= mobile ? $"TPS {number - 1:000}"
                            : $"KSK {number - mobile:000}"
                    );
                }
            }
        }

        /// <summary>In 2024 noken was of regencies of Papua Tengah and Papua Pegunungan (KPU decision 66/2024, verify).</summary>
        private static VotingMethod MethodIn(string district, bool isCity) =>
            !isCity && district[..2] is ("94" or "95") ? VotingMethod.Noken : VotingMethod.Coblos;

        /// <summary>A city's villages are kelurahan, 1001 and up; elsewhere they are desa, 2001 and up.</summary>
        private void AddVillages(string district, bool isCity, ReadOnlySpan<int> stations, ref Draws draws)
        {
            var names = new InventedNames();
            for (var v = 0; v < stations.Length; v++)
            {
                var village = RegionCode.Parse($"{district}{(isCity ? 1001 : 2001) + v:0000}");
                Names.Add(village, names.Draw(ref draws));
                var special = stations[v] > 1 && draws.Chance(SpecialShare * stations[v]);
                for (var number = 1; number <= stations[v]; number++)
                {
                    Codes.Add((village.Station(special && number == stations[v] ? FirstSpecial : number), MethodIn(district, isCity)));
                }
            }
        }
    }
}
