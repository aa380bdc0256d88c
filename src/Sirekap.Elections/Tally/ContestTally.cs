using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The figures of every station in one contest and what they add up to in every region, kept as each statement comes. A row a station, as
/// wide as the ballot of its electoral district, sorted by code, so that a region is one contiguous block of rows. One thread writes; a
/// reader beside it must hold the same lock.
/// </summary>
public sealed class ContestTally
{
    private readonly StationRows _rows;
    private TallyPlan _plan;

    /// <param name="tree">The stations.</param>
    /// <param name="contest">The contest; it gives the columns of votes.</param>
    public ContestTally(RegionTree tree, Contest contest)
    {
        Contest = contest;
        _plan = new TallyPlan(tree, contest);
        _rows = new StationRows(_plan);
        Sums = new RegionSums(_plan, _rows);
    }

    /// <summary>How many figures the rows of a contest have: a station's choices, parties and counts, and one for the form.</summary>
    public static long FiguresOf(RegionTree tree, Contest contest)
    {
        var figures = 0L;
        for (var region = 0; region < tree.RegionCount; region++)
        {
            if (tree.IsVillage(region) && contest.TryFindDistrict(tree.Region(region), out var district))
            {
                var parties = contest.Kind == ContestKind.Parties ? contest.BallotOf(district).Lines.Count : 0;
                figures += (long)tree.StationsOf(region).Count * (district.Choices.Count + parties + Forms.Fields.Count + 1);
            }
        }

        return figures;
    }

    public RegionTree Tree => _plan.Tree;

    public Contest Contest { get; }

    /// <summary>The sums as they stand.</summary>
    public RegionSums Sums { get; private set; }

    /// <summary>In which sum a station stands.</summary>
    public StationClass Class(int station) => _rows.Class(station);

    /// <summary>Puts a station's figures in the place of those it had, and in every sum above it.</summary>
    /// <param name="station">The station's ordinal in the tree.</param>
    /// <param name="stationClass">In which sum it stands; <see cref="StationClass.None"/> for no form.</param>
    /// <param name="fields">The figures in the ballot order of the station's district; null for no form.</param>
    /// <exception cref="ArgumentException">The figures are not of the station's ballot, a figure is out of range, or class and form do not
    /// go together.</exception>
    public void Set(int station, StationClass stationClass, FormFields? fields)
    {
        if (fields is not null)
        {
            Check(station, fields);
        }

        if (stationClass == StationClass.None != fields is null)
        {
            throw new ArgumentException("a station has a class when it has a form", nameof(stationClass));
        }

        var village = Tree.VillageOf(station);
        if (_plan.IsWide(village))
        {
            // No part in the contest, and no row.
            return;
        }

        if (Class(station) != StationClass.None)
        {
            Sums.Add(village, Class(station), _rows.Row(station), _rows.Above(station), takeOut: true);
        }

        _rows.Clear(station);
        if (fields is not null)
        {
            _rows.Put(station, stationClass, fields);
            Sums.Add(village, stationClass, _rows.Row(station), _rows.Above(station), takeOut: false);
        }
    }

    /// <summary>
    /// Reads what <see cref="Set"/> will want of a station, so that its cache misses overlap with those of other stations; the result means
    /// nothing.
    /// </summary>
    public long Touch(int station) =>
        Tree.VillageOf(station) is var village && _plan.IsWide(village) ? 0 : Sums.Touch(village) ^ _rows.Touch(station);

    /// <summary>Takes a station's form out, as if none had come.</summary>
    public void Clear(int station) => Set(station, StationClass.None, null);

    /// <summary>Moves a station's form into another sum.</summary>
    /// <exception cref="ArgumentException">The station has no form, or the class is <see cref="StationClass.None"/>.</exception>
    public void SetClass(int station, StationClass stationClass)
    {
        if (stationClass == StationClass.None || Class(station) == StationClass.None)
        {
            throw new ArgumentException("a station has a class when it has a form", nameof(stationClass));
        }

        if (Class(station) != stationClass)
        {
            var village = Tree.VillageOf(station);
            Sums.Add(village, Class(station), _rows.Row(station), _rows.Above(station), takeOut: true);
            Sums.Add(village, stationClass, _rows.Row(station), _rows.Above(station), takeOut: false);
            _rows.SetClass(station, stationClass);
        }
    }

    /// <summary>The figures of a station as they were set, missing ones missing; null for no form.</summary>
    public FormFields? Fields(int station) => _rows.Fields(station);

    /// <summary>The columns of votes of a region's sums.</summary>
    public Ballot BallotOf(int region) => _plan.DistrictOf(region) is { } district ? Contest.BallotOf(district) : Contest.Wide;

