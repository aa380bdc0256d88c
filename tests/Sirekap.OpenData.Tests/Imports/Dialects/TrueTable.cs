namespace Sirekap.OpenData.Tests.Imports.Dialects;

/// <summary>A row as it truly is.</summary>
/// <param name="Code">The station.</param>
/// <param name="Figures">In the order of <see cref="TrueTable.Columns"/>; null for none.</param>
/// <param name="Time">In Jakarta, to the minute: not every program writes seconds.</param>
internal sealed record TrueRow(string Code, int?[] Figures, DateTime Time);

/// <summary>Invented figures of a few stations, those of real size and some in the thousands, where marks appear.</summary>
internal sealed record TrueTable(IReadOnlyList<TrueRow> Rows)
{
    /// <summary>Village of every station; they are numbered from 1.</summary>
    public const string Village = "3171010001";

    /// <summary>Stations that a table may have.</summary>
    public const int MostRows = 9;

    public static IReadOnlyList<string> Columns { get; } =
    ["paslon_1", "paslon_2", "paslon_3", "suara_sah", "suara_tidak_sah", "suara_total", "pengguna_total_j"];

    public static TrueTable Draw(Random random)
    {
        var first = new DateTime(2024, 2, 15, 0, 0, 0, DateTimeKind.Unspecified);
        var rows = Enumerable
            .Range(1, random.Next(1, MostRows + 1))
            .Select(station => new TrueRow(
                $"{Village}{station:000}",
                [.. Columns.Select(_ => random.Next(8) == 0 ? (int?)null : random.Next(random.Next(6) == 0 ? 30_000 : 300))],
                first.AddMinutes(random.Next(40_000))
            ));
        return new TrueTable([.. rows]);
    }
}
