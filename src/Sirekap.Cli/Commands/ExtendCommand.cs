using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap extend</c>: a root proposes stations for the election that runs; they are there when a quorum has agreed
/// (<see cref="AgreeCommand"/>).
/// </summary>
public static class ExtendCommand
{
    public static Command Create()
    {
        var (data, election, key) = (CommonOptions.Data(), CommonOptions.Election(), RootOptions.Key());
        var clock = LedgerByHand.ClockIsRight();
        var regions = CommonOptions.Regions(required: true);
        var ground = new Option<string>("--ground")
        {
            Description = string.Join(", ", Words.AdditionGrounds.Select(word => word.Word)),
            Required = true,
        };
        var command = new Command("extend", "Propose stations and regions for an election that runs: a re-vote, a forgotten village.")
        {
            data,
            election,
            key,
            regions,
            ground,
            clock,
        };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election));
            using var signer = KeyFiles.ReadOfficer(parsed.GetValue(key) ?? KeyFiles.Root(folder));
            var why = RootOptions.Word(Words.AdditionGrounds, parsed.GetValue(ground)!, "--ground");
            var places = InitCommand.ReadRegions(parsed.GetValue(regions)!);
            using var sequencer = LedgerByHand.Open(folder, parsed.GetValue(clock));
            var blobs = sequencer.Folder.Blobs;
            var added = NewOf(sequencer.Record, places.Tree);
            var names = NamesOf(sequencer.Record, places);
            var extend = new Extend(why, blobs.Add(added.Encode()), names is null ? null : blobs.Add(names.Encode()));
            var known = places.Tree.StationCount - added.StationCount;
            return RootOptions.Say(
                sequencer,
                extend,
                signer,
                $"{added.StationCount:N0} stations" + (known == 0 ? "" : $"; {known:N0} others of the table are there already")
            );
        });
        return command;
    }

    /// <summary>The stations of a table that the election has not: a list of all places may be given as it is.</summary>
    private static RegionTree NewOf(ElectionRecord record, RegionTree table)
    {
        var added = RegionTree.FromStations(
            Enumerable
                .Range(0, table.StationCount)
                .Where(station => record.Tree.FindStation(table.Station(station)) < 0)
                .Select(station => (table.Station(station), table.MethodOf(station)))
        );
        return added.StationCount > 0 || table.StationCount == 0
            ? added
            : throw new CommandFailure($"all {table.StationCount:N0} stations of the table are there already: nothing to add");
    }

    /// <summary>Words for what is new; a table may repeat places that are there, whose names stay.</summary>
    private static ElectionNames? NamesOf(ElectionRecord record, RegionsFile places)
    {
        var regions = places
            .Names.Where(name => record.Tree.FindRegion(name.Key) < 0 && places.Tree.FindRegion(name.Key) >= 0)
            .ToDictionary(name => name.Key, name => name.Value);
        var stations = places
            .StationNames.Where(name => record.Tree.FindStation(name.Key) < 0)
            .ToDictionary(name => name.Key, name => name.Value);
        return regions.Count + stations.Count == 0
            ? null
            : ElectionNames.None(record.Head.Election) with
            {
                Regions = regions,
                Stations = stations,
            };
    }
}
