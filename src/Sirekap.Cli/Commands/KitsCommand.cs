using System.CommandLine;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Officers.Kits;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap kits print</c>: for each station of a region a kit that the district's key enrols, and its letter. What was begun is finished
/// by the same command; no station gets a second kit unless its first was revoked.
/// </summary>
public static class KitsCommand
{
    /// <summary>Stations without further words; a district has some hundred.</summary>
    private const int Named = 5;

    public static Command Create()
    {
        var options = new Options();
        var print = new Command("print", "Make kits for a region's stations, enrol them, and write their letters.")
        {
            options.Data,
            options.Election,
            options.Region,
            options.Contests,
            options.Key,
            options.To,
            options.Address,
            options.English,
            options.Clock,
        };
        print.SetAction(parsed => Run(parsed, options));
        return new Command("kits", "Letters by which polling staff enrol their phones.") { print };
    }

    private static int Run(ParseResult parsed, Options options)
    {
        var site = HostedSite.AddressOf(parsed.GetValue(options.Address))!;
        var letters = new KitFolder(CommonOptions.Path(parsed, options.To));
        var folder = CommonOptions.Folder(CommonOptions.Path(parsed, options.Data), parsed.GetValue(options.Election));
        using var keys = new KeyRing(parsed.GetValue(options.Key)!);
        using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(options.Clock));
        var record = sequencer.Record;
        var head = new LetterHead(
            PlaceNames.Of(record, folder.Blobs),
            record.Definition.Kind,
            record.Definition.Log,
            site.GetLeftPart(UriPartial.Authority),
            parsed.GetValue(options.English)
        );
        var begun = letters.Begun();
        var stations = Stations(record, parsed.GetValue(options.Region)!, parsed.GetValue(options.Contests)!);
        var without = WithoutKit(record, stations, [.. begun.SelectMany(file => file.Kits)]);
        var made = without
            .GroupBy(station => station.At(Level.District))
            .Select(district =>
                (Name: letters.NewName(district.Key), Kits: (IReadOnlyList<StationKit>)[.. district.Select(StationKit.New)])
            );
        var files = begun.Concat(made).Select(file => new PlannedLetters(file.Name, file.Kits, PlanOf(record, keys, file.Kits))).ToArray();
        if (files.Length == 0)
        {
            Console.Error.WriteLine("sirekap: no letter was made: every station there has a kit that stands; revoke a lost one first");
            return Exit.DoesNotHold;
        }

        if (files.Sum(file => file.Plan.Refused) is > 0 and var refused)
        {
            Console.Error.WriteLine(
                $"sirekap: nothing was written: {refused:N0} of {files.Sum(file => file.Kits.Count):N0} kits are refused"
            );
            return Exit.DoesNotHold;
        }

        foreach (var file in files)
        {
            if (!Print(sequencer, letters, head, file, isNew: !begun.Any(other => other.Name == file.Name)))
            {
                return Exit.DoesNotHold;
            }
        }

        Console.Out.WriteLine("each letter is its station's alone: hand it over, and keep no copy");
        LedgerByHand.TellSize(sequencer);
        return Exit.Holds;
    }

    /// <summary>The stations of a region, or the one; of the given contests, where any are given.</summary>
    private static IReadOnlyList<RegionCode> Stations(ElectionRecord record, string region, string[] contests)
    {
        var tree = record.Tree;
        IReadOnlyList<RegionCode> all;
        if (RegionCode.TryParse(region, out var code) && code.Level == Level.Station && tree.FindStation(code) >= 0)
        {
            all = [code];
        }
        else
        {
            var (first, end) = tree.StationsOf(CommonOptions.InRegion(record, region));
            all = [.. Enumerable.Range(first, end - first).Select(tree.Station)];
        }

        var of = contests.Select(contest => CommonOptions.InContest(record, contest).Contest).ToArray();
        return of.Length == 0 ? all : [.. all.Where(station => of.Any(contest => contest.TryFindDistrict(station, out _)))];
    }

    /// <summary>Those that have no kit that stands, and none that is begun; how many have one is said.</summary>
    private static List<RegionCode> WithoutKit(ElectionRecord record, IReadOnlyList<RegionCode> stations, IReadOnlyList<StationKit> begun)
    {
        var have = Enumerable
            .Range(0, record.Keys.Count)
            .Select(ordinal => record.Keys[ordinal])
            .Where(key => key is { Role: Role.Kit, IsRevoked: false })
            .Select(key => key.Scope)
            .Except(begun.Select(kit => kit.Station))
            .ToHashSet();
        var left = stations.Where(have.Contains).ToArray();
        if (left.Length > 0)
        {
            var more = left.Length > Named ? $" and {left.Length - Named:N0} more" : "";
            Console.Error.WriteLine($"sirekap: left out, with a kit that stands: {string.Join(", ", left.Take(Named))}{more}");
        }

        return [.. stations.Except(have).Except(begun.Select(kit => kit.Station))];
    }

    /// <summary>Thinks their enrolment through to the end; what is refused has been said.</summary>
    private static EnrolmentPlan PlanOf(ElectionRecord record, KeyRing keys, IReadOnlyList<StationKit> kits)
    {
        var plan = new EnrolmentPlan(record, keys);
        foreach (var kit in kits)
        {
            plan.Add(new WrittenOfficer(Role.Kit, kit.Station, "", kit.Spki, 0), null);
        }

        return plan;
    }

    /// <summary>One file of letters: kept, enrolled, printed. False where the record refuses; it has been said.</summary>
    private static bool Print(Sequencer sequencer, KitFolder letters, LetterHead head, PlannedLetters file, bool isNew)
    {
        if (isNew)
        {
            letters.Begin(file.Name, file.Kits);
        }

        if (LedgerByHand.Append(sequencer, file.Plan.Entries) is not { } outcomes || outcomes.Any(outcome => outcome.Rejection is not null))
        {
            return false;
        }

        letters.Finish(file.Name, KitLetters.Letters(head, file.Kits), KitLetters.Posters(head, [.. file.Kits.Select(kit => kit.Station)]));
        Console.Out.WriteLine($"{file.Kits.Count:N0} letters: {letters.Letters(file.Name)}");
        return true;
    }

    /// <summary>A file of letters, with the enrolments of its kits.</summary>
    private sealed record PlannedLetters(string Name, IReadOnlyList<StationKit> Kits, EnrolmentPlan Plan);

    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string> Region { get; } =
            new("--region") { Description = "whose stations: the code of a region, or of one station", Required = true };

        public Option<string[]> Contests { get; } =
            new("--contest")
            {
                Description = "only stations that vote on this contest; may be given again; default all",
                DefaultValueFactory = _ => [],
            };

        public Option<string[]> Key { get; } =
            new("--key")
            {
                Description = "the district's private key, or a folder of districts' keys; may be given again",
                Required = true,
            };

        public Option<string> To { get; } =
            new("--to")
            {
                Description = "the folder for letters and posters, a file of each a district; their owner's alone",
                Required = true,
            };

        public Option<string?> Address { get; } =
            new("--address") { Description = "where phones find the capture app, as https://sirekap.example", Required = true };

        public Option<bool> English { get; } = new("--english") { Description = "letters in English; default Indonesian" };

        public Option<bool> Clock { get; } = LedgerByHand.ClockIsRight();
    }
}
