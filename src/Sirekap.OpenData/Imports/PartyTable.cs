using Sirekap.Elections.Contests;

namespace Sirekap.OpenData.Imports;

/// <summary>A table of parties' names: <c>nomor</c> and <c>nama</c>, others ignored.</summary>
public static class PartyTable
{
    private const string Number = "nomor";
    private const string Name = "nama";

    /// <summary>The names by number, or why the table cannot be read; a row that cannot be understood is such a reason.</summary>
    public static Dictionary<int, string>? Read(FeedFile file, out InputError? error)
    {
        if (InputText.Open(file, out error) is not { } text)
        {
            return null;
        }

        using var table = TableText.Open(text, name => Meaning(name) is Number or Name, out var reason);
        var names = new Dictionary<int, string>();
        reason ??= Read(table!, names);
        error = reason is null ? null : new InputError(file.Name, reason);
        return reason is null ? names : null;
    }

    private static string Meaning(string name) =>
        name switch
        {
            "nomor_urut" or "number" or "no" or "partai" => Number,
            "name" or "nama_partai" => Name,
            _ => name,
        };

    private static string? Read(TableText table, Dictionary<int, string> names)
    {
        var header = table.Header.Select(Meaning).ToList();
        var (number, name) = (header.IndexOf(Number), header.IndexOf(Name));
        if (number < 0 || name < 0)
        {
            return $"missing columns: expected {Number} and {Name}, the header has {string.Join(", ", table.HeaderWords.Take(12))}";
        }

        while (table.Next())
        {
            var flaw = table.Flaw ?? Figure.Read(table[number], out _) ?? NameRules.FlawOf(table[name]);
            if (flaw is not null)
            {
                return $"line {table.Line}: {flaw}";
            }

            _ = Figure.Read(table[number], out var party);
            if (party is < 1 or > Choice.Largest || !names.TryAdd(party, table[name]))
            {
                return $"line {table.Line}: party {party} is given twice, or no number from 1 to {Choice.Largest}";
            }
        }

        return table.Broken;
    }
}