    /// <summary>What a region's stations add up to, each in its class.</summary>
    public RegionTotals Totals(int region) => Sums.Totals(region);

    /// <summary>What a region's stations add up to, in the columns of a region around it, so that rows of a table have the same.</summary>
    public RegionTotals Totals(int region, int around) => Sums.Totals(region, around);

    /// <summary>What a region's stations add up to without some of them.</summary>
    /// <param name="region">The region.</param>
    /// <param name="around">A region around it, or itself: whose columns are wanted.</param>
    /// <param name="stations">Stations of that region, each once.</param>
    public RegionTotals TotalsWithout(int region, int around, ReadOnlySpan<int> stations)
    {
        var width = _plan.LayoutOf(region).Summed;
        var without = new long[TallyLayout.Classes * width];
        foreach (var station in stations)
        {
            if (Class(station) is var stationClass and not StationClass.None)
            {
                AddRow(without.AsSpan(((int)stationClass - 1) * width, width), region, station);
            }
        }

        return Sums.Totals(region, around, without);
    }

    /// <summary>A sum and one form more.</summary>
    /// <param name="sum">In the columns of <paramref name="region"/>.</param>
    /// <param name="region">A region around the station.</param>
    /// <param name="station">The station.</param>
    /// <param name="fields">A form of its ballot.</param>
    public ClassTotals Plus(ClassTotals sum, int region, int station, FormFields fields)
    {
        var district = _plan.DistrictOf(Tree.VillageOf(station))!;
        long[] votes = [.. sum.Votes];
        var isWide = _plan.IsWide(region);
        var columns = Contest.WideColumns(district);
        for (var i = 0; i < (isWide ? columns.Length : fields.Votes.Length); i++)
        {
            votes[isWide ? columns[i] : i] += Math.Max(fields.Votes[i], 0);
        }

        long[] counts = [.. sum.Counts];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += Math.Max(fields.Counts[i], 0);
        }

        return new ClassTotals(sum.Stations + 1, votes, counts);
    }

    /// <summary>All sums anew, from the stations' rows alone.</summary>
    public RegionSums Recount()
    {
        var sums = new RegionSums(_plan, _rows);
        Recount(sums);
        return sums;
    }

    /// <summary>All sums anew, over those of an earlier recount of this tally.</summary>
    public void Recount(RegionSums into) => new Recounting(_plan, _rows, into).Run(Environment.ProcessorCount);

    /// <summary>
    /// Stations are added: every row moves to its new place, and all is counted anew. Costs what a nation costs; it is done a few times in
    /// an election.
    /// </summary>
    public void Grow(TreeGrowth growth)
    {
        _plan = new TallyPlan(growth.After, Contest);
        _rows.Grow(_plan, growth);
        Sums = Recount();
    }

    private void AddRow(Span<long> sum, int region, int station)
    {
        var figures = new int[_plan.RowOf(station).Layout.Summed];
        for (var i = 0; i < figures.Length; i++)
        {
            figures[i] = _rows.Figure(station, i);
        }

        if (!_plan.IsWide(region))
        {
            RowSums.Add(sum, figures);
            return;
        }

        var wide = new int[sum.Length];
        _plan.AddWide(Tree.VillageOf(station), figures, wide);
        RowSums.Add(sum, wide);
    }

    /// <summary>Checked before anything is changed.</summary>
    private void Check(int station, FormFields fields)
    {
        var district = Contest.DistrictOf(Tree.Station(station));
        if (fields.Votes.Length != district.Choices.Count)
        {
            throw new ArgumentException(
                $"{fields.Votes.Length} votes for {district.Choices.Count} choices of {Contest.Code}, district {district.Code}",
                nameof(fields)
            );
        }

        if (!fields.PartyTotals.IsEmpty && fields.PartyTotals.Length != _plan.LayoutOf(Tree.VillageOf(station)).Parties)
        {
            throw new ArgumentException($"{fields.PartyTotals.Length} sums of parties are not of this ballot", nameof(fields));
        }

        if (
            fields.Votes.ContainsAnyExceptInRange(FormFields.Missing, Forms.Fields.Largest)
            || fields.Counts.ContainsAnyExceptInRange(FormFields.Missing, Forms.Fields.Largest)
            || fields.PartyTotals.ContainsAnyExceptInRange(FormFields.Missing, Forms.Fields.Largest)
        )
        {
            throw new ArgumentException($"a figure is not within 0 … {Forms.Fields.Largest}", nameof(fields));
        }
    }
}
