using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests.Parties;

/// <summary>
/// A simulated night of five contests in 76 stations: Aceh with its local parties, Jakarta, which has no councils of regencies, and two
/// posts overseas, which vote on two ballots. Some stations send nothing, and half of what plenaries would settle stays open, so that every
/// class has forms of every contest. Some are watched, by people of contestants who stand in some of the contests or districts.
/// </summary>
internal sealed class FiveContestsNight : ToldNight
{
    /// <summary>So many entries at once, for a sync each would take most of the time.</summary>
    private const int Batch = 100;

    private static readonly SimulationOptions Options = new(76, 2024)
    {
        Contests = SimulatedContests.Codes,
        Plenaries = true,
        SilentShare = 0.02,
        ReviewShare = 0.05,
        Watching = 0.3,
    };

    private static readonly byte[] Secret = SHA256.HashData("keys"u8);

    private static readonly RegionTree Places = RegionTree.FromStations([
        .. from regency in Enumerable.Range(1, 14)
        from district in Enumerable.Range(1, 2)
        from station in Enumerable.Range(1, 2)
        select RegionCode.Parse($"11{regency:00}{district:00}2001").Station(station),
        .. from city in Enumerable.Range(71, 4)
        from district in Enumerable.Range(1, 2)
        from station in Enumerable.Range(1, 2)
        select RegionCode.Parse($"31{city:00}{district:00}1001").Station(station),
        .. from post in new[] { "01", "AA" }
        from station in Enumerable.Range(1, 2)
        select RegionCode.Parse($"99{post}010001").Station(station),
    ]);

    public FiveContestsNight()
        : this(new StoryClock()) { }

    private FiveContestsNight(StoryClock clock)
        : base(
            SimulatedElection.Define(
                "lima",
                "lima.example",
                new Dictionary<RegionCode, string>(),
                new Dictionary<RegionCode, string>(),
                SimulatedContests.Of(Options, Places),
                SimulatedWatchers.Of(Options, SimulatedContests.Of(Options, Places), Secret)
            ),
            Places,
            clock
        )
    {
        using var night = new NightSimulation(Options, Head, Tree, Root, Secret);
        foreach (var batch in night.Entries().Where(IsSaid).Chunk(Batch))
        {
            clock.Now = batch[0].At.ToDateTimeOffset();
            foreach (var words in batch.Select(entry => entry.Words).OfType<byte[]>())
            {
                Sequencer.Folder.Blobs.Add(words);
            }

            foreach (var (outcome, entry) in Sequencer.Append([.. batch.Select(e => new ReadOnlyMemory<byte>(e.Entry))]).Zip(batch))
            {
                (outcome.Rejection is null).ShouldBe(entry.Intent == Intent.Stands, $"{outcome.Rejection}");
            }
        }

        foreach (var contest in Sequencer.Record.Contests)
        {
            for (var station = 0; station < Tree.StationCount; station++)
            {
                if (contest.Tally.Fields(station) is { } fields)
                {
                    Forms.Add(new Counted(contest.Contest.Code, Tree.Station(station), contest.Tally.Class(station), fields));
                }
            }
        }
    }

    private bool IsSaid(SimulatedEntry entry)
    {
        var statement = Entry.Read(entry.Entry, new StatementCodec(Head), out _)!.Statement;
        if (statement is Totals totals)
        {
            Certified[(totals.Contest, totals.Region)] = totals;
        }

        return statement is not Review { Reason: ReviewReason.Plenary } review || review.Station.StationNumber % 2 == 0;
    }

    private sealed class StoryClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2024, 2, 10, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
