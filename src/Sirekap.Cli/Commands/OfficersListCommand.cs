using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Exports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap officers list</c>: the enrolled keys of those who may review, or of other roles: where, whose, by whom, and what they did.
/// </summary>
public static class OfficersListCommand
{
    /// <summary>Whose keys read papers again, from the narrowest (<see cref="Authority.ToReview"/>).</summary>
    private static readonly Role[] Reviewers = [Role.District, Role.Regency, Role.Province];

    public static Command Create()
    {
        var (data, election) = (CommonOptions.Data(), CommonOptions.Election());
        var region = new Option<string>("--region")
        {
            Description = "keys within this region; 0 is the nation",
            DefaultValueFactory = _ => "0",
        };
        var role = new Option<string[]>("--role")
        {
            Description =
                $"keys of this role: {string.Join(", ", Words.Roles.Select(word => word.Word))}; may be given again; "
                + "default those who review",
        };
        var csv = new Option<string?>("--csv") { Description = "a file for the same as a table for programs (CSV)" };
        var command = new Command("list", "List the keys that may review, and what they did.") { data, election, region, role, csv };
        command.SetAction(parsed =>
        {
            var roles = (parsed.GetValue(role) ?? []).Select(word => RootOptions.Word(Words.Roles, word, "--role")).ToArray();
            using var ledger = LedgerReader.Open(CommonOptions.Folder(CommonOptions.Path(parsed, data), parsed.GetValue(election)));
            _ = CommonOptions.InRegion(ledger.Record, parsed.GetValue(region)!);
            var within = RegionCode.Parse(parsed.GetValue(region)!);
            Key[] keys =
            [
                .. Enumerable
                    .Range(0, ledger.Record.Keys.Count)
                    .Select(ordinal => ledger.Record.Keys[ordinal])
                    .Where(key => (roles.Length > 0 ? roles : Reviewers).Contains(key.Role) && key.Scope.IsWithin(within)),
            ];
            Write(ledger, keys, parsed.GetValue(csv) is { } file ? CommonOptions.NewFile("--csv", file) : null);
            return Exit.Holds;
        });
        return command;
    }

    private static void Write(LedgerReader ledger, IReadOnlyList<Key> keys, string? csv)
    {
        var did = OfficerActs.Of(ledger.Record);
        var names = PlaceNames.Of(ledger.Record, ledger.Folder.Blobs);
        Row[] rows = [.. keys.Select(key => RowOf(ledger, names, key, did.GetValueOrDefault(key.Ordinal) ?? new OfficerActs()))];
        if (csv is not null)
        {
            File.WriteAllBytes(csv, CsvFile.Encode(TableOf(ledger, rows)));
        }

        foreach (var row in rows)
        {
            var (key, acts) = (row.Key, row.Acts);
            Console.Out.WriteLine($"{Words.Roles.Of(key.Role), -11}{key.Scope, -14}{row.Place}");
            Console.Out.WriteLine($"  key {key.Name}, holder {key.Holder}{(key.IsRevoked ? $", revoked by entry {key.Revoked}" : "")}");
            Console.Out.WriteLine(
                $"  enrolled by {row.By?.ToString() ?? "the definition"}, entry {key.Enrolled}{(row.Time is { } time ? $", {time}" : "")}"
            );
            Console.Out.WriteLine($"  sealed {acts.Seals:N0}, opened {acts.Openings:N0}, decided {acts.Decisions:N0}");
        }

        Console.Out.WriteLine($"{rows.Length:N0} keys, {rows.Count(row => row.Key.IsRevoked):N0} of them revoked");
    }

    private static Row RowOf(LedgerReader ledger, ElectionNames names, Key key, OfficerActs acts)
    {
        var record = ledger.Record;
        var by = key.IsFounding ? null : record.Read(ledger.Store.Read(key.Enrolled), out _)?.Signers[0];
        var place = key.Scope.Level == Level.Station ? names.StationName(key.Scope) : names.RegionName(key.Scope);
        return new Row(key, place, by, record.Times.At(key.Enrolled), acts);
    }

    private static Table TableOf(LedgerReader ledger, IReadOnlyList<Row> rows)
    {
        var record = ledger.Record;
        return new Table(
            "officers",
            "Enrolled keys",
            [
                new("role", CellKind.Text),
                new("region", CellKind.Code),
                new("name", CellKind.Text),
                new("holder", CellKind.Code),
                new("key", CellKind.Code),
                new("enrolled_by", CellKind.Code),
                new("enrolled_entry", CellKind.Number),
                new("enrolled_time", CellKind.Time),
                new("revoked_entry", CellKind.Number),
                new("seals", CellKind.Number),
                new("openings", CellKind.Number),
                new("decisions", CellKind.Number),
            ],
            rows.Select(Cells),
            new TableSource(
                record.Head.Election,
                Words.Kinds.Of(record.Definition.Kind),
                ledger.Tree.Size,
                ledger.Tree.Root().ToString(),
                record.Times.Now
            )
        );
    }

    private static IReadOnlyList<Cell> Cells(Row row)
    {
        var (key, acts) = (row.Key, row.Acts);
        return
        [
            Cell.Text(Words.Roles.Of(key.Role)),
            Cell.Code(key.Scope.ToString()),
            Cell.Text(row.Place),
            Cell.Code(key.Holder.ToString()),
            Cell.Code(key.Name.ToString()),
            Cell.Code(row.By?.ToString()),
            Cell.Number(key.Enrolled),
            Cell.Time(row.Time),
            Cell.Number(key.IsRevoked ? key.Revoked : null),
            Cell.Number(acts.Seals),
            Cell.Number(acts.Openings),
            Cell.Number(acts.Decisions),
        ];
    }

    /// <summary>A line of the list.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Place">What its scope is called.</param>
    /// <param name="By">Who enrolled it; null where the definition did.</param>
    /// <param name="Time">The ledger's time of its enrolment; null for the definition, which stands before time.</param>
    /// <param name="Acts">What it did.</param>
    private sealed record Row(Key Key, string Place, KeyName? By, Timestamp? Time, OfficerActs Acts);
}
