using System.Text.Json.Nodes;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Publication;

namespace Sirekap.Verification.Tests.Parties;

/// <summary>Result documents of contests whose ballots differ from district to district, beside sums made by hand.</summary>
public sealed class PartyVerificationTests() : ToldVerification(new PartyNight())
{
    [Fact]
    public void Nothing_is_added_over_ballots_that_differ()
    {
        var nation = Documents().Single(d => d.Contest == PartyNight.Persons && d.Region == RegionCode.Nation).Document;
        nation["votes"]!["reported"]!.AsArray().ShouldBeEmpty();
        nation["regions"]!.AsArray().ShouldAllBe(row => row!["votes"]!["reported"]!.AsArray().Count == 0);
        nation["counts"]!["accepted"]!["sums"]!.AsArray()[0]!.GetValue<long>().ShouldBeGreaterThan(0, "counts mean the same everywhere");
    }
}

/// <summary>Five simulated contests, through publication and both verifiers.</summary>
public sealed class FiveContestsVerificationTests() : ToldVerification(new FiveContestsNight())
{
    [Fact]
    public void Every_class_has_forms_of_every_contest()
    {
        foreach (var contest in Night.Structure.Contests)
        {
            var classes = Night.Forms.Where(form => form.Contest == contest.Code).Select(form => form.Class).Distinct();
            classes.Count().ShouldBe(3, contest.Code);
        }

        Night.Certified.Count.ShouldBeGreaterThan(50);
    }
}

/// <summary>A copy of figures that exist for electoral districts alone, through publication and both verifiers.</summary>
public sealed class DistrictCopyVerificationTests() : ToldVerification(DistrictCopy.Invented()) { }

/// <summary>The same of the real DPR of 2024, where the data pack is.</summary>
public sealed class RealDistrictsVerificationTests() : ToldVerification(DistrictCopy.Real()) { }

/// <summary>What holds of the documents of any night whose forms are kept.</summary>
public abstract class ToldVerification : IDisposable
{
    private static readonly (string Word, StationClass[] Classes)[] Sums =
    [
        ("accepted", [StationClass.Accepted]),
        ("unchecked", [StationClass.Unchecked]),
        ("underReview", [StationClass.UnderReview]),
        ("reported", [StationClass.Accepted, StationClass.Unchecked, StationClass.UnderReview]),
    ];

    private readonly ToldNight _night;

    private protected ToldVerification(ToldNight night) => _night = night;

    private protected ToldNight Night => _night;

    public void Dispose()
    {
        _night.Dispose();
        GC.SuppressFinalize(this);
    }

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
    public void Both_verifiers_say_that_the_publication_holds()
    {
        using var temporary = new TemporaryFolder();
        var target = temporary.In("publication");
        Publisher.Publish(_night.Sequencer, _night.Sequencer.Guard.Sign(_night.Sequencer.Tree, _night.Sequencer.Store).Checkpoint!, target);
        Verifier.Verify(PublicationSource.Open(target), new VerificationOptions()).Flaws.ShouldBeEmpty();
        var (exit, said) = SecondVerifierTests.Run(TemporaryFolder.Read(target));
        exit.ShouldBe(0, said.ToJsonString());
        foreach (var contest in _night.Structure.Contests)
        {
            var totals = said["totals"]![contest.Code]!.AsObject();
            totals.Select(region => region.Key).ShouldContain("0");
            foreach (var (code, sums) in totals)
            {
                var region = RegionCode.Parse(code);
                var naive = NaiveSums.Of(_night, contest, region, region, StationClass.Accepted);
                var votes = sums!["votes"]!["accepted"]!.AsArray();
                votes.Select(figure => figure!.GetValue<long>()).ShouldBe(naive.Votes, $"{contest.Code} {region}");
            }
        }
    }

    protected IEnumerable<(string Contest, RegionCode Region, JsonNode Document)> Documents()
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
