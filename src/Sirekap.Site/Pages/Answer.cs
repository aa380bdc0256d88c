using Sirekap.Site.Pages.Tables;

namespace Sirekap.Site.Pages;

/// <summary>What a request gets, before it is made into bytes.</summary>
public abstract record Answer
{
    private Answer() { }

    /// <summary>A page.</summary>
    /// <param name="Component">Its component.</param>
    /// <param name="Parameters">The component's parameters.</param>
    /// <param name="Status">The status.</param>
    public sealed record Shown(Type Component, IDictionary<string, object?> Parameters, int Status = 200) : Answer;

    /// <summary>It is elsewhere.</summary>
    /// <param name="To">The address, with the language.</param>
    public sealed record Moved(string To) : Answer;

    /// <summary>A table to take away.</summary>
    /// <param name="Table">The table.</param>
    /// <param name="Format">How.</param>
    /// <param name="Address">Where it stands for ever; null where it does not.</param>
    public sealed record Download(SiteTable Table, TableFormat Format, string? Address) : Answer;

    /// <summary>Bytes for a program.</summary>
    public sealed record File(string ContentType, ReadOnlyMemory<byte> Bytes) : Answer;

    /// <summary>There is no page.</summary>
    public sealed record None(PageProblem Problem) : Answer;

    /// <summary>A page of one component with one parameter, its view.</summary>
    public static Shown Page<TComponent>(object view, string parameter = "View") =>
        new(typeof(TComponent), new Dictionary<string, object?>(StringComparer.Ordinal) { [parameter] = view });
}

/// <summary>How a table is written.</summary>
public enum TableFormat
{
    Csv,
    Xlsx,
}
