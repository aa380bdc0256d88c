using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The figures of every station in one contest and what they add up to in every region, kept as each statement comes. A row a station,
/// sorted by code, so that a region is one contiguous block of rows. One thread writes; a reader beside it must hold the same lock.
/// </summary>
public sealed class ContestTally
{
    private readonly TallyLayout _layout;
    private readonly int[] _rows;
    private readonly byte[] _classes;
    private readonly ulong[] _missing;

    /// <param name="tree">The stations.</param>
    /// <param name="contest">The contest; it gives the columns of votes.</param>
    public ContestTally(RegionTree tree, Contest contest)
    {
        Tree = tree;
        Contest = contest;
        _layout = new TallyLayout(contest.Slots);
        _rows = new int[tree.StationCount * _layout.Width];
        _classes = new byte[tree.StationCount];
        _missing = new ulong[tree.StationCount * _layout.MissingWords];
        Sums = new RegionSums(tree, _layout);
    }

    public RegionTree Tree { get; }

    public Contest Contest { get; }

    /// <summary>The sums as they stand.</summary>
    public RegionSums Sums { get; }

    /// <summary>In which sum a station stands.</summary>
    public StationClass Class(int station) => (StationClass)_classes[station];

    /// <summary>Puts a station's figures in the place of those it had, and in every sum above it.</summary>
    /// <param name="station">The station's ordinal in the tree.</param>
    /// <param name="stationClass">In which sum it stands; <see cref="StationClass.None"/> for no form.</param>
    /// <param name="fields">The figures in the ballot order of the station's district; null for no form.</param>
    /// <exception cref="ArgumentException">The figures are not of this contest's ballot, a figure is out of range, or class and form do not
    /// go together.</exception>
    public void Set(int station, StationClass stationClass, FormFields? fields)
    {
        var slots = fields is null ? default : Ballot(station, fields);
        if (stationClass == StationClass.None != fields is null)
        {
            throw new ArgumentException("a station has a class when it has a form", nameof(stationClass));
        }

        var village = Tree.VillageOf(station);
        var row = Row(station);
        if (_classes[station] != 0)
        {
            Sums.Add(village, Class(station), row, takeOut: true);
        }

        row.Clear();
        Missing(station).Clear();
        _classes[station] = (byte)stationClass;
        if (fields is null)
        {
            return;
        }

        for (var i = 0; i < fields.Votes.Length; i++)
        {
            Write(station, slots.IsEmpty ? i : slots[i], fields.Votes[i]);
        }

        for (var i = 0; i < fields.Counts.Length; i++)
        {
            Write(station, _layout.Counts + i, fields.Counts[i]);
        }

        row[_layout.Station] = 1;
        Sums.Add(village, stationClass, row, takeOut: false);
    }

    /// <summary>
    /// Reads what <see cref="Set"/> will want of a station, so that its cache misses overlap with those of other stations; the result means
    /// nothing.
    /// </summary>
    public long Touch(int station)
    {
        var row = Row(station);
        var sum = Sums.Touch(Tree.VillageOf(station)) ^ _classes[station] ^ (long)_missing[station * _layout.MissingWords];
        for (var i = 0; i < row.Length; i += 16)
        {
            sum ^= row[i];
        }

        return sum;
    }

    /// <summary>Takes a station's form out, as if none had come.</summary>
    public void Clear(int station) => Set(station, StationClass.None, null);

    /// <summary>Moves a station's form into another sum.</summary>
    /// <exception cref="ArgumentException">The station has no form, or the class is <see cref="StationClass.None"/>.</exception>
    public void SetClass(int station, StationClass stationClass)
    {
        if (stationClass == StationClass.None || _classes[station] == 0)
        {
            throw new ArgumentException("a station has a class when it has a form", nameof(stationClass));
        }

        if (Class(station) != stationClass)
        {
            Sums.Add(Tree.VillageOf(station), Class(station), Row(station), takeOut: true);
            Sums.Add(Tree.VillageOf(station), stationClass, Row(station), takeOut: false);
            _classes[station] = (byte)stationClass;
        }
    }

    /// <summary>The figures of a station as they were set, missing ones missing; null for no form.</summary>
    public FormFields? Fields(int station)
    {
        if (_classes[station] == 0)
        {
            return null;
        }

        var district = Contest.DistrictOf(Tree.Station(station));
        var votes = new int[district.Choices.Count];
        for (var i = 0; i < votes.Length; i++)
        {
            votes[i] = Read(station, Contest.SlotOf(district, i));
        }

        var counts = new int[Forms.Fields.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Read(station, _layout.Counts + i);
        }

        return new FormFields(votes, counts);
    }

    /// <summary>What a region's stations add up to, each in its class.</summary>
    public RegionTotals Totals(int region) => Sums.Totals(region);

    /// <summary>What a region's stations add up to without some of them.</summary>
    /// <param name="region">The region.</param>
    /// <param name="stations">Stations of that region, each once.</param>
    public RegionTotals TotalsWithout(int region, ReadOnlySpan<int> stations)
    {
        var without = new long[TallyLayout.Classes * _layout.Width];
        foreach (var station in stations)
        {
            if (_classes[station] != 0)
            {
                RowSums.Add(without.AsSpan((_classes[station] - 1) * _layout.Width, _layout.Width), Row(station));
            }
        }

        return Sums.Totals(region, without);
    }

    /// <summary>All sums anew, from the stations' rows alone.</summary>
    public RegionSums Recount()
    {
        var sums = new RegionSums(Tree, _layout);
        Recount(sums);
        return sums;
    }

    /// <summary>All sums anew, over those of an earlier recount of this tally.</summary>
    public void Recount(RegionSums into) => new Recounting(Tree, _layout, _rows, _classes, into).Run(Environment.ProcessorCount);

    private Span<int> Row(int station) => _rows.AsSpan(station * _layout.Width, _layout.Width);

    private Span<ulong> Missing(int station) => _missing.AsSpan(station * _layout.MissingWords, _layout.MissingWords);

    /// <summary>The columns of a form's votes; checked before anything is changed.</summary>
    private ReadOnlySpan<int> Ballot(int station, FormFields fields)
    {
        var district = Contest.DistrictOf(Tree.Station(station));
        if (fields.Votes.Length != district.Choices.Count)
        {
            throw new ArgumentException(
                $"{fields.Votes.Length} votes for {district.Choices.Count} choices of {Contest.Code}, district {district.Code}",
                nameof(fields)
            );
        }

        if (
            fields.Votes.ContainsAnyExceptInRange(FormFields.Missing, Forms.Fields.Largest)
            || fields.Counts.ContainsAnyExceptInRange(FormFields.Missing, Forms.Fields.Largest)
        )
        {
            throw new ArgumentException($"a figure is not within 0 … {Forms.Fields.Largest}", nameof(fields));
        }

        return Contest.SlotsOf(district);
    }

    private void Write(int station, int column, int figure)
    {
        if (figure == FormFields.Missing)
        {
            Missing(station)[column / 64] |= 1UL << (column % 64);
        }
        else
        {
            Row(station)[column] = figure;
        }
    }

    private int Read(int station, int column) =>
        (Missing(station)[column / 64] & (1UL << (column % 64))) != 0 ? FormFields.Missing : Row(station)[column];
}
