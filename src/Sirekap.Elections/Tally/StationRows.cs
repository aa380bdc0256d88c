using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The figures of every station in one contest: a row a station, as wide as the ballot of its electoral district, sorted by code, so that a
/// village is one block of rows. What a village adds up to is read off its rows whenever somebody asks: it has some ten of them, and the
/// sums of 84,000 villages would weigh half as much as the rows.
/// </summary>
/// <remarks>One thread writes; a reader beside it must hold the same lock. Every station asked for has a part in the contest.</remarks>
internal sealed class StationRows
{
    private readonly LargeFigures _large = new();
    private TallyPlan _plan;
    private ushort[] _rows;
    private byte[] _classes;
    private ulong[] _missing;

    public StationRows(TallyPlan plan)
    {
        _plan = plan;
        _rows = new ushort[plan.Figures];
        _classes = new byte[plan.Tree.StationCount];
        _missing = new ulong[plan.MissingWords];
    }

    /// <summary>In which sum a station stands; any station.</summary>
    public StationClass Class(int station) => (StationClass)_classes[station];

    /// <summary>A station's form moves into another sum.</summary>
    public void SetClass(int station, StationClass stationClass) => _classes[station] = (byte)stationClass;

    /// <summary>The lower bits of a station's figures.</summary>
    public ReadOnlySpan<ushort> Row(int station)
    {
        var (start, layout) = _plan.RowOf(station);
        return _rows.AsSpan(start, layout.Width);
    }

    /// <summary>The upper bits of a station's figures; empty for most.</summary>
    public ReadOnlySpan<byte> Above(int station) => _large.Of(station);

    /// <summary>One of a station's figures.</summary>
    public int Figure(int station, int column) =>
        _large.Of(station) is var above && above.IsEmpty
            ? Row(station)[column]
            : Row(station)[column] | (above[column] << LargeFigures.RowBits);

    /// <summary>Takes a station's form out.</summary>
    public void Clear(int station)
    {
        var (start, layout) = _plan.RowOf(station);
        _rows.AsSpan(start, layout.Width).Clear();
        Missing(station, layout).Clear();
        _large.Clear(station);
        _classes[station] = (byte)StationClass.None;
    }

    /// <summary>Puts a form where none is.</summary>
    public void Put(int station, StationClass stationClass, FormFields fields)
    {
        var (_, layout) = _plan.RowOf(station);
        _classes[station] = (byte)stationClass;
        Write(station, 0, fields.Votes);
        Write(station, layout.Counts, fields.Counts);
        if (fields.PartyTotals.IsEmpty)
        {
            Span<int> none = stackalloc int[layout.Parties];
            none.Fill(FormFields.Missing);
            Write(station, layout.PartyTotals, none);
        }
        else
        {
            Write(station, layout.PartyTotals, fields.PartyTotals);
        }

        _rows[_plan.RowOf(station).Start + layout.Station] = 1;
    }

    /// <summary>The figures of a station as they were put, missing ones missing; null for no form.</summary>
    public FormFields? Fields(int station)
    {
        if (_classes[station] == 0)
        {
            return null;
        }

        var (_, layout) = _plan.RowOf(station);
        return new FormFields(
            Read(station, 0, layout.Votes),
            Read(station, layout.Counts, Forms.Fields.Count),
            Read(station, layout.PartyTotals, layout.Parties)
        );
    }

    /// <summary>What a village's stations add up to.</summary>
    /// <param name="village">One that has a part in the contest.</param>
    /// <param name="blocks">The sums of the classes, one after the other, whatever they held.</param>
    public void SumVillage(int village, Span<int> blocks)
    {
        SumVillageRows(village, blocks);
        var (first, end) = _plan.Tree.StationsOf(village);
        var width = blocks.Length / TallyLayout.Classes;
        for (var station = first; _large.Any && station < end; station++)
        {
            var above = _large.Of(station);
            for (var i = 0; i < (above.IsEmpty ? 0 : width); i++)
            {
                blocks[((_classes[station] - 1) * width) + i] += above[i] << LargeFigures.RowBits;
            }
        }
    }

    /// <summary>The same of the lower bits alone; the upper ones are those of <see cref="Large"/>.</summary>
    public void SumVillageRows(int village, Span<int> blocks)
    {
        var (first, end) = _plan.Tree.StationsOf(village);
        if (first == end)
        {
            blocks.Clear();
            return;
        }

        var (start, layout) = _plan.RowOf(first);
        RowSums.SumByClass(blocks, _rows.AsSpan(start, (end - first) * layout.Width), layout.Width, _classes.AsSpan(first, end - first));
    }

    /// <summary>Stations with figures above the lower bits.</summary>
    public IEnumerable<int> Large => _large.Stations;

    /// <summary>Reads a word of each cache line of a station's row; the result means nothing.</summary>
    public long Touch(int station)
    {
        var sum = _classes[station] ^ (long)_missing[_plan.MissingOf(station)];
        var row = Row(station);
        for (var i = 0; i < row.Length; i += 32)
        {
            sum ^= row[i];
        }

        return sum;
    }

    /// <summary>Stations are added: every row moves to its new place.</summary>
    /// <param name="plan">Where the places are in the larger tree.</param>
    /// <param name="growth">From the smaller tree to the larger.</param>
    public void Grow(TallyPlan plan, TreeGrowth growth)
    {
        var (rows, missing) = (new ushort[plan.Figures], new ulong[plan.MissingWords]);
        for (var station = 0; station < growth.Before.StationCount; station++)
        {
            // Without a form a row is all zeros.
            if (_classes[station] != 0)
            {
                var now = growth.Station(station);
                Row(station).CopyTo(rows.AsSpan(plan.RowOf(now).Start));
                Missing(station, _plan.RowOf(station).Layout).CopyTo(missing.AsSpan(plan.MissingOf(now)));
            }
        }

        _large.Grow(growth);
        (_plan, _rows, _missing, _classes) = (plan, rows, missing, growth.Stations(_classes, (byte)0));
    }

    private Span<ulong> Missing(int station, TallyLayout layout) => _missing.AsSpan(_plan.MissingOf(station), layout.MissingWords);

    private void Write(int station, int first, ReadOnlySpan<int> figures)
    {
        var (start, layout) = _plan.RowOf(station);
        var missing = Missing(station, layout);
        for (var i = 0; i < figures.Length; i++)
        {
            var column = first + i;
            if (figures[i] == FormFields.Missing)
            {
                missing[column / 64] |= 1UL << (column % 64);
            }
            else
            {
                _rows[start + column] = _large.Put(station, layout.Width, column, figures[i]);
            }
        }
    }

    private int[] Read(int station, int first, int count)
    {
        var missing = Missing(station, _plan.RowOf(station).Layout);
        var row = Row(station);
        var above = _large.Of(station);
        var figures = new int[count];
        for (var i = 0; i < count; i++)
        {
            var column = first + i;
            figures[i] =
                (missing[column / 64] & (1UL << (column % 64))) != 0 ? FormFields.Missing
                : above.IsEmpty ? row[column]
                : row[column] | (above[column] << LargeFigures.RowBits);
        }

        return figures;
    }
}
