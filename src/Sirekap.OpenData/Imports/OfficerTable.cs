using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.OpenData.Imports;

/// <summary>Somebody who is to have a key, as a row of a table has it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Scope">Where it holds.</param>
/// <param name="Holder">Who: whatever the table writes, the same for the same person; empty for somebody who has no other key.</param>
/// <param name="Key">A public key that is there already, P-256 SPKI DER; null for one that is to be made.</param>
/// <param name="Line">The line on which the row begins, from 1.</param>
public sealed record WrittenOfficer(Role Role, RegionCode Scope, string Holder, byte[]? Key, int Line);

/// <summary>
/// A table of an election's officers, a row a key, in any dialect of <see cref="TableText"/>: <c>role</c> (<c>peran</c>), <c>scope</c>
/// (<c>wilayah</c>, <c>kode</c>), <c>holder</c> (<c>pemegang</c>) and <c>key</c> (<c>kunci</c>), the last two where wanted. One flaw is
/// enough to take none of it.
/// </summary>
/// <param name="Officers">The rows.</param>
/// <param name="Flaws">What is wrong, with line and column.</param>
public sealed record OfficerTable(IReadOnlyList<WrittenOfficer> Officers, IReadOnlyList<RowFlaw> Flaws)
{
    private const string RoleColumn = "role";
    private const string Scope = "scope";
    private const string Holder = "holder";
    private const string Key = "key";

    private static readonly string[] Known = [RoleColumn, Scope, Holder, Key];

    /// <summary>Reads the rows and every flaw in them, or says why the file cannot be read at all.</summary>
    public static OfficerTable? Read(FeedFile file, out InputError? error)
    {
        if (InputText.Open(file, out error) is not { } text)
        {
            return null;
        }

        using var table = TableText.Open(text, name => Known.Contains(Meaning(name)), out var reason);
        var header = table?.Header.Select(Meaning).ToList() ?? [];
        reason ??= HeaderFlaw(table!, header);
        if (reason is not null)
        {
            error = new InputError(file.Name, reason);
            return null;
        }

        var (officers, flaws) = (new List<WrittenOfficer>(), new List<RowFlaw>());
        while (table!.Next())
        {
            var wrong = default((string Column, string Reason)?);
            var officer = table.Flaw is null ? ReadRow(table, name => Cell(table, header, name), out wrong) : null;
            if (officer is not null)
            {
                officers.Add(officer);
                continue;
            }

            var column = wrong is { } at ? table.HeaderWords[header.IndexOf(at.Column)] : "";
            flaws.Add(new RowFlaw(file.Name, table.Line, column, table.Flaw ?? wrong!.Value.Reason));
        }

        error = table.Broken is { } broken ? new InputError(file.Name, broken) : null;
        return error is null ? new OfficerTable(officers, flaws) : null;
    }

    /// <summary>Reads a public key as <c>sirekap keys show</c> says it, base64 of its SPKI.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? ReadKey(string text, out byte[] key)
    {
        key = new byte[text.Length];
        if (Convert.TryFromBase64String(text, key, out var length) && length > 0)
        {
            key = key[..length];
            return null;
        }

        return $"{Figure.Show(text)} is no public key; expected what 'sirekap keys show' says after \"key\"";
    }

    private static string Meaning(string name) =>
        name switch
        {
            "peran" => RoleColumn,
            "wilayah" or "kode" or "station" or "region" => Scope,
            "pemegang" => Holder,
            "kunci" => Key,
            _ => name,
        };

    private static string? HeaderFlaw(TableText table, List<string> header)
    {
        var missing = new[] { RoleColumn, Scope }.Except(header, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            return $"line 1: missing columns: {string.Join(", ", missing)}; the header has {string.Join(", ", table.HeaderWords.Take(12))}";
        }

        if (Known.FirstOrDefault(name => header.Count(other => other == name) > 1) is { } twice)
        {
            return $"line 1: column {twice} stands twice in the header";
        }

        var unknown = header.FindIndex(name => !Known.Contains(name));
        return unknown < 0
            ? null
            : $"line 1: {Figure.Show(table.HeaderWords[unknown])} is no column here; expected {string.Join(", ", Known)}";
    }

    private static WrittenOfficer? ReadRow(TableText table, Func<string, string> cell, out (string Column, string Reason)? wrong)
    {
        var word = cell(RoleColumn);
        var known = Words.Roles.Where(role => role.Word == word.ToLowerInvariant()).ToArray();
        var key = default(byte[]);
        wrong =
            known.Length == 0
                ? (
                    RoleColumn,
                    $"{Figure.Show(word)} is no role; expected one of {string.Join(", ", Words.Roles.Select(role => role.Word))}"
                )
            : !RegionCode.TryParse(Figure.Code(cell(Scope)), out var scope)
                ? (Scope, $"{Figure.Show(cell(Scope))} is no code of a region or station (2, 4, 6, 10 or 13 characters)")
            : cell(Key).Length > 0 && ReadKey(cell(Key), out key) is { } flaw ? (Key, flaw)
            : null;
        return wrong is null
            ? new WrittenOfficer(known[0].Value, RegionCode.Parse(Figure.Code(cell(Scope))), cell(Holder), key, table.Line)
            : null;
    }

    private static string Cell(TableText table, List<string> header, string name) =>
        header.IndexOf(name) is >= 0 and var column ? table[column] : "";
}
