using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests;

/// <summary>What a reading promises of the publication, and that none can do more than be read, by both verifiers.</summary>
public class ReadNightTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void The_night_has_readings_beside_their_stations_and_their_evidence_among_its_files()
    {
        var contest = _night.Sequencer.Record.Contest(SimulatedElection.Contest)!;
        contest.Readings(_night.Sequencer.Record.Tree.FindStation(_night.Officers.StationCode)).Count.ShouldBe(2);
        _night.Files.Keys.ShouldContain($"blobs/{_night.Reading.Evidence.Sha256}");
        _night.Sequencer.Record.Photos.Shared.ShouldBeEmpty("a reader alone says that it is another station's, too");
        var document = System.Text.Encoding.ASCII.GetString(
            _night.Files[$"results/ppwp/31/{_night.Officers.StationCode.At(Level.Village)}.json"]
        );
        document.ShouldContain($"\"readings\":[{{\"index\":");
        document.ShouldContain($"\"outcome\":\"contradictory\"");
    }

    [Fact]
    public void Evidence_that_is_not_there_is_missed_by_both()
    {
        var path = $"blobs/{_night.Reading.Evidence.Sha256}";
        var forged = new Republication(_night.Entries, _night.Blobs);
        forged.Files.Remove(path).ShouldBeTrue();
        var files = forged.Sign(_night.Log);

        Verifier
            .Verify(new MemorySource(files), new VerificationOptions())
            .Flaws.ShouldHaveSingleItem()
            .ShouldBe(new Flaw(path, "a statement names it, it is missing, and no statement withholds it"));
        Second(files, 1).ShouldContain("is missing");
    }

    [Theory]
    [InlineData("an officer", "role-not-allowed", "signed by a key that may not")]
    [InlineData("a reader that ended", "revoked-key", "signed by a key that may not")]
    [InlineData("no station", "unknown-region", "may not read this")]
    [InlineData("another ballot", "wrong-choices", "may not read this")]
    [InlineData("surer than it can be", "not-a-statement", "not canonical")]
    [InlineData("a district enrols a reader", "role-not-allowed", "may not enrol this")]
    [InlineData("a province enrols one of the nation", "out-of-scope", "may not enrol this")]
    [InlineData("a reader ends an officer", "role-not-allowed", "may not revoke")]
    public void A_reading_that_may_not_be_is_refused_by_both(string which, string rejection, string second)
    {
        var o = _night.Officers;
        var again = _night.Reading with { Layout = "again" };
        var fresh = o.Stranger.Verifier.PublicKey.ToArray();
        var entry = which switch
        {
            "an officer" => Entry(again, o.District),
            "a reader that ended" => Entry(again, o.ProvinceReader),
            "no station" => Entry(again with { Station = RegionCode.Parse("3101012001999") }, o.Reader),
            "another ballot" => Entry(again with { Fields = Two, Probabilities = Two }, o.Reader),
            "surer than it can be" => Entry(o.Reader, again, text => text.Replace("999000", "1000000", StringComparison.Ordinal)),
            "a district enrols a reader" => Entry(new Enrol(Role.Reader, o.ProvinceCode, fresh, Holders.New()), o.District),
            "a province enrols one of the nation" => Entry(new Enrol(Role.Reader, RegionCode.Nation, fresh, Holders.New()), o.Province),
            _ => Entry(new Revoke(Keys.NameOf(o.Station.Verifier.PublicKey.Span), RevocationReason.Lost), o.Reader),
        };
        byte[][] entries = [.. _night.Entries, entry];

        var files = new Republication(entries, _night.Blobs).Sign(_night.Log);

        Verifier
            .Verify(new MemorySource(files), new VerificationOptions())
            .Flaws.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith($"entry {_night.Entries.Count}: {rejection}");
        var flaw = Second(files, 1);
        flaw.ShouldContain($"entry {_night.Entries.Count}: ");
        flaw.ShouldContain(second);
    }

    [Fact]
    public void A_lying_reader_changes_no_figure_of_any_document()
    {
        var lie = _night.Reading with
        {
            Layout = "a lie",
            Fields = new FormFields([617, 0, 0], FormFields.NoCounts()),
            Probabilities = new FormFields([999_999, 999_999, 999_999], FormFields.NoCounts()),
        };
        var lied = new Republication([.. _night.Entries, Entry(lie, _night.Officers.Reader)], _night.Blobs);
        var files = lied.Sign(_night.Log);

        var report = Verifier.Verify(new MemorySource(files), new VerificationOptions());
        report.Flaws.ShouldBeEmpty();
        Second(files, 0);
        var village = $"results/ppwp/31/{_night.Officers.StationCode.At(Level.Village)}.json";
        foreach (
            var (path, bytes) in _night.Files.Where(file =>
                file.Key.StartsWith("results/", StringComparison.Ordinal) && file.Key != village
            )
        )
        {
            files[path].ShouldBe(bytes, path);
        }

        // All but the reading that it has come to hold.
        Sums(files[village]).ShouldBe(Sums(_night.Files[village]));
        files[village].ShouldNotBe(_night.Files[village]);
    }

    private static FormFields Two => new([1, 2], FormFields.NoCounts());

    private static string Sums(byte[] document) => System.Text.Encoding.ASCII.GetString(document).Split(",\"list\":")[0];

    private byte[] Entry(Statement statement, SignerKey key) => Signing.Entry(_night.Head, statement, key);

    private byte[] Entry(SignerKey key, Statement statement, Func<string, string> change)
    {
        var text = System.Text.Encoding.ASCII.GetBytes(
            change(System.Text.Encoding.ASCII.GetString(StatementCodec.Write(_night.Head, statement))) + "\n"
        );
        return Note.Encode(text, [key.Sign(text)]);
    }

    private static string Second(IReadOnlyDictionary<string, byte[]> files, int expected)
    {
        var (exit, said) = SecondVerifierTests.Run(files, "--no-signatures");
        exit.ShouldBe(expected, said.ToJsonString());
        return said["flaw"]?.GetValue<string>() ?? "";
    }
}
