using System.Globalization;
using System.Text;
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
        if (FeedText.Open(file, out error) is not { } text)
        {
            return null;
        }

        var csv = new CsvText(text);
        if (Header(csv, out var header) is { } reason)
        {
            error = new InputError(file.Name, reason);
            return null;
        }

        var columns = Known.ToDictionary(name => name, name => Array.IndexOf(header, name), StringComparer.Ordinal);
        var isByDistrict = columns[District] >= 0;
        var (rows, flaws) = (new List<CandidateRow>(), new List<RowFlaw>());
        while (csv.Next())
        {
            if (csv.Flaw is not null || csv.Count != header.Length)
            {
                flaws.Add(new RowFlaw(file.Name, csv.Line, "", csv.Flaw ?? $"{csv.Count} columns where the header has {header.Length}"));
                csv.GiveUp();
            }
            else if (ReadRow(csv, columns, isByDistrict ? District : Station, out var row) is { } wrong)
            {
                flaws.Add(new RowFlaw(file.Name, csv.Line, wrong.Column, wrong.Reason));
            }
            else
            {
                rows.Add(row);
            }

            if (flaws.Count > Feed.MostFlaws)
            {
                error = new InputError(file.Name, $"more than {Feed.MostFlaws} rows cannot be understood; the last was {flaws[^1]}");
                return null;
            }
        }

        return new CandidateTable(file, isByDistrict, rows, flaws, [.. header.Except(Known).Distinct()]);
    }

    private static string? Header(CsvText csv, out string[] header)
    {
        header = [];
        if (!csv.Next() || csv.Flaw is not null)
        {
            return csv.Flaw is null ? "it is empty: no header line" : $"its header line cannot be read: {csv.Flaw}";
        }

        var names = Enumerable.Range(0, csv.Count).Select(i => Figure.Clean(Encoding.UTF8.GetString(csv[i])).Trim()).ToArray();
        header = names;
        var missing = new[] { Party, Number, Votes }.Except(names, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            return $"missing columns: {string.Join(", ", missing)}";
        }

        if (names.Contains(Station) == names.Contains(District))
        {
            return $"it must have one of the columns {Station} and {District}: is a figure that of a station or of a whole district?";
        }

        return Known.FirstOrDefault(name => names.Count(other => other == name) > 1) is { } twice
            ? $"column {twice} stands twice in the header"
            : null;
    }

    private static (string Column, string Reason)? ReadRow(CsvText csv, Dictionary<string, int> columns, string place, out CandidateRow row)
    {
        row = default;
        if (!ReadNumber(Cell(Party), least: 1, out var party))
        {
            return (Party, $"{Shown(Party)} is no party's number, 1 to {Choice.Largest}");
        }

        var candidate = 0;
        if (Cell(Number).Length > 0 && !ReadNumber(Cell(Number), least: 0, out candidate))
        {
            return (Number, $"{Shown(Number)} is no candidate's number, 1 to {Choice.Largest}");
        }

        int? votes = null;
        if (columns[Votes] >= 0 && !csv[columns[Votes]].IsEmpty)
        {
            if (Figure.Read(csv[columns[Votes]], out var value) is { } wrong)
            {
                return (Votes, wrong);
            }

            votes = value;
        }

        row = new CandidateRow(Cell(place), Cell(DistrictName), new Choice(party, candidate), Cell(Name), votes, csv.Line);
        return null;

        string Cell(string name) => columns[name] < 0 ? "" : Figure.Clean(Encoding.UTF8.GetString(csv[columns[name]])).Trim();
        string Shown(string name) => Figure.Show(csv[columns[name]]);
    }

    private static bool ReadNumber(string text, int least, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= Choice.Largest;
}
