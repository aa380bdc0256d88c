using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Verification.Tests;

/// <summary>What a disclosure promises of the publication, and who may not disclose what, by both verifiers.</summary>
public class DisclosedNightTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    private IReadOnlyList<Disclosure> Disclosed => _night.Sequencer.Record.Disclosures;

    [Fact]
    public void The_night_discloses_a_document_replaces_a_disclosure_and_withholds_words()
    {
        Disclosed.Count.ShouldBe(3);
        Disclosed[2].Replaces.ShouldBe(Disclosed[0].Index);
        _night.Files.Keys.ShouldContain($"blobs/{Disclosed[0].Statement.Document!.Sha256}");
        _night.Files.Keys.ShouldContain($"blobs/{Disclosed[0].Statement.About.Sha256}", "what was replaced is still to be read");
        Disclosed[1].Statement.About.Sha256.ShouldBe(_night.WithheldWords);
        _night.Files.Keys.ShouldNotContain($"blobs/{_night.WithheldWords}");
    }

    [Fact]
    public void A_disclosed_document_that_is_not_there_is_missed_by_both()
    {
        var path = $"blobs/{Disclosed[0].Statement.Document!.Sha256}";
        var forged = new Republication(_night.Entries, _night.Blobs);
        forged.Files.Remove(path).ShouldBeTrue();
        var files = forged.Sign(_night.Log);

        Verifier
            .Verify(new MemorySource(files), new VerificationOptions())
            .Flaws.ShouldHaveSingleItem()
            .ShouldBe(new Flaw(path, "a statement names it, it is missing, and no statement withholds it"));
        Second(files).ShouldContain("is missing");
    }

    [Theory]
    [InlineData("the province for the nation", "out-of-scope", "may not disclose")]
    [InlineData("a district", "role-not-allowed", "signed by a key that may not")]
    [InlineData("replaced twice", "stale", "KeyError")]
    [InlineData("another scope's", "out-of-scope", "may not disclose")]
    [InlineData("no disclosure", "no-disclosure", "KeyError")]
    public void A_disclosure_that_may_not_be_is_refused_by_both(string which, string rejection, string second)
    {
        var ids = _night.Sequencer.Record.Ids;
        var contract = Disclosed[2].Statement with { Category = DisclosureCategory.Audit, Replaces = null };
        var (statement, key) = which switch
        {
            "the province for the nation" => (contract, (SignerKey)_night.Officers.Province),
            "a district" => (contract with { Scope = _night.Officers.DistrictCode }, _night.Officers.District),
            "replaced twice" => (contract with { Replaces = ids[Disclosed[0].Index] }, _night.Roots[0]),
            "another scope's" => (
                contract with
                {
                    Scope = _night.Officers.ProvinceCode,
                    Replaces = ids[Disclosed[2].Index],
                },
                _night.Officers.Province
            ),
            _ => (contract with { Replaces = ids[1] }, _night.Roots[0]),
        };
        byte[][] entries = [.. _night.Entries, Signing.Entry(_night.Head, statement, key)];
        var files = new Republication(entries, _night.Blobs).Sign(_night.Log);

        Verifier
            .Verify(new MemorySource(files), new VerificationOptions())
            .Flaws.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith($"entry {_night.Entries.Count}: {rejection}");
        var flaw = Second(files);
        flaw.ShouldContain($"entry {_night.Entries.Count}: ");
        flaw.ShouldContain(second);
    }

    private static string Second(IReadOnlyDictionary<string, byte[]> files)
    {
        var (exit, said) = SecondVerifierTests.Run(files, "--no-signatures");
        exit.ShouldBe(1);
        return said["flaw"]!.GetValue<string>();
    }
}
