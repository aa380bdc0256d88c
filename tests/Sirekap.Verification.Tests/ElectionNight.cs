using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Witnessing;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests;

/// <summary>
/// A whole small election night, written by a sequencer, cosigned by a log witness and published by the publisher; then read into memory.
/// Forms conflict, keys are lost, reviews have words, some of which are withheld, a photo is published, plenaries certify.
/// </summary>
internal sealed class ElectionNight : IDisposable
{
    public const string Origin = "verify.example/malam";
    private const string WitnessName = "saksi-log.example/w1";

    private readonly TemporaryFolder _temporary = new();
    private readonly NightTime _clock = new();
    private readonly Witness _witness;

    public ElectionNight(byte seed = 1)
    {
        Log = Ed25519Signer.ImportSeed(Origin, Bytes(seed, 1));
        Roots = [EcdsaSigner.FromScalar(Bytes(seed, 2)), EcdsaSigner.FromScalar(Bytes(seed, 3))];
        Officers = new Officers(code => EcdsaSigner.FromScalar(SHA256.HashData([seed, .. Encoding.ASCII.GetBytes(code)])));
        WitnessKey = CosignatureSigner.ImportSeed(WitnessName, Bytes(seed, 4), _clock);
        Policy = ReadPolicy($"log {Log.Verifier}\nwitness w1 {WitnessKey.Verifier}\nquorum w1\n");
        _witness = Witness.Open(new DiskFileSystem(), _temporary.In("witness"), Policy, WitnessKey);

        var names = ElectionNames.None("rekaan").Encode();
        var begin = new NewElection(Head, ElectionKind.Simulation, 2, SimulatedElection.Structure.Encode(), Places.Encode(), names);
        _clock.Now = new DateTimeOffset(2024, 2, 13, 0, 0, 0, TimeSpan.Zero);
        Sequencer = begin.Begin(ElectionFolder.At(_temporary.In("data"), Head.Election), Roots, Log, _clock);
        AppendNight(seed);
        AppendDecisions();
        AppendDisclosures();
        AppendReadings();
        Publish();
        Files = TemporaryFolder.Read(Folder);
        Sequencer.Store.ReadAll(0, (_, entry) => EntryList.Add(entry.ToArray()));
    }

    public StatementHead Head { get; } = new(Origin, "malam", RuleSets.First);

    public Ed25519Signer Log { get; }

    /// <summary>From which the log's key is made, of the night that the tests share.</summary>
    public static byte[] LogSeed => Bytes(1, 1);

    public EcdsaSigner[] Roots { get; }

    public CosignatureSigner WitnessKey { get; }

    /// <summary>The log's key, and one log witness that must have cosigned.</summary>
    public TlogPolicy Policy { get; }

    /// <summary>Officers whose keys the test holds: of one province, regency, district and station, and of a second station.</summary>
    public Officers Officers { get; }

    public Sequencer Sequencer { get; }

    public string Folder => _temporary.In("publication");

    /// <summary>The publication.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    public IReadOnlyList<byte[]> Entries => EntryList;

    public SignedCheckpoint Checkpoint { get; private set; } = null!;

    public Digest WithheldBlob { get; private set; }

    /// <summary>The words of a disclosure that are withheld.</summary>
    public Digest WithheldWords { get; private set; }

    /// <summary>What was read on the photo of the night's form.</summary>
    public PhotoReading Reading { get; private set; } = null!;

    public byte[] WithheldBytes { get; } = Encoding.ASCII.GetBytes("words that name somebody");

    public byte[] WithheldWordsBytes { get; private set; } = [];

    private List<byte[]> EntryList { get; } = [];

    /// <summary>
    /// Two provinces with two regencies each, of one district and two villages with ten stations each: enough entries for a full tile.
    /// </summary>
    private static RegionTree Places { get; } =
        RegionTree.FromStations(
            from province in (string[])["31", "73"]
            from regency in (string[])["01", "71"]
            from village in (string[])["2001", "2002"]
            from number in Enumerable.Range(1, 10)
            select RegionCode.Parse($"{province}{regency}01{village}").Station(number)
        );

    public Statement Statement(byte[] entry) =>
        Entry.Read(entry, new StatementCodec(Head), out var rejection)?.Statement
        ?? throw new InvalidOperationException(rejection!.ToString());

