using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap enrol</c>: makes officers' key files and has them enrolled by a key that may, or enrols public keys that their holders made;
/// one, or a table of a whole election's officers, all rows or none.
/// </summary>
public static class EnrolCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("enrol", "Make officers' keys and enrol them, or enrol public keys.")
        {
            options.Data,
            options.Election,
            options.By,
            options.Role,
            options.Scope,
            options.Holder,
            options.Public,
            options.Out,
            options.Table,
            options.To,
            options.Clock,
        };
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var folder = CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election));
        var (officers, fileOf, to) = Wanted(parsed, options);
        using var keys = new KeyRing(parsed.GetValue(options.By) is { Length: > 0 } by ? by : [KeyFiles.Root(folder)]);
        using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(options.Clock));
        var record = sequencer.Record;
        var plan = new EnrolmentPlan(record, keys);
        foreach (var officer in officers)
        {
            plan.Add(officer, officer.Key is null ? fileOf(officer) : null);
        }

        if (parsed.GetValue(options.Table) is not null)
        {
            plan.RefuseSeconds();
        }

        if (plan.Refused > 0)
        {
            Console.Error.WriteLine($"sirekap: nothing was written: {plan.Refused} of {officers.Count} keys are refused");
            return Exit.DoesNotHold;
        }

        to?.Write();
        plan.WriteKeys();
        var outcomes = LedgerByHand.Append(sequencer, plan.Entries);
        if (outcomes is null)
        {
            return Exit.DoesNotHold;
        }

        Tell(plan, PlaceNames.Of(record, sequencer.Folder.Blobs));
        LedgerByHand.TellSize(sequencer);
        return outcomes.All(outcome => outcome.Rejection is null) ? Exit.Holds : Exit.DoesNotHold;
    }

    private static (IReadOnlyList<WrittenOfficer>, Func<WrittenOfficer, string>, KeyFolder?) Wanted(ParseResult parsed, Options options)
    {
        if (parsed.GetValue(options.Table) is { } table)
        {
            var (officers, folder) = Many(parsed, options, table);
            return (officers, officer => folder!.FileOf(officer), folder);
        }

        var (one, file) = One(parsed, options);
        return ([one], _ => file(), null);
    }

    private static void Tell(EnrolmentPlan plan, ElectionNames names)
    {
        foreach (var planned in plan.Planned)
        {
            var (role, scope) = (planned.Enrol.Role, planned.Enrol.Scope);
            var place = scope.Level == Level.Station ? names.StationName(scope) : names.RegionName(scope);
            Console.Out.WriteLine(
                $"{(planned.IsNew ? "enrolled" : "is enrolled"), -11} {Words.Roles.Of(role), -9}{scope, -14}{place}: key {planned.Name}, "
                    + $"holder {planned.Enrol.Holder}{(planned.File is { } file ? $", {file}" : "")}"
            );
        }

        if (plan.Planned.Any(planned => planned.File is not null))
        {
            Console.Out.WriteLine("each key file is for its holder alone: hand it over, and keep no copy");
        }
    }

    private static (WrittenOfficer, Func<string>) One(ParseResult parsed, Options options)
    {
        var (role, scope) = (parsed.GetValue(options.Role), parsed.GetValue(options.Scope));
        var (output, given) = (parsed.GetValue(options.Out), parsed.GetValue(options.Public));
        if (role is null || scope is null || (output is null) == (given is null) || parsed.GetValue(options.To) is not null)
        {
            throw new CommandFailure(
                "say --role, --scope and either --out FILE for a new key or --public KEY for one that is there; or --table FILE --to FOLDER"
            );
        }

        if (!RegionCode.TryParse(scope, out var at))
        {
            throw new CommandFailure($"--scope {scope} is no code of a region or station (2, 4, 6, 10 or 13 characters)");
        }

        var key = default(byte[]);
        if (given is not null && OfficerTable.ReadKey(given, out key) is { } flaw)
        {
            throw new CommandFailure($"--public {flaw}");
        }

        var holder = parsed.GetValue(options.Holder);
        if (holder is not null && !Holder.TryParse(holder, out _))
        {
            throw new CommandFailure($"--holder {holder} is no pseudonym; expected the 32 hexadecimal digits of somebody's earlier key");
        }

        var officer = new WrittenOfficer(RootOptions.Word(Words.Roles, role, "--role"), at, holder ?? "", key, 0);
        return (officer, () => CommonOptions.NewFile("--out", output!));
    }

    private static (IReadOnlyList<WrittenOfficer>, KeyFolder?) Many(ParseResult parsed, Options options, string path)
    {
        var single = new Option[] { options.Role, options.Scope, options.Holder, options.Public, options.Out };
        if (single.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } both)
        {
            throw new CommandFailure($"{both.Name} is for one key; in a table each row says it");
        }

        var file = FeedFile.Load(path, out var error) ?? throw new CommandFailure(error!.ToString());
        var table = OfficerTable.Read(file, out error) ?? throw new CommandFailure(error!.ToString());
        RowFlaws.Require(table.Flaws);
        var to = parsed.GetValue(options.To);
        if (table.Officers.Count == 0 || (to is null && table.Officers.Any(officer => officer.Key is null)))
        {
            throw new CommandFailure(
                table.Officers.Count == 0 ? $"{path}: no row; expected one a key" : "--to FOLDER says where keys are put"
            );
        }

        return (table.Officers, to is null ? null : new KeyFolder(to));
    }

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string[]> By { get; } =
            new("--by")
            {
                Description =
                    "the private key that enrols, or a folder of them, of which each row's is taken; may be given again; "
                    + "default the root key in the data directory",
            };

        public Option<string?> Role { get; } =
            new("--role") { Description = $"what the key may do: {string.Join(", ", Words.Roles.Skip(1).Select(role => role.Word))}" };

        public Option<string?> Scope { get; } = new("--scope") { Description = "where: the code of a region or station" };

        public Option<string?> Holder { get; } =
            new("--holder") { Description = "the pseudonym of somebody who has a key already, as enrol said it; default somebody new" };

        public Option<string?> Public { get; } =
            new("--public") { Description = "a public key that its holder made, as 'sirekap keys show' says it" };

        public Option<string?> Out { get; } = new("--out") { Description = "the file for a new private key, its owner's alone" };

        public Option<string?> Table { get; } =
            new("--table")
            {
                Description =
                    "a table, a row a key: role, scope, and where wanted holder (the same words for the same person) and key (public); "
                    + "a key made by a row may enrol those of later rows",
            };

        public Option<string?> To { get; } = new("--to") { Description = "with --table: the folder for new private keys, SCOPE.pem" };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();
    }
}
