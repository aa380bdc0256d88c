using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Bench;

/// <summary>
/// A made nation of the size of 2024's: 38 provinces, 514 regencies, 7,277 districts, 83,731 villages, 823,236 stations. Seeded.
/// </summary>
internal static class NationalShape
{
    public const int Provinces = 38;
    public const int Regencies = 514;
    public const int Districts = 7_277;
    public const int Villages = 83_731;
    public const int Stations = 823_236;

    public static Contest Ppwp { get; } =
        new(
            "ppwp",
            ContestKind.Tickets,
            [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new Choice(1), new Choice(2), new Choice(3)])]
        );

    public static RegionTree Tree()
    {
        // Children are dealt out evenly; the codes 11, 12 … stay clear of 99, which is overseas.
        var villages = new List<string>(Villages);
        for (var village = 0; village < Villages; village++)
        {
            var district = (int)((long)village * Districts / Villages);
            var regency = (int)((long)district * Regencies / Districts);
            var province = regency * Provinces / Regencies;
            var inProvince = regency - ((province * Regencies) + Provinces - 1) / Provinces;
            var inRegency = district - (int)((((long)regency * Districts) + Regencies - 1) / Regencies);
            var inDistrict = village - (int)((((long)district * Villages) + Districts - 1) / Districts);
            villages.Add($"{11 + province:00}{inProvince + 1:00}{inRegency + 1:00}{inDistrict + 2001:0000}");
        }

        var stations = new List<RegionCode>(Stations);
        for (var village = 0; village < Villages; village++)
        {
            var count = (int)(((long)(village + 1) * Stations / Villages) - ((long)village * Stations / Villages));
            for (var number = 1; number <= count; number++)
            {
                stations.Add(RegionCode.Parse(villages[village]).Station(number));
            }
        }

        return RegionTree.FromStations(stations);
    }

    /// <summary>A form that agrees with itself.</summary>
    public static FormFields Form(Random random)
    {
        var votes = new int[3];
        var left = random.Next(120, 250);
        for (var i = 0; i < 3; i++)
        {
            votes[i] = i == 2 ? left : random.Next(left + 1);
            left -= votes[i];
        }

        var counts = FormFields.NoCounts();
        var valid = votes.Sum();
        var invalid = random.Next(10);
        var men = random.Next(valid + invalid + 1);
        var women = valid + invalid - men;
        Group(Field.RollMen, men + 20, women + 22);
        Group(Field.FromRollMen, men, women);
        Group(Field.TransferredMen, 0, 0);
        Group(Field.SameDayMen, 0, 0);
        Group(Field.VotersMen, men, women);
        Group(Field.DisabledMen, Math.Min(1, men), 0);
        counts[(int)Field.BallotsReceived] = counts[(int)Field.Roll] + 6;
        counts[(int)Field.BallotsUsed] = valid + invalid;
        counts[(int)Field.BallotsReturned] = 1;
        counts[(int)Field.BallotsUnused] = counts[(int)Field.BallotsReceived] - valid - invalid - 1;
        counts[(int)Field.Valid] = valid;
        counts[(int)Field.Invalid] = invalid;
        counts[(int)Field.AllVotes] = valid + invalid;
        return new FormFields(votes, counts);

        void Group(Field first, int l, int p)
        {
            counts[(int)first] = l;
            counts[(int)first + 1] = p;
            counts[(int)first + 2] = l + p;
        }
    }
}
