using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests;

/// <summary>Stations that are added to a night before its plenaries, and who may not add which, by both verifiers.</summary>
public sealed class ExtendedNightTests(NightFixture fixture) : IDisposable
{
    private const string Added = "3101012001 998-999\n3101012999 1\n";

    private readonly ElectionNight _night = fixture.Night;
    private readonly Dictionary<Digest, byte[]> _lists = [];
    private readonly Dictionary<string, EcdsaSigner> _keys = [];

    /// <summary>The night until its first plenary.</summary>
    private List<byte[]> Before => [.. _night.Entries.TakeWhile(entry => _night.Statement(entry) is not Totals)];

    [Fact]
    public void Both_verifiers_recompute_what_was_added_with_it_and_without_it()
    {
        var files = Publish(Extended());

        var report = Verifier.Verify(new MemorySource(files), new VerificationOptions());
        report.Flaws.ShouldBeEmpty();
        var (exit, said) = SecondVerifierTests.Run(files);
        exit.ShouldBe(0, said.ToJsonString());
        var record = report.Record!;
        var addition = record.Additions.ShouldHaveSingleItem();
        var contest = record.Contest(SimulatedElection.Contest)!;
        var added = contest.Past.AddedAt(0, 0, record.Count)!;
        added.Accepted.Votes.ShouldBe([5, 6, 7]);
        (contest.Tally.Totals(0) - added).TotalStations.ShouldBe(_night.Sequencer.Record.Tree.StationCount);
        said["totals"]!["ppwp"]!["0"]!["stations"]!["total"]!.GetValue<int>().ShouldBe(record.Tree.StationCount);
        var village = Encoding.ASCII.GetString(files["results/ppwp/31/3101012001.json"]);
        village.ShouldContain($"{{\"station\":\"3101012001998\",\"added\":{addition.Index},\"class\":\"accepted\"");
        village.ShouldContain(",\"withoutAdded\":{\"stations\":{\"total\":");
        Encoding.ASCII.GetString(files["results/ppwp/31/3101012999.json"]).ShouldContain($",\"added\":{addition.Index},\"withoutAdded\":");
        var elsewhere = files.Keys.First(path =>
            path.StartsWith("results/ppwp/", StringComparison.Ordinal)
            && !path.StartsWith("results/ppwp/31", StringComparison.Ordinal)
            && path.Length > 24
        );
        Encoding.ASCII.GetString(files[elsewhere]).ShouldNotContain("dded");
    }

    [Theory]
    [InlineData("3101012999 1:noken\n", ",\"method\":\"noken\",\"class\":\"accepted\"", false)]
    [InlineData("3101012999 1\n", "\"findings\":[\"UNANIMOUS\",\"FULL_TURNOUT\"]", true)]
    public void Both_verifiers_know_where_a_community_votes_as_one(string added, string told, bool flagged)
    {
        var (proposal, id) = Proposal(added);
        var counts = FormFields.NoCounts();
        foreach (var field in new[] { Field.Roll, Field.FromRoll, Field.Voters, Field.Valid, Field.AllVotes })
        {
            counts[(int)field] = 60;
        }

        counts[(int)Field.Invalid] = 0;
        const string Station = "3101012999001";
        var form = new Form(
            SimulatedElection.Contest,
            RegionCode.Parse(Station),
            new Timestamp(1_707_900_000),
            new FormFields([0, 60, 0], counts),
            []
        );
        var enrolled = Enrols(Role.Station, Station, Key("310101"));
        var publication = new Republication(
            [.. Before, proposal, Agree(id, 1), .. Chain()[..3], enrolled, Entry(form, Key(Station))],
            Blobs
        );
        const string Path = "results/ppwp/31/3101012999.json";
        var honest = publication.Files[Path];
        Encoding.ASCII.GetString(honest).ShouldContain(told);
        Encoding.ASCII.GetString(honest).Contains("UNANIMOUS", StringComparison.Ordinal).ShouldBe(flagged);
        foreach (var (list, bytes) in _lists)
        {
            publication.Files[$"blobs/{list}"] = bytes;
        }

        var files = publication.Sign(_night.Log);
        Verifier.Verify(new MemorySource(files), new VerificationOptions()).Flaws.ShouldBeEmpty();
        SecondVerifierTests.Run(files, "--no-signatures").Exit.ShouldBe(0);

        var lie = Encoding.ASCII.GetString(honest);
        lie = flagged ? lie.Replace("\"UNANIMOUS\",", "") : lie.Replace("\"method\":\"noken\",", "");
        publication.Files[Path] = Encoding.ASCII.GetBytes(lie);
        files = publication.Sign(_night.Log);
        Verifier.Verify(new MemorySource(files), new VerificationOptions()).Flaws.ShouldHaveSingleItem().Where.ShouldBe(Path);
        Second(files).ShouldContain($"{Path} says otherwise");
    }

