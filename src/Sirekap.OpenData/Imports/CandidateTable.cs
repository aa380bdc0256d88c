using Sirekap.Elections.Contests;

namespace Sirekap.OpenData.Imports;

/// <summary>A line of a table of votes by candidate.</summary>
/// <param name="Place">The electoral district, or the station, as the table has it.</param>
/// <param name="District">The district's name; empty where the table has none.</param>
/// <param name="Choice">A party, or a candidate of it.</param>
/// <param name="Name">The candidate's name; empty where the table has none.</param>
/// <param name="Votes">The votes; null where the cell is empty.</param>
/// <param name="Line">The line on which the row begins, from 1.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no line of a table.</remarks>
public readonly record struct CandidateRow(string Place, string District, Choice Choice, string Name, int? Votes, int Line);

/// <summary>
/// A table of votes by candidate, .csv or .csv.gz, a row a candidate: columns by name in any order, others ignored and named. The header
/// says what the figures are of: <c>tps</c> a station, <c>dapil_kode</c> a whole electoral district. <c>partai</c> is the party's number,
/// <c>nomor_urut</c> the candidate's in its list, empty for the votes of the party alone, <c>suara</c> the votes; <c>dapil</c> and
/// <c>nama</c> are names.
/// </summary>
/// <param name="File">The file.</param>
/// <param name="IsByDistrict">Whether the figures are of whole electoral districts.</param>
/// <param name="Rows">The rows that could be understood.</param>
/// <param name="Flaws">Those that could not.</param>
/// <param name="Unknown">Columns that have no meaning here and were ignored.</param>
public sealed record CandidateTable(
    FeedFile File,
    bool IsByDistrict,
    IReadOnlyList<CandidateRow> Rows,
    IReadOnlyList<RowFlaw> Flaws,
    IReadOnlyList<string> Unknown
)
{
    public const string Station = "tps";
    public const string District = "dapil_kode";
    private const string DistrictName = "dapil";
    private const string Party = "partai";
    private const string Number = "nomor_urut";
    private const string Name = "nama";
    private const string Votes = "suara";

    private static readonly string[] Known = [Station, District, DistrictName, Party, Number, Name, Votes];

    /// <summary>Reads a table, or says why the file cannot be read at all; then nothing of it is taken.</summary>
    public static CandidateTable? Read(FeedFile file, out InputError? error)
    {
        if (InputText.Open(file, out error) is not { } text)
        {
            return null;
        }

        using var table = TableText.Open(text, name => Known.Contains(Meaning(name)), out var reason);
        reason ??= FlawOf(table!);
        if (reason is not null)
        {
            error = new InputError(file.Name, reason);
            return null;
        }

        var header = table!.Header.Select(Meaning).ToList();
        var columns = Known.ToDictionary(name => name, name => header.IndexOf(name), StringComparer.Ordinal);
        var isByDistrict = columns[District] >= 0;
        var (rows, flaws) = (new List<CandidateRow>(), new List<RowFlaw>());
        while (table.Next())
        {
            if (table.Flaw is not null)
            {
                flaws.Add(new RowFlaw(file.Name, table.Line, "", table.Flaw));
            }
            else if (ReadRow(table, columns, isByDistrict ? District : Station, out var row) is { } wrong)
            {
                flaws.Add(new RowFlaw(file.Name, table.Line, wrong.Column, wrong.Reason));
            }
            else
            {
                rows.Add(row);
            }

            if (flaws.Count > Feed.MostFlawedRows)
            {
                error = new InputError(file.Name, $"{flaws.Count} rows cannot be understood; the last was {flaws[^1]}");
                return null;
            }
        }

        if (table.Broken is not null)
        {
            error = new InputError(file.Name, table.Broken);
            return null;
        }

        string[] unknown = [.. table.HeaderWords.Where((word, i) => word.Length > 0 && !Known.Contains(header[i])).Distinct()];
        return new CandidateTable(file, isByDistrict, rows, flaws, unknown);
    }

    /// <summary>What a column is called elsewhere.</summary>
    private static string Meaning(string name) =>
        name switch
        {
            "kode_dapil" => District,
            "party" or "nomor_partai" or "no_partai" => Party,
            "no_urut" => Number,
            _ => name,
        };

    private static string? FlawOf(TableText table)
    {
        var names = table.Header.Select(Meaning).ToList();
        var missing = new[] { Party, Number, Votes }.Except(names, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            return $"missing columns: {string.Join(", ", missing)}; the header has {string.Join(", ", table.HeaderWords.Take(12))}";
        }

        if (names.Contains(Station) == names.Contains(District))
        {
            return $"it must have one of the columns {Station} and {District}: is a figure that of a station or of a whole district?";
        }

        return Known.FirstOrDefault(name => names.Count(other => other == name) > 1) is { } twice
            ? $"column {twice} stands twice in the header"
            : null;
    }

    private static (string Column, string Reason)? ReadRow(
        TableText table,
        Dictionary<string, int> columns,
        string place,
        out CandidateRow row
    )
    {
        row = default;
        if (!ReadNumber(Cell(Party), least: 1, out var party))
        {
            return (Party, $"{Figure.Show(Cell(Party))} is no party's number, 1 to {Choice.Largest}");
        }

        var candidate = 0;
        if (!Figure.IsNothing(Cell(Number)) && !ReadNumber(Cell(Number), least: 0, out candidate))
        {
            return (Number, $"{Figure.Show(Cell(Number))} is no candidate's number, 1 to {Choice.Largest}");
        }

        int? votes = null;
        if (!Figure.IsNothing(Cell(Votes)))
        {
            if (Figure.Read(Cell(Votes), out var value) is { } wrong)
            {
                return (Votes, wrong);
            }

            votes = value;
        }

        foreach (var column in new[] { DistrictName, Name })
        {
            if (Cell(column).Length > 0 && NameRules.FlawOf(Cell(column)) is { } flaw)
            {
                return (column, flaw);
            }
        }

        row = new CandidateRow(Figure.Code(Cell(place)), Cell(DistrictName), new Choice(party, candidate), Cell(Name), votes, table.Line);
        return null;

        string Cell(string name) => columns[name] < 0 ? "" : table[columns[name]];
    }

    private static bool ReadNumber(string text, int least, out int number)
    {
        number = 0;
        return Figure.Read(text, out number) is null && number >= least && number <= Choice.Largest;
    }
}
