using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// Where the figures of a contest lie: the electoral district of every region, how wide its rows are, and where a village's begin. A
/// village lies in one district or in none, so that its rows have one width.
/// </summary>
internal sealed class TallyPlan
{
    /// <summary>Below zero, where no place is.</summary>
    private const int None = -1;

    private readonly TallyLayout[] _layouts;
    private readonly TallyLayout _wide;
    private readonly int[] _districts;
    private readonly int[] _stations;

    /// <summary>By region: for a village, where its rows begin, in strips.</summary>
    private readonly int[] _rows;

    /// <summary>By region: for a village, where the words of its rows begin that say what is missing.</summary>
    private readonly int[] _missing;

    public TallyPlan(RegionTree tree, Contest contest)
    {
        Tree = tree;
        Contest = contest;
        _wide = new TallyLayout(contest.Wide.Columns.Count);
        _layouts =
        [
            .. contest.Districts.Select(district => new TallyLayout(
                district.Choices.Count,
                contest.Kind == ContestKind.Parties ? contest.BallotOf(district).Lines.Count : 0
            )),
        ];
        Widest = _layouts.Append(_wide).Max(layout => layout.Summed);
        _districts = new int[tree.RegionCount];
        _stations = new int[tree.RegionCount];
        _rows = new int[tree.RegionCount];
        _missing = new int[tree.RegionCount];
        var index = new Dictionary<ElectoralDistrict, int>(ReferenceEqualityComparer.Instance);
        foreach (var (i, district) in contest.Districts.Index())
        {
            index[district] = i;
        }

        var (row, word) = (0L, 0L);
        for (var region = 0; region < tree.RegionCount; region++)
        {
            var above = _districts[tree.Parent(region)];
            _districts[region] =
                region > 0 && above != None ? above
                : contest.TryFindDistrict(tree.Region(region), out var its) ? index[its]
                : None;
            if (!tree.IsVillage(region) || _districts[region] == None)
            {
                continue;
            }

            var (layout, stations) = (LayoutOf(region), tree.StationsOf(region).Count);
            (_rows[region], _missing[region]) = (checked((int)row), checked((int)word));
            row += (long)stations * layout.Width / TallyLayout.Strip;
            word += (long)stations * layout.MissingWords;
            for (var at = region; ; at = tree.Parent(at))
            {
                _stations[at] += stations;
                if (at == 0)
                {
                    break;
                }
            }
        }

        Figures = row * TallyLayout.Strip;
        MissingWords = word;
    }

    public RegionTree Tree { get; }

    public Contest Contest { get; }

    /// <summary>Columns of the widest sums.</summary>
    public int Widest { get; }

    /// <summary>Figures of all rows.</summary>
    public long Figures { get; }

    /// <summary>Words of all rows that say what is missing.</summary>
    public long MissingWords { get; }

    /// <summary>The columns of a region's sums, and in a village of its rows.</summary>
    public TallyLayout LayoutOf(int region) => _districts[region] is var district && district == None ? _wide : _layouts[district];

    /// <summary>Whether a region lies in no one district.</summary>
    public bool IsWide(int region) => _districts[region] == None;

    /// <summary>The electoral district that a region lies in, or null.</summary>
    public ElectoralDistrict? DistrictOf(int region) => _districts[region] == None ? null : Contest.Districts[_districts[region]];

    /// <summary>Stations of a region that have a part in the contest.</summary>
    public int StationsOf(int region) => _stations[region];

    /// <summary>Where a station's row is.</summary>
    public (int Start, TallyLayout Layout) RowOf(int station)
    {
        var village = Tree.VillageOf(station);
        var layout = LayoutOf(village);
        return ((_rows[village] * TallyLayout.Strip) + ((station - Tree.StationsOf(village).First) * layout.Width), layout);
    }

    /// <summary>Where the words are that say what is missing of a station's row.</summary>
    public int MissingOf(int station)
    {
        var village = Tree.VillageOf(station);
        return _missing[village] + ((station - Tree.StationsOf(village).First) * LayoutOf(village).MissingWords);
    }

    /// <summary>
    /// Adds figures in the columns of a region to figures in those of a place around it: the same ones, or a party for its candidates.
    /// </summary>
    /// <param name="region">The region whose columns <paramref name="figures"/> has.</param>
    /// <param name="figures">Those that are added up.</param>
    /// <param name="wide">In the columns of a wide place.</param>
    public void AddWide(int region, ReadOnlySpan<int> figures, Span<int> wide)
    {
        var (from, to) = (LayoutOf(region), _wide);
        var columns = Contest.WideColumns(DistrictOf(region)!);
        for (var i = 0; i < columns.Length; i++)
        {
            wide[columns[i]] += figures[i];
        }

        for (var i = 0; i <= Forms.Fields.Count; i++)
        {
            wide[to.Counts + i] += figures[from.Counts + i];
        }
    }

    /// <inheritdoc cref="AddWide(int, ReadOnlySpan{int}, Span{int})"/>
    public void AddWide(int region, ReadOnlySpan<long> figures, Span<long> wide)
    {
        var (from, to) = (LayoutOf(region), _wide);
        var columns = Contest.WideColumns(DistrictOf(region)!);
        for (var i = 0; i < columns.Length; i++)
        {
            wide[columns[i]] += figures[i];
        }

        for (var i = 0; i <= Forms.Fields.Count; i++)
        {
            wide[to.Counts + i] += figures[from.Counts + i];
        }
    }
}