    [Fact]
    public void A_sum_without_what_was_added_that_lies_is_noticed_by_both()
    {
        var forged = new Republication(Extended(), Blobs);
        const string Path = "results/ppwp/31.json";
        var honest = Encoding.ASCII.GetString(forged.Files[Path]);
        var at = honest.IndexOf("\"total\":", honest.IndexOf("withoutAdded", StringComparison.Ordinal), StringComparison.Ordinal);
        forged.Files[Path] = Encoding.ASCII.GetBytes(honest.Insert(at + "\"total\":".Length, "1"));
        var files = forged.Sign(_night.Log);

        Verifier.Verify(new MemorySource(files), new VerificationOptions()).Flaws.ShouldHaveSingleItem().Where.ShouldBe(Path);
        Second(files).ShouldContain($"{Path} says otherwise");
    }

    [Theory]
    [InlineData("under a certified region", "certified", "adds to what is certified")]
    [InlineData("under a region certified since", "certified", "adds to what is certified")]
    [InlineData("the same root twice", "already-agreed", "may not agree")]
    [InlineData("the same root in another's name", "wrong-signers", "agrees in another key")]
    [InlineData("two roots in one note", "wrong-signers", "wrong number of signatures")]
    [InlineData("used before the quorum", "unknown-region", "may not enrol this")]
    [InlineData("a province", "role-not-allowed", "signed by a key that may not")]
    [InlineData("a station that is there", "already-there", "may not be added")]
    [InlineData("nothing", "nothing-new", "may not be added")]
    [InlineData("added twice", "already-there", "may not be added")]
    [InlineData("another ground", "not-a-statement", "not canonical")]
    public void What_may_not_be_added_is_refused_by_both(string which, string rejection, string second)
    {
        var entries = Mutant(which);
        var files = Publish(entries);

        // The operator lays the list beside it, which no statement names that stands.
        var flaws = Verifier.Verify(new MemorySource(files), new VerificationOptions()).Flaws;
        flaws.Select(flaw => flaw.ToString()).ShouldContain(flaw => flaw.StartsWith($"entry {entries.Count - 1}: {rejection}"));
        flaws.Count(flaw => flaw.Where.StartsWith("entry", StringComparison.Ordinal)).ShouldBe(1);
        var flaw = Second(files);
        flaw.ShouldContain($"entry {entries.Count - 1}: ");
        flaw.ShouldContain(second);
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    /// <summary>The last entry is the one that may not be.</summary>
    private List<byte[]> Mutant(string which)
    {
        var (proposal, id) = Proposal(Added);
        List<byte[]> entries = [.. Before, proposal];
        switch (which)
        {
            case "under a certified region":
                return [.. _night.Entries, proposal];
            case "under a region certified since":
                return [.. Before, proposal, .. _night.Entries.Skip(Before.Count), Agree(id, 1)];
            case "the same root twice":
                return [.. entries, Agree(id, 0)];
            case "the same root in another's name":
                return [.. entries, Entry(new Agree(id, NameOf(_night.Roots[1])), _night.Roots[0])];
            case "two roots in one note":
                return [.. Before, Signing.Entry(_night.Head, Extend(Added), _night.Roots[..2])];
            case "used before the quorum":
                return [.. entries, .. Chain()[..4]];
            case "a province":
                return [.. Before, Chain()[0], Entry(Extend(Added), Key("31"))];
            case "a station that is there":
                return [.. Before, Proposal("3101012001 1,998\n").Entry];
            case "nothing":
                return [.. Before, Proposal("").Entry];
            case "added twice":
                return [.. entries, Agree(id, 1), Proposal("3101012001 998\n").Entry];
            default:
                var text = Encoding.ASCII.GetBytes(
                    Encoding.ASCII.GetString(StatementCodec.Write(_night.Head, Extend(Added))).Replace("\"revote\"", "\"because\"") + "\n"
                );
                return [.. Before, Note.Encode(text, [_night.Roots[0].Sign(text)])];
        }
    }

    /// <summary>Two roots add stations, one of which sends a form.</summary>
    private List<byte[]> Extended()
    {
        var (proposal, id) = Proposal(Added);
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes], counts[(int)Field.Voters]) = (18, 0, 18, 18);
        var form = new Form(
            SimulatedElection.Contest,
            RegionCode.Parse("3101012001998"),
            new Timestamp(1_707_900_000),
            new FormFields([5, 6, 7], counts),
            []
        );
        return [.. Before, proposal, Agree(id, 1), .. Chain(), Entry(form, Key("3101012001998"))];
    }

    /// <summary>Officers from the province down to a station that is added.</summary>
    private byte[][] Chain() =>
        [
            Enrols(Role.Province, "31", _night.Roots[0]),
            Enrols(Role.Regency, "3101", Key("31")),
            Enrols(Role.District, "310101", Key("3101")),
            Enrols(Role.Station, "3101012001998", Key("310101")),
        ];

    private byte[] Enrols(Role role, string scope, SignerKey by) =>
        Entry(new Enrol(role, RegionCode.Parse(scope), Key(scope).Verifier.PublicKey.ToArray(), Holders.New()), by);

    private EcdsaSigner Key(string scope) => _keys.TryGetValue(scope, out var key) ? key : _keys[scope] = EcdsaSigner.Generate();

    private Extend Extend(string stations)
    {
        var list = Encoding.ASCII.GetBytes(stations);
        var blob = BlobFolder.Reference(list);
        _lists[blob.Sha256] = list;
        return new Extend(AdditionGround.Revote, blob, Names: null);
    }

    private (byte[] Entry, Digest Id) Proposal(string stations)
    {
        var entry = Entry(Extend(stations), _night.Roots[0]);
        return (entry, _night.Sequencer.Record.Read(entry, out _)!.Id);
    }

    private byte[] Agree(Digest id, int root) => Entry(new Agree(id, NameOf(_night.Roots[root])), _night.Roots[root]);

    private byte[] Entry(Statement statement, SignerKey key) => Signing.Entry(_night.Head, statement, key);

    private static KeyName NameOf(SignerKey key) => Keys.NameOf(key.Verifier.PublicKey.Span);

    private ReadOnlyMemory<byte>? Blobs(BlobReference blob) => _lists.TryGetValue(blob.Sha256, out var list) ? list : _night.Blobs(blob);

    private Dictionary<string, byte[]> Publish(List<byte[]> entries)
    {
        var publication = new Republication(entries, Blobs);
        foreach (var (list, bytes) in _lists)
        {
            publication.Files[$"blobs/{list}"] = bytes;
        }

        return publication.Sign(_night.Log);
    }

    private static string Second(IReadOnlyDictionary<string, byte[]> files)
    {
        var (exit, said) = SecondVerifierTests.Run(files, "--no-signatures");
        exit.ShouldBe(1);
        return said["flaw"]!.GetValue<string>();
    }
}
