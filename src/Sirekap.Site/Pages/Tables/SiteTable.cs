using Sirekap.Elections;
using Sirekap.Elections.Regions;

namespace Sirekap.Site.Pages.Tables;

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    Text,

    /// <summary>A code: text even where it is all digits.</summary>
    Code,

    Number,

    /// <summary>A part of a whole.</summary>
    Share,

    /// <summary>A time.</summary>
    Time,
}

/// <summary>A column of a table.</summary>
/// <param name="Heading">Shown above it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Narrow">Whether it is left out where the screen is narrow; the download has it.</param>
/// <param name="ShareHeading">Of a share whose heading names the part: the file has the part as a number below that heading, and the share
/// below this one.</param>
public sealed record Column(string Heading, ColumnKind Kind, bool Narrow = false, string? ShareHeading = null);

/// <summary>One value of a table.</summary>
/// <param name="Href">Where it leads, or null.</param>
/// <param name="Mark">What is to be seen beside the value, or null.</param>
public abstract record Cell(string? Href, string? Mark);

/// <summary>Words; each line is one.</summary>
public sealed record TextCell(string Text, string? Href = null, string? Mark = null) : Cell(Href, Mark);

/// <summary>A count; null is shown as not given.</summary>
public sealed record NumberCell(long? Value, string? Href = null, string? Mark = null) : Cell(Href, Mark);

/// <summary>Part of a whole.</summary>
public sealed record ShareCell(long Part, long Whole) : Cell(null, null);

/// <summary>A time, shown as clocks are in a place; null is shown as nothing.</summary>
public sealed record TimeCell(Timestamp? Time, RegionZone Zone) : Cell(null, null);

/// <summary>Nothing belongs here; not the same as a figure that is not given.</summary>
public sealed record EmptyCell() : Cell(null, null);

/// <summary>A table as data: what the page shows and what its download holds are the same rows.</summary>
/// <param name="Name">Its name in addresses: <c>[a-z-]+</c>.</param>
/// <param name="Caption">What it is a table of, and where.</param>
/// <param name="Columns">The columns; the first names the row.</param>
/// <param name="Rows">Each with as many cells as there are columns.</param>
/// <param name="Lead">How many leading columns name the row.</param>
public sealed record SiteTable(
    string Name,
    string Caption,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<IReadOnlyList<Cell>> Rows,
    int Lead = 1
)
{
    /// <summary>Marks of cells; each has its own look and its word for those who do not see it.</summary>
    public const string Clash = "clash";

    /// <summary>A figure that is needed and not given.</summary>
    public const string Gap = "gap";

    /// <summary>No form has such a figure: not the same as 0.</summary>
    public const string NoData = "nodata";

    /// <summary>A row that sums up the others.</summary>
    public const string Sum = "sum";
}
