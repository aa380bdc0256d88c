using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests;

/// <summary>A candidate who is struck in the night, and who may not say what of candidates, by both verifiers.</summary>
public sealed class CandidateNightTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void Both_verifiers_find_the_state_in_the_nations_document_and_every_vote_where_it_was()
    {
        var files = Publish(Struck());

        var report = Verifier.Verify(new MemorySource(files), new VerificationOptions());
        report.Flaws.ShouldBeEmpty();
        var (exit, said) = SecondVerifierTests.Run(files);
        exit.ShouldBe(0, said.ToJsonString());
        report.Record!.Candidacies.ShouldHaveSingleItem().Statement.Status.ShouldBe(CandidateStatus.Struck);
        string[] Sums(IReadOnlyList<byte[]> entries) =>
            [
                .. Publish(entries)
                    .Where(file => file.Key.StartsWith("results/", StringComparison.Ordinal))
                    .Select(file => Votes(file.Value)),
            ];

        Sums(Struck()).ShouldBe(Sums(_night.Entries));
        static string Votes(byte[] document) => Encoding.ASCII.GetString(document).Split("\"counts\"")[0];
    }

    [Theory]
    [InlineData("struck", "deceased")]
    [InlineData("\"choice\":[2]", "\"choice\":[1]")]
    [InlineData("court-order", "correction")]
    [InlineData("\"candidates\":[{", "\"calon\":[{")]
    public void A_document_that_says_otherwise_is_noticed_by_both(string honest, string forged)
    {
        var publication = new Republication(Struck(), _night.Blobs);
        const string Path = "results/ppwp/0.json";
        var document = Encoding.ASCII.GetString(publication.Files[Path]);
        document.ShouldContain(honest);
        publication.Files[Path] = Encoding.ASCII.GetBytes(document.Replace(honest, forged));
        var files = publication.Sign(_night.Log);

        Verifier.Verify(new MemorySource(files), new VerificationOptions()).Flaws.ShouldHaveSingleItem().Where.ShouldBe(Path);
        Second(files).ShouldContain($"{Path} says otherwise");
    }

    [Theory]
    [InlineData("a province", "role-not-allowed", "signed by a key that may not")]
    [InlineData("what it is already", "nothing-new", "may not be said of this choice")]
    [InlineData("twice", "nothing-new", "may not be said of this choice")]
    [InlineData("no such number", "unknown-choice", "may not be said of this choice")]
    [InlineData("no such district", "unknown-choice", "entry ")]
    [InlineData("no such contest", "unknown-contest", "entry ")]
    [InlineData("the same root twice", "already-agreed", "may not agree")]
    [InlineData("two roots in one note", "wrong-signers", "wrong number of signatures")]
    [InlineData("another status", "not-a-statement", "not canonical")]
    [InlineData("number 0", "not-a-statement", "not canonical")]
    public void What_may_not_be_said_is_refused_by_both(string which, string rejection, string second)
    {
        var entries = Mutant(which);
        var files = Publish(entries);

        var flaws = Verifier.Verify(new MemorySource(files), new VerificationOptions()).Flaws;
        flaws.Select(flaw => flaw.ToString()).ShouldContain(flaw => flaw.StartsWith($"entry {entries.Count - 1}: {rejection}"));
        var flaw = Second(files);
        flaw.ShouldContain($"entry {entries.Count - 1}: ");
        flaw.ShouldContain(second);
    }

    /// <summary>The last entry is the one that may not be.</summary>
    private List<byte[]> Mutant(string which)
    {
        List<byte[]> night = [.. _night.Entries];
        return which switch
        {
            "a province" => [.. night, Entry(Of(2), _night.Officers.Province)],
            "what it is already" => [.. night, Entry(Of(2) with { Status = CandidateStatus.Standing }, _night.Roots[0])],
            "twice" => [.. Struck(), Entry(Of(2) with { Ground = CandidateGround.Conviction }, _night.Roots[0])],
            "no such number" => [.. night, Entry(Of(9), _night.Roots[0])],
            "no such district" => [.. night, Entry(Of(2) with { District = "31" }, _night.Roots[0])],
            "no such contest" => [.. night, Entry(Of(2) with { Contest = "pdpr" }, _night.Roots[0])],
            "the same root twice" => [.. Struck()[..^1], Agree(0)],
            "two roots in one note" => [.. night, Signing.Entry(_night.Head, Of(2), _night.Roots[..2])],
            "another status" => [.. night, Written("\"struck\"", "\"gone\"")],
            _ => [.. night, Written("\"choice\":[2]", "\"choice\":[0]")],
        };
    }

    /// <summary>Two roots strike the second ticket.</summary>
    private List<byte[]> Struck() => [.. _night.Entries, Entry(Of(2), _night.Roots[0]), Agree(1)];

    private static Candidate Of(int number) =>
        new(
            SimulatedElection.Contest,
            "0",
            new Choice(number),
            CandidateStatus.Struck,
            CandidateGround.CourtOrder,
            new Timestamp(1_707_900_000),
            Person: null
        );

    private byte[] Agree(int root)
    {
        var proposal = _night.Sequencer.Record.Read(Entry(Of(2), _night.Roots[0]), out _)!.Id;
        return Entry(new Agree(proposal, Keys.NameOf(_night.Roots[root].Verifier.PublicKey.Span)), _night.Roots[root]);
    }

    private byte[] Written(string right, string wrong)
    {
        var line = Encoding.ASCII.GetString(StatementCodec.Write(_night.Head, Of(2)));
        var text = Encoding.ASCII.GetBytes(line.Replace(right, wrong) + "\n");
        return Note.Encode(text, [_night.Roots[0].Sign(text)]);
    }

    private byte[] Entry(Statement statement, SignerKey key) => Signing.Entry(_night.Head, statement, key);

    private Dictionary<string, byte[]> Publish(IReadOnlyList<byte[]> entries) =>
        new Republication([.. entries], _night.Blobs).Sign(_night.Log);

    private static string Second(IReadOnlyDictionary<string, byte[]> files)
    {
        var (exit, said) = SecondVerifierTests.Run(files, "--no-signatures");
        exit.ShouldBe(1);
        return said["flaw"]!.GetValue<string>();
    }
}
