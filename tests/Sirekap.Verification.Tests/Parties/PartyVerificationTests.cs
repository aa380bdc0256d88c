using System.Text.Json.Nodes;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Publication;

namespace Sirekap.Verification.Tests.Parties;

/// <summary>Result documents of contests whose ballots differ from district to district, beside sums made by hand.</summary>
public sealed class PartyVerificationTests : IDisposable
{
    private static readonly (string Word, StationClass[] Classes)[] Sums =
    [
        ("accepted", [StationClass.Accepted]),
        ("unchecked", [StationClass.Unchecked]),
        ("underReview", [StationClass.UnderReview]),
        ("reported", [StationClass.Accepted, StationClass.Unchecked, StationClass.UnderReview]),
    ];

    private readonly PartyNight _night = new();

    public void Dispose() => _night.Dispose();

    [Fact]
    public void Every_figure_of_every_document_is_the_naive_sum()
    {
        foreach (var (contest, region, document) in Documents())
        {
            ShouldBeNaive(document, contest, region, region);
            foreach (var child in document["regions"]?.AsArray() ?? [])
            {
                ShouldBeNaive(child!, contest, RegionCode.Parse(child!["region"]!.GetValue<string>()), region);
            }
        }
    }

    [Fact]
    public void Nothing_is_added_over_ballots_that_differ()
    {
        var nation = Documents().Single(d => d.Contest == PartyNight.Persons && d.Region == RegionCode.Nation).Document;
        nation["votes"]!["reported"]!.AsArray().ShouldBeEmpty();
        nation["regions"]!.AsArray().ShouldAllBe(row => row!["votes"]!["reported"]!.AsArray().Count == 0);
        nation["counts"]!["accepted"]!["sums"]!.AsArray()[0]!.GetValue<long>().ShouldBeGreaterThan(0, "counts mean the same everywhere");
    }

    [Fact]
    public void Both_verifiers_say_that_the_publication_holds()
    {
        using var temporary = new TemporaryFolder();
        var target = temporary.In("publication");
        Publisher.Publish(_night.Sequencer, _night.Sequencer.Guard.Sign(_night.Sequencer.Tree, _night.Sequencer.Store).Checkpoint!, target);
        Verifier.Verify(PublicationSource.Open(target), new VerificationOptions()).Flaws.ShouldBeEmpty();
        var (exit, said) = SecondVerifierTests.Run(TemporaryFolder.Read(target));
        exit.ShouldBe(0, said.ToJsonString());
        said["totals"]![PartyNight.Parties]!["91"]!["votes"]!["accepted"]!
            .AsArray()
            .Select(votes => votes!.GetValue<long>())
            .ShouldBe(Naive(PartyNight.Parties, "91", StationClass.Accepted));
    }

    private IReadOnlyList<long> Naive(string contest, string region, params StationClass[] classes) =>
        NaiveSums.Of(_night, _night.Contest(contest), RegionCode.Parse(region), RegionCode.Parse(region), classes).Votes;

    private IEnumerable<(string Contest, RegionCode Region, JsonNode Document)> Documents()
    {
        var (record, writer) = (_night.Sequencer.Record, new CanonicalWriter());
        foreach (var contest in record.Contests)
        {
            for (var region = 0; region < record.Tree.RegionCount; region++)
            {
                yield return (
                    contest.Contest.Code,
                    record.Tree.Region(region),
                    JsonNode.Parse(ResultDocument.Write(writer, record, contest, region))!
                );
            }
        }
    }

    private void ShouldBeNaive(JsonNode said, string contest, RegionCode region, RegionCode around)
    {
        foreach (var (word, classes) in Sums)
        {
            var naive = NaiveSums.Of(_night, _night.Contest(contest), region, around, classes);
            var where = $"{contest} {region} in the columns of {around}, {word}";
            said["votes"]![word]!.AsArray().Select(votes => votes!.GetValue<long>()).ShouldBe(naive.Votes, where);
            said["stations"]![word == "reported" ? "received" : word]!.GetValue<int>().ShouldBe(naive.Stations, where);
            if (said["counts"] is { } counts)
            {
                counts[word]!
                    .AsObject()
                    .SelectMany(group => group.Value!.AsArray().Select(count => count!.GetValue<long>()))
                    .ShouldBe(naive.Counts, where);
            }
        }
    }
}
