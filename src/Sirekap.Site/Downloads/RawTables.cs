using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Exports;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>The tables of a contest and region that are there as raw data, whole.</summary>
public enum RawTable
{
    /// <summary><c>tps</c>: every station with every figure.</summary>
    Stations,

    /// <summary><c>koreksi</c>: every figure that stood and was put aside.</summary>
    Corrections,

    /// <summary><c>kode</c>: what the columns of the other two mean, and whom the votes are for.</summary>
    Codebook,
}

/// <summary>
/// A raw table as a file: <c>/unduh/{contest}/{region}/tps.csv</c>. What petitioners asked for in 2024 as daily tables (register 001).
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Region">The region.</param>
/// <param name="Table">Which table.</param>
/// <param name="IsWorkbook">Whether it is XLSX; else CSV.</param>
public sealed record RawFile(string Contest, RegionCode Region, RawTable Table, bool IsWorkbook)
{
    private static readonly (RawTable Table, string Name)[] Names =
    [
        (RawTable.Stations, "tps"),
        (RawTable.Corrections, "koreksi"),
        (RawTable.Codebook, "kode"),
    ];

    /// <summary>All tables of this contest and region, in both forms.</summary>
    public IEnumerable<RawFile> OfItsRegion =>
        from table in Names
        from isWorkbook in new[] { false, true }
        select this with
        {
            Table = table.Table,
            IsWorkbook = isWorkbook,
        };

    /// <summary>How the table is called in addresses.</summary>
    public string Name => Names.First(pair => pair.Table == Table).Name;

    /// <summary>
    /// Reads the last part of an address, <c>tps.csv</c>, <c>tps.csv.gz</c> or <c>tps.xlsx</c>; null where there is no such file.
    /// </summary>
    /// <param name="contest">The contest.</param>
    /// <param name="region">The region.</param>
    /// <param name="name">The last part.</param>
    /// <param name="isPacked">Whether it is wanted as a gzip of its own.</param>
    public static RawFile? Of(string contest, RegionCode region, string name, out bool isPacked)
    {
        isPacked = name.EndsWith(".csv.gz", StringComparison.Ordinal);
        var parts = (isPacked ? name[..^".gz".Length] : name).Split('.');
        var table = Array.FindIndex(Names, pair => pair.Name == parts[0]);
        return table >= 0 && parts is [_, "csv" or "xlsx"] ? new RawFile(contest, region, Names[table].Table, parts[1] == "xlsx") : null;
    }

    /// <summary>The table as it is now, or null where there is no such contest or region. Its rows are read later, by pieces.</summary>
    internal Table? Make(SiteViews site, RecordAsOf asOf)
    {
        var region = asOf.FindRegion(Region);
        if (region < 0 || asOf.Contest(Contest) is not { } record)
        {
            return null;
        }

        var moment = asOf.Moment;
        var source = new TableSource(
            moment.Election,
            Words.Kinds.Of(moment.Kind),
            moment.Size,
            moment.Root.ToString(),
            moment.Time,
            $"/pada/{moment.Size}/{Contest}/{Region}",
            moment.SourceTime
        );
        var (columns, rows) = Table switch
        {
            RawTable.Stations => StationRows.Of(site, asOf, record.Contest, region),
            RawTable.Corrections => CorrectionRows.Of(site, asOf, record.Contest, region),
            _ => Codebook.Of(asOf, record.Contest, Region, source),
        };
        return new Table(Name, Contest, columns, rows, source) { IsRaw = true };
    }
}
