using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Elections.Regions;

/// <summary>Stations from <see cref="First"/> up to, not including, <see cref="End"/>, by ordinal.</summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is empty.</remarks>
public readonly record struct StationRange(int First, int End)
{
    public int Count => End - First;
}

/// <summary>
/// The places of an election by code, without names: every village's stations, and the regions above them. Stations and regions have
/// ordinals in the order of their codes, so that the nation is region 0, a region stands before everything in it, and its stations are one
/// contiguous range.
/// </summary>
/// <remarks>
/// Immutable; about 10 MB for the 823,236 stations of 2024, and a byte a station more where some vote otherwise than usual.
/// <see cref="RegionTreeText"/> has the form in which it is published.
/// </remarks>
public sealed class RegionTree
{
    /// <summary>Stations of a village are numbered 1 … 999.</summary>
    public const int LargestNumber = 999;

    private readonly ushort[] _numbers;
    private readonly VotingMethod[]? _methods;
    private readonly int[] _villages;
    private readonly RegionCode[] _regions;
    private readonly int[] _parents;
    private readonly int[] _firstStations;
    private readonly int[] _ends;
    private readonly RegionTable _table;

    /// <param name="villages">Ascending codes of villages.</param>
    /// <param name="stationEnds">For each village, where its stations end in <paramref name="numbers"/>.</param>
    /// <param name="numbers">Numbers of stations, ascending in each village.</param>
    /// <param name="methods">How each votes; null where all vote as is usual, as nearly everywhere.</param>
    internal RegionTree(
        IReadOnlyList<RegionCode> villages,
        IReadOnlyList<int> stationEnds,
        ushort[] numbers,
        VotingMethod[]? methods = null
    )
    {
        (_numbers, _methods) = (numbers, methods);
        _villages = new int[numbers.Length];
        var regions = new List<RegionCode>(villages.Count + (villages.Count / 8) + 1) { RegionCode.Nation };
        var parents = new List<int>(regions.Capacity) { 0 };
        var firsts = new List<int>(regions.Capacity) { 0 };
        Span<int> open = stackalloc int[(int)Level.Village];
        var station = 0;
        for (var v = 0; v < villages.Count; v++)
        {
            for (var level = Level.Province; level < Level.Village; level++)
            {
                var code = villages[v].At(level);
                if (open[(int)level] == 0 || regions[open[(int)level]] != code)
                {
                    open[(int)level] = regions.Count;
                    open[((int)level + 1)..].Clear();
                    Open(code, open[(int)level - 1]);
                }
            }

            Open(villages[v], open[(int)Level.District]);
            _villages.AsSpan(station, stationEnds[v] - station).Fill(regions.Count - 1);
            station = stationEnds[v];
        }

        _regions = [.. regions];
        _parents = [.. parents];
        firsts.Add(station);
        _firstStations = [.. firsts];
        _ends = EndsOf(_parents);
        _table = new RegionTable(_regions);

        void Open(RegionCode code, int parent)
        {
            regions.Add(code);
            parents.Add(parent);
            firsts.Add(station);
        }
    }

    /// <summary>A tree without any station; it has the nation alone.</summary>
    public static RegionTree Empty { get; } = new([], [], []);

    /// <summary>Number of stations.</summary>
    public int StationCount => _numbers.Length;

    /// <summary>Number of regions from the nation down to the villages.</summary>
    public int RegionCount => _regions.Length;

    /// <summary>The tree of these stations, in any order; one given twice counts once.</summary>
    /// <exception cref="ArgumentException">A code is no station's, or its number is 000.</exception>
    public static RegionTree FromStations(IEnumerable<RegionCode> stations) =>
        RegionTreeBuilder.Build(stations.Select(station => (station, VotingMethods.UsualOf(station))));

    /// <summary>The tree of these stations, in any order, and how each votes; one given twice counts once.</summary>
    /// <exception cref="ArgumentException">A code is no station's, or its number is 000, or it is given with two methods.</exception>
    public static RegionTree FromStations(IEnumerable<(RegionCode Station, VotingMethod Method)> stations) =>
        RegionTreeBuilder.Build(stations);

    /// <inheritdoc cref="RegionTreeText.TryParse"/>
    public static bool TryParse(
        ReadOnlySpan<byte> text,
        [NotNullWhen(true)] out RegionTree? tree,
        [NotNullWhen(false)] out string? error
    ) => RegionTreeText.TryParse(text, out tree, out error);

    /// <summary>The canonical text (<see cref="RegionTreeText"/>).</summary>
    public byte[] Encode() => RegionTreeText.Encode(this);

    /// <summary>The code of a station.</summary>
    public RegionCode Station(int ordinal) => _regions[_villages[ordinal]].Station(_numbers[ordinal]);

    /// <summary>How a station's voters vote.</summary>
    public VotingMethod MethodOf(int station) => _methods?[station] ?? VotingMethods.UsualOf(_regions[_villages[station]]);

    /// <summary>Whether every station votes as is usual where it is.</summary>
    public bool IsUsual => _methods is null;

    /// <summary>The ordinal of a station, or -1.</summary>
    public int FindStation(RegionCode station)
    {
        var village = station.Level == Level.Station ? _table.Find(station.Parent) : -1;
        if (village < 0)
        {
            return -1;
        }

        // Most villages number their stations 1 … n without a gap.
        var (first, end) = StationsOf(village);
        var number = (ushort)station.StationNumber;
        var guess = first + number - 1;
        if (guess >= first && guess < end && _numbers[guess] == number)
        {
            return guess;
        }

        var found = Array.BinarySearch(_numbers, first, end - first, number);
        return found < 0 ? -1 : found;
    }

    /// <summary>The code of a region.</summary>
    public RegionCode Region(int region) => _regions[region];

    /// <summary>The ordinal of a region from the nation down to a village, or -1.</summary>
    public int FindRegion(RegionCode code) => _table.Find(code);

    /// <summary>The region one tier up; the nation's is the nation.</summary>
    public int Parent(int region) => _parents[region];

    /// <summary>The village of a station, as a region.</summary>
    public int VillageOf(int station) => _villages[station];

    /// <summary>The stations in a region.</summary>
    public StationRange StationsOf(int region) => new(_firstStations[region], _firstStations[_ends[region]]);

    /// <summary>The region after the last one that lies in this region.</summary>
    public int EndOf(int region) => _ends[region];

    /// <summary>Whether a region is a village, that is, has stations and no regions in it.</summary>
    public bool IsVillage(int region) => region != 0 && _ends[region] == region + 1;

    /// <summary>The regions one tier down, in order; none for a village.</summary>
    public IEnumerable<int> Children(int region)
    {
        for (var child = region + 1; child < _ends[region]; child = _ends[child])
        {
            yield return child;
        }
    }

    internal int NumberOf(int station) => _numbers[station];

    private static int[] EndsOf(int[] parents)
    {
        var ends = new int[parents.Length];
        for (var region = parents.Length - 1; region >= 0; region--)
        {
            ends[region] = Math.Max(ends[region], region + 1);
            ends[parents[region]] = Math.Max(ends[parents[region]], ends[region]);
        }

        return ends;
    }
}
