using System.Reflection;
using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Effects;
using Sirekap.Record.Storage;
using Sirekap.Record.Tests.Model;

namespace Sirekap.Record.Tests;

/// <summary>
/// A record whose places grow, by a kind of statement that is made up here. What is added moves the ordinals of all behind it, and nothing
/// that was said of a station may be lost or come to stand at another.
/// </summary>
public class GrowthTests
{
    /// <summary>Stations before, between and behind others; a village, district, regency and province that were not there.</summary>
    private const string Added =
        "1101010001 1-2\n3171010001 4\n3171010002 2-3\n3171010003 1\n3171030001 1\n3173010001 1\n3201010001 4-5\n99BF010001 1\n";

    [Fact]
    public void A_ledger_that_grew_has_the_state_of_one_that_had_all_stations_from_the_start()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var (grown, whole, index) = Night(seed);
            using (grown)
            using (whole)
            {
                Facts(grown.Record).ShouldBe(Facts(whole.Record), $"seed {seed}");
                SameStamps(grown.Record, whole.Record, index);
                for (var size = 2; size <= grown.Record.Count; size += 1 + (grown.Record.Count / 20))
                {
                    SameAt(grown.Record, whole.Record, index, size);
                }
            }
        }
    }

    [Fact]
    public void A_copy_that_grew_has_seen_what_one_has_that_had_all_stations_from_the_start()
    {
        using var grown = GrowingRules.Ledger(kind: ElectionKind.Copy);
        using var whole = GrowingRules.Ledger(All, ElectionKind.Copy);
        foreach (var (ledger, isGrown) in new[] { (grown, true), (whole, false) })
        {
            ledger.Said(ledger.Snapshot(1), ledger.Import());
            ledger.Said(ledger.Form("3201020001001", MadeElection.Sound(70_000, 2, 3), 1), ledger.Import());
            if (isGrown)
            {
                ledger.Said(GrowingRules.GrowBy(Added), ledger.Roots[0]);
            }
            else
            {
                ledger.Tick();
            }

            ledger.Said(ledger.Snapshot(2, "3171010001 2,4\n99BF010001 1\n"), ledger.Import());
            ledger.Said(ledger.Form("99BF010001001", MadeElection.Sound(4, 5, 6), 2), ledger.Import());
        }

        Facts(grown.Record).ShouldBe(Facts(whole.Record));
    }

    /// <summary>A holder of ordinals that nobody told of the growth has a tree, or an array, of the size that there was.</summary>
    [Fact]
    public void Nothing_that_a_record_holds_is_of_the_tree_that_it_had()
    {
        // So many that no other array has their number by chance.
        var villages = Enumerable.Range(1, 100).Select(village => $"330101{village:0000} 1-2\n");
        using var ledger = GrowingRules.Ledger(MadeElection.RegionsText.Replace("99AA", string.Concat(villages) + "99AA"));
        ledger.Submit("3201020001001", MadeElection.Sound(1, 2, 3));
        var (before, stations, regions) = (ledger.Record.Tree, ledger.Record.Tree.StationCount, ledger.Record.Tree.RegionCount);
        HeldObjects.Of(ledger.Record).ShouldContain(before);
        HeldObjects.Of(ledger.Record).OfType<Array>().ShouldContain(array => array.Length == stations);
        ledger.Said(GrowingRules.GrowBy(Added), ledger.Roots[0]);
        var held = HeldObjects.Of(ledger.Record);
        held.ShouldNotContain(before);
        held.OfType<Array>().Where(array => array.Length == stations || array.Length == regions).ShouldBeEmpty();
        held.OfType<RegionTree>().ShouldContain(ledger.Record.Tree);
    }

    [Fact]
    public void Before_a_station_was_added_it_counts_nowhere_and_its_totals_are_given_with_and_without_it()
    {
        using var ledger = GrowingRules.Ledger();
        ledger.Submit("3171010001001", MadeElection.Sound(10, 20, 30));
        var before = ledger.Record.Count;
        ledger.Said(GrowingRules.GrowBy(Added), ledger.Roots[0]);
        ledger.Submit("3171010001004", MadeElection.Sound(1, 1, 1));
        ledger.Submit("3173010001001", MadeElection.Broken(2, 2, 2));
        var (past, record) = (ledger.President.Past, ledger.Record);
        past.TotalsAt(0, before).TotalStations.ShouldBe(MadeElection.Tree.StationCount);
        past.TotalsAt(0, record.Count).TotalStations.ShouldBe(MadeElection.Tree.StationCount + 11);
        past.AddedAt(0, 0, before).ShouldBeNull();
        var added = past.AddedAt(0, 0, record.Count).ShouldNotBeNull();
        added.TotalStations.ShouldBe(11);
        added.Accepted.Votes.ShouldBe([1, 1, 1]);
        added.UnderReview.Votes.ShouldBe([2, 2, 2]);
        var without = past.TotalsAt(0, record.Count) - added;
        without.TotalStations.ShouldBe(MadeElection.Tree.StationCount);
        without.Reported.ShouldBe(past.TotalsAt(0, before).Reported);

        // The senator's district is province 31 alone, the council's province 32.
        record.Contest(MadeElection.Senator)!.Past.AddedAt(0, 0, record.Count)!.TotalStations.ShouldBe(6);
        var addition = record.Additions.ShouldHaveSingleItem();
        addition.Regions.Select(region => region.ToString()).ShouldContain("3173");
        record.Additions.Of(RegionCode.Parse("3173")).ShouldBe(addition);
        record.Additions.Of(RegionCode.Parse("3171010001")).ShouldBeNull();
        record.Additions.WasThere(RegionCode.Parse("3171010001004"), addition.Index).ShouldBeFalse();
        record.Additions.WasThere(RegionCode.Parse("3171010001004"), addition.Index + 1).ShouldBeTrue();
        ledger.President.LastChangeWithin(RegionCode.Parse("99BF")).ShouldBe(addition.Index);
        ledger.President.LastChangeWithin(RegionCode.Parse("99AA")).ShouldBe(-1);
    }

    [Fact]
    public void A_list_without_a_station_adds_nothing()
    {
        using var ledger = GrowingRules.Ledger();
        ledger.Refused(RejectionCode.NothingNew, GrowingRules.GrowBy(""), ledger.Roots[0]);
    }

    [Fact]
    public void What_lies_in_no_electoral_district_is_no_place_of_the_election()
    {
        using var ledger = GrowingRules.Ledger(
            structure: new ElectionStructure(MadeElection.Structure.Limits, MadeElection.Structure.Contests.Skip(1).ToList())
        );
        ledger.Refused(RejectionCode.UnknownRegion, GrowingRules.GrowBy("3301010001 1\n"), ledger.Roots[0]);
        ledger.Said(GrowingRules.GrowBy("3201010009 1\n"), ledger.Roots[0]);
    }

    [Fact]
    public void Places_are_added_so_often_and_no_oftener()
    {
        using var ledger = GrowingRules.Ledger();
        foreach (var village in new[] { "3201010007", "3201010008", "3201010009" })
        {
            ledger.Said(GrowingRules.GrowBy($"{village} 1\n"), ledger.Roots[0]);
        }

        ledger.Refused(RejectionCode.TooMany, GrowingRules.GrowBy("3201010006 1\n"), ledger.Roots[0]);
    }

    internal static void AlreadyThere()
    {
        using var ledger = GrowingRules.Ledger();
        ledger.Refused(RejectionCode.AlreadyThere, GrowingRules.GrowBy("3171010001 3-4\n"), ledger.Roots[0]);
        ledger.Said(GrowingRules.GrowBy("3171010001 4\n"), ledger.Roots[0]);
        ledger.Refused(RejectionCode.AlreadyThere, GrowingRules.GrowBy("3171010001 4-5\n"), ledger.Roots[0]);
    }

    internal static void Certified()
    {
        using var ledger = GrowingRules.Ledger();
        ledger.Said(
            new Totals(MadeElection.President, RegionCode.Parse("317101"), 0, TotalFigures.OfVotes([0, 0, 0], 0, 0)),
            ledger.Officer("317101")
        );
        ledger.Said(
            new Totals(MadeElection.Council, RegionCode.Parse("3172"), 0, TotalFigures.OfVotes([0, 0], 0, 0)),
            ledger.Officer("3172")
        );
        ledger.Refused(RejectionCode.Certified, GrowingRules.GrowBy("3171010001 4\n"), ledger.Roots[0]);
        ledger.Refused(RejectionCode.Certified, GrowingRules.GrowBy("3171010009 1\n"), ledger.Roots[0]);

        // Another district of the same regency, and a region whose certified contest it has no part in.
        ledger.Said(GrowingRules.GrowBy("3171020001 3\n"), ledger.Roots[0]);
        ledger.Said(GrowingRules.GrowBy("3172010001 3\n"), ledger.Roots[0]);
        ledger.Said(new Totals(MadeElection.President, RegionCode.Nation, 0, TotalFigures.OfVotes([0, 0, 0], 0, 0)), ledger.Roots[0]);
        ledger.Refused(RejectionCode.Certified, GrowingRules.GrowBy("3201010001 4\n"), ledger.Roots[0]);
    }

    internal static void TooLarge()
    {
        using var ledger = GrowingRules.Ledger();
        ledger.Refused(RejectionCode.TooLarge, GrowingRules.GrowBy("3171010001 4-999\n"), ledger.Roots[0]);

        // A list may have as many stations as an election, and the two together may not.
        var districts = Enumerable
            .Range(0, RegionTreeText.MostStations / RegionTree.LargestNumber + 1)
            .Select(i => $"11{i / 5000:0000}{i % 5000:0000} 1-999\n");
        var many = Additions
            .Flaw(ledger.Record, MadeElection.Parse(string.Concat(districts.SkipLast(1)) + "1201010001 1-9\n"))
            .ShouldNotBeNull();
        many.Code.ShouldBe(RejectionCode.TooLarge);
        many.Detail.ShouldContain($"above {RegionTreeText.MostStations}");
        ledger.Said(GrowingRules.GrowBy("3171010001 4\n"), ledger.Roots[0]);
    }

    private static string All => Encoding.ASCII.GetString(TreeGrowth.Of(MadeElection.Tree, MadeElection.Parse(Added)).After.Encode());

    /// <summary>
    /// One night told to two ledgers, entry for entry. The one grows in its middle; there the other, which has all stations from the start,
    /// is told the time.
    /// </summary>
    private static (MadeLedger Grown, MadeLedger Whole, int Index) Night(int seed)
    {
        using var first = GrowingRules.Ledger(All);
        RandomNight.Tell(first, new RandomNight(seed).Stories(first), seed);
        Evidence(first);
        var (grown, whole) = (GrowingRules.Ledger(), GrowingRules.Ledger(All));
        var middle = 2 + (new Random(seed).Next(first.Entries.Count - 2));
        var later = new List<ReadOnlyMemory<byte>>();
        foreach (var (i, entry) in first.Entries.Index().Skip(2))
        {
            if (i < middle && !SpeaksOfAdded(first.Record.Read(entry, out _)!.Statement))
            {
                Both(entry);
            }
            else
            {
                later.Add(entry);
            }
        }

        var index = grown.Record.Count;
        grown.Said(GrowingRules.GrowBy(Added), grown.Roots[0]);
        whole.Tick();
        later.ForEach(Both);
        return (grown, whole, index);

        void Both(ReadOnlyMemory<byte> entry)
        {
            grown.Say(entry.ToArray()).ShouldBeNull();
            whole.Say(entry.ToArray()).ShouldBeNull();
        }
    }

    /// <summary>A plenary, photos that stations share, readings, figures that no row holds, at both ends of the tree.</summary>
    private static void Evidence(MadeLedger ledger)
    {
        ledger.Said(
            new Totals(MadeElection.President, RegionCode.Parse("3172"), 3, TotalFigures.OfVotes([1, 2, 3], 6, 1)),
            ledger.Officer("3172")
        );
        foreach (var (i, station) in new[] { "3171010001002", "3171010001004", "99AA010001002", "99BF010001001" }.Index())
        {
            var photo = BlobFolder.Reference([1]).Sha256;
            ledger.Said(ledger.Form(station, MadeElection.Bare(70_000 + i, 1, 2), 90) with { Photos = [photo] }, ledger.Officer(station));
            ledger.Said(ledger.Reading(station, MadeElection.Bare(i, 1, 2)), ledger.Reader());
        }

        ledger.Said(ledger.Reading("3201020001001", MadeElection.Bare(1, 1, 2)), ledger.Reader());
    }

    private static bool SpeaksOfAdded(Statement statement)
    {
        var added = MadeElection.Parse(Added);
        var place = statement switch
        {
            Enrol enrol => enrol.Scope,
            Form form => form.Station,
            Review review => review.Station,
            Transcription read => read.Station,
            PhotoReading reading => reading.Station,
            _ => RegionCode.Nation,
        };
        return place.Level == Level.Station
            ? added.FindStation(place) >= 0
            : added.FindRegion(place) >= 0 && MadeElection.Tree.FindRegion(place) < 0;
    }

    /// <summary>All that contests hold, and whose photos are whose.</summary>
    private static string Facts(ElectionRecord record)
    {
        var state = StateText.Of(record);
        var photos = state.IndexOf("\"sharedPhotos\"", StringComparison.Ordinal);
        var of = new StringBuilder(state[(photos < 0 ? state.IndexOf("\"contests\"", StringComparison.Ordinal) : photos)..]);
        foreach (var contest in record.Contests)
        {
            of.Append(contest.LastRead < 0 ? "" : record.Tree.Station(contest.LastRead)).Append('\n');
            of.AppendJoin('\n', contest.Photographed.Select(form => $"{form.Entry} {record.Tree.Station(form.Station)}"));
            of.AppendJoin('\n', Enumerable.Range(0, record.Tree.StationCount).Select(contest.LastChange));
        }

        return of.ToString();
    }

    /// <summary>The past of both is the same, but that in the one there were fewer stations before it grew.</summary>
    private static void SameAt(ElectionRecord grown, ElectionRecord whole, int index, int size)
    {
        var (one, other) = (grown.Contest(MadeElection.President)!, whole.Contest(MadeElection.President)!);
        var tree = whole.Tree;
        for (var station = 0; station < tree.StationCount; station++)
        {
            var (state, expected) = (one.Past.StateAt(station, size), other.Past.StateAt(station, size));
            (state.Class, state.InPlace, state.IsHeld, state.Named).ShouldBe(
                (expected.Class, expected.InPlace, expected.IsHeld, expected.Named)
            );
            state.Fields.ShouldBe(expected.Fields);
            state.Waiting.Select(form => form.Index).ShouldBe(expected.Waiting.Select(form => form.Index));
            one.Past.ChangesAt(station, size).ShouldBe(other.Past.ChangesAt(station, size));
        }

        var added = MadeElection.Parse(Added);
        for (var region = 0; region < tree.RegionCount; region++)
        {
            var code = tree.Region(region);
            var its = added.FindRegion(code) is >= 0 and var at ? added.StationsOf(at).Count : 0;
            var expected = other.Past.TotalsAt(region, size);
            var totals = one.Past.TotalsAt(region, size);
            totals.ShouldBe(expected with { TotalStations = expected.TotalStations - (size <= index ? its : 0) }, $"{code} at {size}");
            (one.Past.AddedAt(region, region, size)?.TotalStations ?? 0).ShouldBe(size <= index ? 0 : its);
        }

        one.Past.FigureChanges(new StationRange(0, tree.StationCount), size)
            .Select(change => (change.Station, change.Event.Index))
            .ShouldBe(
                other
                    .Past.FigureChanges(new StationRange(0, tree.StationCount), size)
                    .Select(change => (change.Station, change.Event.Index))
            );
    }

    private static void SameStamps(ElectionRecord grown, ElectionRecord whole, int index)
    {
        foreach (var contest in grown.Contests)
        {
            for (var region = 0; region < whole.Tree.RegionCount; region++)
            {
                var code = whole.Tree.Region(region);
                var stamp = whole.Contest(contest.Contest.Code)!.LastChangeWithin(code);
                var isTouched = MadeElection.Parse(Added).FindRegion(code) >= 0;
                contest.LastChangeWithin(code).ShouldBe(isTouched ? Math.Max(stamp, index) : stamp, code.ToString());
            }
        }
    }
}