    public BlobSource Blobs =>
        blob => Files.TryGetValue($"blobs/{blob.Sha256}", out var bytes) ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);

    public static TlogPolicy ReadPolicy(string text) =>
        TlogPolicy.TryParse(Encoding.ASCII.GetBytes(text), out var policy, out var error)
            ? policy
            : throw new InvalidOperationException(error);

    /// <summary>Asks the log witness, which has cosigned the publication, and adds what it signs.</summary>
    public (int Status, SignedCheckpoint? Cosigned) AskWitness(WitnessRequest request)
    {
        var response = _witness.AddCheckpoint(request.Encode());
        if (response.Status != 200)
        {
            return (response.Status, null);
        }

        byte[] note = [.. request.Checkpoint.Note.Text.Span, (byte)'\n', .. response.Body];
        Note.TryParse(note, out var cosignature, out var error).ShouldBeTrue(error);
        return (200, request.Checkpoint.WithSignatures(cosignature!.Signatures));
    }

    /// <summary>Signs, has it cosigned, publishes.</summary>
    public PublishResult Publish()
    {
        var before = Checkpoint?.Checkpoint.Size ?? 0;
        var signed = Sequencer.Guard.Sign(Sequencer.Tree, Sequencer.Store).Checkpoint!;
        Checkpoint = AskWitness(new WitnessRequest(before, Sequencer.Tree.Consistency(before, Sequencer.Tree.Size), signed)).Cosigned!;
        return Publisher.Publish(Sequencer, Checkpoint, Folder);
    }

    public void Append(TimeSpan later, params byte[][] entries)
    {
        _clock.Now += later;
        Sequencer.Append([.. entries.Select(entry => new ReadOnlyMemory<byte>(entry))]).ShouldAllBe(outcome => outcome.Rejection == null);
    }

    public void Dispose()
    {
        Sequencer.Dispose();
        _witness.Dispose();
        _temporary.Dispose();
    }

    private void AppendNight(byte seed)
    {
        var options = new SimulationOptions(Places.StationCount, seed) { ReviewShare = 0.4, Plenaries = true };
        using var night = new NightSimulation(options, Head, Places, Roots[0], Bytes(seed, 5));
        // Few and large batches: each has a time, whose Ed25519 signature costs a verifier as much as ten forms.
        foreach (var batch in night.Entries().ChunkBy(entry => entry.At.UnixSeconds / (6 * 3600)))
        {
            _clock.Now = batch[^1].At.ToDateTimeOffset();
            foreach (var (outcome, entry) in Sequencer.Append([.. batch.Select(entry => new ReadOnlyMemory<byte>(entry.Entry))]).Zip(batch))
            {
                (outcome.Rejection is null).ShouldBe(entry.Intent == Intent.Stands, outcome.ToString());
            }
        }
    }

    private void AppendDecisions()
    {
        var station = Officers.StationCode;
        var blobs = Sequencer.Folder.Blobs;
        var contest = Sequencer.Record.Contest(SimulatedElection.Contest)!;
        var ordinal = Sequencer.Record.Tree.FindStation(station);
        var photo = blobs.Add("a photo"u8);
        var withheld = blobs.Add(WithheldBytes);
        var inPlace = Sequencer.Record.Ids[contest.InPlace(ordinal)];
        WithheldBlob = withheld.Sha256;
        Append(
            TimeSpan.FromHours(1),
            Signing.Entry(Head, new Enrol(Role.Province, Officers.ProvinceCode, Spki(Officers.Province), Holders.New()), Roots[1]),
            Signing.Entry(Head, new Enrol(Role.Regency, Officers.RegencyCode, Spki(Officers.Regency), Holders.New()), Officers.Province),
            Signing.Entry(Head, new Enrol(Role.District, Officers.DistrictCode, Spki(Officers.District), Holders.New()), Officers.Regency),
            Signing.Entry(Head, new Enrol(Role.Station, station, Spki(Officers.Station), Holders.New()), Officers.District),
            Signing.Entry(
                Head,
                new Enrol(Role.Station, Officers.OtherStationCode, Spki(Officers.OtherStation), Holders.New()),
                Officers.District
            ),
            // By the regency, which is not counted: one more by the district is refused for its signature, and not because there are three.
            Signing.Entry(Head, new Enrol(Role.Station, station, Spki(Officers.Lost), Holders.New()), Officers.Regency),
            Signing.Entry(
                Head,
                new Form(SimulatedElection.Contest, station, Timestamp.From(_clock.Now), contest.Tally.Fields(ordinal)!, [photo.Sha256]),
                Officers.Station
            ),
            Signing.Entry(Head, Hold(station, inPlace, withheld), Officers.District),
            Signing.Entry(Head, Hold(station, inPlace, blobs.Add("words that stay"u8)), Officers.Regency)
        );
        Append(
            TimeSpan.FromMinutes(10),
            Signing.Entry(Head, new Revoke(Keys.NameOf(Spki(Officers.Lost)), RevocationReason.Lost), Officers.District)
        );
        Append(
            TimeSpan.FromHours(1),
            [.. Signing.Several(Head, new Withhold(WithheldBlob, WithholdGround.PersonalData, WithholdAuthority.Commission), Roots)]
        );
        blobs.Remove(WithheldBlob);
    }

    /// <summary>
    /// A contract is opened with its document, then in words that say more; a province says where its servers are, and a quorum takes these
    /// words back.
    /// </summary>
    private void AppendDisclosures()
    {
        var blobs = Sequencer.Folder.Blobs;
        var words = blobs.Add(About(DisclosureCategory.Hosting, "place"));
        WithheldWords = words.Sha256;
        WithheldWordsBytes = About(DisclosureCategory.Hosting, "place");
        var contract = new Disclose(
            RegionCode.Nation,
            DisclosureCategory.Contract,
            blobs.Add("the contract, one passage blackened"u8),
            blobs.Add(About(DisclosureCategory.Contract, "exists")),
            [new Exemption(ExemptionGround.Competition, new Timestamp(1_900_000_000))],
            null
        );
        Append(
            TimeSpan.FromHours(1),
            Signing.Entry(Head, contract, Roots[0]),
            Signing.Entry(Head, new Disclose(Officers.ProvinceCode, DisclosureCategory.Hosting, null, words, [], null), Officers.Province)
        );
        var first = Sequencer.Record.Ids[Sequencer.Record.Disclosures[0].Index];
        Append(
            TimeSpan.FromHours(1),
            Signing.Entry(
                Head,
                contract with
                {
                    About = blobs.Add(About(DisclosureCategory.Contract, "exists", "party")),
                    Replaces = first,
                },
                Roots[1]
            )
        );
        var withhold = new Withhold(WithheldWords, WithholdGround.CourtOrder, WithholdAuthority.InformationCommission);
        Append(TimeSpan.FromHours(1), [.. Signing.Several(Head, withhold, Roots)]);
        blobs.Remove(WithheldWords);
    }

    /// <summary>
    /// The photo of the night's form is read by two models; one of them reads it for another station, too, for which nobody sent it. The
    /// reader's key ends.
    /// </summary>
    private void AppendReadings()
    {
        var blobs = Sequencer.Folder.Blobs;
        var contest = Sequencer.Record.Contest(SimulatedElection.Contest)!;
        var photo = contest
            .History(Sequencer.Record.Tree.FindStation(Officers.StationCode))
            .SelectMany(e => contest.Papers.Photos(e.Index))
            .First();
        var fields = contest.Tally.Fields(Sequencer.Record.Tree.FindStation(Officers.StationCode))!;
        var sure = new FormFields(
            [.. fields.Votes.ToArray().Select(_ => 999_000)],
            [.. fields.Counts.ToArray().Select(figure => Math.Min(figure, 0) + (figure < 0 ? 0 : 998_000))]
        );
        Reading = new PhotoReading(
            SimulatedElection.Contest,
            Officers.StationCode,
            [photo],
            "sirekap-ppwp",
            BlobFolder.Reference("a model"u8).Sha256,
            ReadingOutcome.Clear,
            fields,
            sure,
            blobs.Add("{\"reading\":1}"u8)
        );
        Append(
            TimeSpan.FromHours(1),
            Signing.Entry(Head, new Enrol(Role.Reader, RegionCode.Nation, Spki(Officers.Reader), Holders.New()), Roots[0]),
            Signing.Entry(
                Head,
                new Enrol(Role.Reader, Officers.ProvinceCode, Spki(Officers.ProvinceReader), Holders.New()),
                Officers.Province
            ),
            Signing.Entry(Head, Reading, Officers.Reader),
            Signing.Entry(
                Head,
                Reading with
                {
                    Model = BlobFolder.Reference("another"u8).Sha256,
                    Outcome = ReadingOutcome.Contradictory,
                    Evidence = blobs.Add("{\"reading\":2}"u8),
                },
                Officers.ProvinceReader
            ),
            Signing.Entry(Head, Reading with { Station = Officers.OtherStationCode }, Officers.Reader)
        );
        Append(
            TimeSpan.FromHours(1),
            Signing.Entry(Head, new Revoke(Keys.NameOf(Spki(Officers.ProvinceReader)), RevocationReason.Ended), Officers.Province)
        );
    }

    private static byte[] About(DisclosureCategory category, params string[] facts)
    {
        Bilingual both = new("Keterbukaan — rekaan", "Disclosure — invented");
        return new DisclosureAbout(new string('7', 32), both, [.. facts.Select(fact => new DisclosureFact(fact, both))]).Encode(category);
    }

    private static Review Hold(RegionCode station, Digest on, BlobReference text) =>
        new(SimulatedElection.Contest, station, on, ReviewAct.Hold, ReviewReason.Objection, [], Fields: null, text);

    private static byte[] Spki(SignerKey key) => key.Verifier.PublicKey.ToArray();

    private static byte[] Bytes(byte seed, byte purpose) => [.. Enumerable.Repeat((byte)(16 * purpose), 31), seed];

    private sealed class NightTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
