using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Verification.Tests.Parties;

/// <summary>
/// examples/two-contests with forms, decisions and plenaries: a president, parties whose lists differ in length from district to district,
/// and persons, whose ballots differ altogether. All that was said is kept, so that sums can be made of it by hand.
/// </summary>
internal sealed class PartyNight : ToldNight
{
    public const string Persons = "pdpd";
    public const string Parties = "pdpr";
    public const string President = "ppwp";

    private readonly Random _random = new(2027);

    public PartyNight()
        : base(Defined(), RegionTree.FromStations(Rows().SelectMany(row => Stations(row[0], row[4]))), TimeProvider.System)
    {
        Enrol();
        foreach (var contest in Structure.Contests)
        {
            for (var station = 0; station < Tree.StationCount; station++)
            {
                Count(contest, Tree.Station(station), station);
            }
        }

        foreach (var contest in Structure.Contests)
        {
            Certify(contest);
        }
    }

    private static Dictionary<RegionCode, string> RegionNames =>
        Rows().Where(row => row[0].Length < 13).ToDictionary(row => RegionCode.Parse(row[0]), row => row[2]);

    private static ElectionDefinition Defined()
    {
        var example = Example();
        return example with
        {
            Structure = new ElectionStructure(example.Structure.Limits, [.. example.Structure.Contests, DpdOf(2, 4)]),
            Names = example.Names with { Regions = RegionNames },
        };
    }

    private static ElectionDefinition Example() =>
        ElectionDefinition.TryParse(File.ReadAllBytes(Path.Combine(Folder, "definition.json")), out var definition, out var error)
            ? definition
            : throw new InvalidOperationException(error);

    private static string Folder
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!Directory.Exists(Path.Combine(at.FullName, "examples")))
            {
                at = at.Parent!;
            }

            return Path.Combine(at.FullName, "examples", "two-contests");
        }
    }

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(Folder, "regions.csv")).Skip(1).Select(line => line.Split(','));

    private static IEnumerable<RegionCode> Stations(string village, string numbers) =>
        numbers.Length == 0
            ? []
            : Enumerable
                .Range(int.Parse(numbers.Split('-')[0]), int.Parse(numbers.Split('-')[^1]))
                .Select(number => RegionCode.Parse(village).Station(number));

    /// <summary>Persons: two on the ballot of one regency, four on that of the other.</summary>
    private static Contest DpdOf(params int[] persons) =>
        new(
            Persons,
            ContestKind.Individuals,
            [
                .. persons.Select(
                    (count, i) =>
                        new ElectoralDistrict(
                            $"910{i + 1}",
                            [RegionCode.Parse($"910{i + 1}")],
                            1,
                            [.. Enumerable.Range(1, count).Select(number => new Choice(number))]
                        )
                ),
            ]
        );

    private EcdsaSigner Key(RegionCode region) => Key(region.ToString());

    private Digest Say(Statement statement, EcdsaSigner signer)
    {
        var outcome = Sequencer.Append([Signing.Entry(Head, statement, [signer])])[0];
        outcome.Rejection.ShouldBeNull();
        return Sequencer.Read(record => record.Ids[(int)outcome.Index]);
    }

    private void Enrol()
    {
        for (var region = 1; region < Tree.RegionCount; region++)
        {
            var code = Tree.Region(region);
            if (code.Level < Level.Village)
            {
                Enrol((Role)code.Level, code, Tree.Region(Tree.Parent(region)));
            }
        }

        for (var station = 0; station < Tree.StationCount; station++)
        {
            Enrol(Role.Station, Tree.Station(station), Tree.Station(station).At(Level.District));
        }
    }

    private void Enrol(Role role, RegionCode scope, RegionCode by) =>
        Say(new Enrol(role, scope, Key(scope).Verifier.PublicKey.ToArray(), Holders.New()), Key(by));

    /// <summary>
    /// Stations in turn: sound, without counts, contradicting, contradicting and corrected, sound …, and one without a form.
    /// </summary>
    private void Count(Contest contest, RegionCode station, int turn)
    {
        var choices = contest.DistrictOf(station).Choices.Count;
        var isEven = contest.Code == Persons && choices == 4;
        var votes = isEven ? [7, 7, 1, 0] : _random.GetItems([.. Enumerable.Range(0, 12)], choices);
        var (fields, itsClass) = (isEven ? 0 : turn % 5) switch
        {
            1 => (new FormFields(votes, FormFields.NoCounts()), StationClass.Unchecked),
            2 => (Sound(contest, station, votes, more: 1), StationClass.UnderReview),
            3 => (Sound(contest, station, votes, more: 2), StationClass.Accepted),
            _ => (Sound(contest, station, votes, more: 0), StationClass.Accepted),
        };
        if (turn == 4 && contest.Code == President)
        {
            return;
        }

        var form = Say(new Form(contest.Code, station, new Timestamp(1_707_900_000), fields, []), Key(station));
        if (!isEven && turn % 5 == 3)
        {
            fields = Sound(contest, station, [.. votes.Select(vote => vote + 1)], more: 0);
            Say(
                new Review(contest.Code, station, form, ReviewAct.Correct, ReviewReason.Misread, [], fields, null),
                Key(station.At(Level.District))
            );
        }

        Forms.Add(new Counted(contest.Code, station, itsClass, fields));
    }

    /// <param name="contest">The contest: of parties the form has their sums, too.</param>
    /// <param name="station">The station.</param>
    /// <param name="votes">The votes.</param>
    /// <param name="more">So many more voters than votes: 0 for a form that does not contradict itself.</param>
    private FormFields Sound(Contest contest, RegionCode station, int[] votes, int more)
    {
        var counts = new int[Fields.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = _random.Next(0, 90);
        }

        counts[(int)Field.Valid] = votes.Sum();
        counts[(int)Field.AllVotes] = votes.Sum() + counts[(int)Field.Invalid];
        counts[(int)Field.Voters] = counts[(int)Field.AllVotes] + more;
        counts[(int)Field.BallotsReceived] = 900;
        long[] all = [.. votes];
        int[]? parties =
            contest.Kind == ContestKind.Parties ? [.. contest.BallotOf(station).Lines.Select(line => (int)line.In(all))] : null;
        return new FormFields(votes, counts, parties);
    }

    /// <summary>Every region from the districts up; every second one says one vote more for its last choice than the stations.</summary>
    private void Certify(Contest contest)
    {
        for (var region = Tree.RegionCount - 1; region >= 0; region--)
        {
            var code = Tree.Region(region);
            if (code.Level >= Level.Village)
            {
                continue;
            }

            var own = NaiveSums.Of(this, contest, code, code, StationClass.Accepted);
            long[] votes = [.. own.Votes];
            if (region % 2 == 0 && votes.Length > 0)
            {
                votes[^1]++;
            }

            var figures = TotalFigures.Of(contest.BallotOf(code), votes, [.. own.Counts]);
            var totals = new Totals(contest.Code, code, own.Stations, figures);
            Say(totals, Key(code));
            Certified[(contest.Code, code)] = totals;
        }
    }
}
