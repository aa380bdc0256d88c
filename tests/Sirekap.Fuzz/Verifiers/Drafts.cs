using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>Small ledgers that hold, from which the others are made: together they have every kind of statement.</summary>
internal sealed partial class Drafts
{
    private const string Near = "3171010001001";
    private const string Next = "3171010001002";
    private const string Added = "3171010001003";

    private static readonly string Five =
        "{\"limits\":{\"voters\":300,\"law\":500,\"reserve\":2},\"contests\":["
        + "{\"code\":\"ppwp\",\"kind\":\"tickets\","
        + SampleRules.Tickets
        + "[{\"code\":\"0\",\"regions\":[\"0\"],\"seats\":1,\"choices\":[1,2,3]}]},"
        + "{\"code\":\"pdpr\",\"kind\":\"parties\","
        + SampleRules.Parties
        + "[{\"code\":\"1\",\"regions\":[\"3171\"],\"seats\":3,\"choices\":[[1,1,2],[2,1]]},"
        + "{\"code\":\"2\",\"regions\":[\"3172\",\"99\"],\"seats\":2,\"choices\":[[1,1],[3,1]]}]},"
        + "{\"code\":\"pdpd\",\"kind\":\"individuals\",\"tier\":\"nation\",\"rule\":{\"method\":\"plurality\"},"
        + "\"form\":[\"roll\",\"voters\",\"ballots\",\"sums\"],\"districts\":"
        + "[{\"code\":\"31\",\"regions\":[\"31\"],\"seats\":4,\"choices\":[1,2]}]},"
        + "{\"code\":\"pdprdp\",\"kind\":\"parties\",\"tier\":\"province\",\"rule\":{\"method\":\"sainte-lague\",\"threshold\":0},"
        + "\"form\":[\"voters\",\"sums\"],\"districts\":[{\"code\":\"a\",\"regions\":[\"31\"],\"seats\":5,\"choices\":[[1,1],[4,1]]}]},"
        + "{\"code\":\"pdprdk\",\"kind\":\"parties\",\"tier\":\"regency\",\"rule\":{\"method\":\"sainte-lague\",\"threshold\":0},"
        + "\"form\":[\"sums\"],\"districts\":[{\"code\":\"k\",\"regions\":[\"3171\"],\"seats\":5,\"choices\":[[1],[4,1]]}]}]}";

    private static readonly string One =
        "{\"limits\":{\"voters\":300,\"law\":500,\"reserve\":2},\"contests\":[{\"code\":\"ppwp\",\"kind\":\"tickets\","
        + SampleRules.Tickets
        + "[{\"code\":\"0\",\"regions\":[\"0\"],\"seats\":1,\"choices\":[1,2,3]}]}]}";

    private readonly Draft _draft;
    private long _time = 1_707_900_000;

    private Drafts(string name, ElectionKind kind, string contests)
    {
        _draft = new Draft(name);
        var regions = "3171010001 1-2\n3171010002 1\n3172010001 901\n99AA010001 1\n";
        Say(
            new Definition(
                kind,
                SampleLog.Log.Verifier.PublicKey.ToArray(),
                [SampleElection.Spki(0), SampleElection.Spki(1)],
                2,
                Words(contests),
                Words(regions),
                Words("names")
            ),
            Key(0),
            Key(1)
        );
        Tick(0);
    }

    public static IReadOnlyList<Draft> All { get; } =
    [President(), Council(), FiveContests(), Several(), Extended(), Watched(), Reviewed(), Plenary(), Copy()];

    private static StatementHead Head => SampleElection.Head;

    private static Draft President()
    {
        var at = new Drafts("president", ElectionKind.Simulation, One);
        at.EnrolAll();
        var form = at.Say(at.Form("ppwp", Near, Sound([10, 20, 30]), Photo(1), Photo(2)), Key(6));
        at.Say(at.Form("ppwp", Next, new FormFields([1, 2, FormFields.Missing], FormFields.NoCounts())), Key(7));
        var other = at.Say(at.Form("ppwp", Near, Broken([10, 20, 31])), Key(6));
        at.Say(at.Form("ppwp", "99AA010001001", Sound([400, 200, 3])), Key(8));
        at.Tick(60);
        at.Say(at.Review("ppwp", Near, form, ReviewAct.Hold, [], null, at.Words("somebody objects")), Key(4));
        at.Say(at.Review("ppwp", Near, other, ReviewAct.Accept, ["TURNOUT_VOTES"], null), Key(4));
        var place = at.Say(at.Review("ppwp", Near, other, ReviewAct.Correct, [], Sound([10, 20, 32])), Key(3));
        at.Say(at.Review("ppwp", Near, place, ReviewAct.Accept, [], null, at.Words("somebody objects")), Key(2));
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 32])), Key(6));
        at.Say(at.Totals("ppwp", "317101", 1, [10, 20, 32]), Key(4));
        at.Tick(60);
        at.Say(at.Totals("ppwp", "0", 2, [410, 220, 36]), Key(0));
        at.Say(new Revoke(Keys.NameOf(SampleElection.Spki(7)), RevocationReason.Lost), Key(4));
        return at._draft;
    }

    private static Draft Council()
    {
        var at = new Drafts("council", ElectionKind.Real, Five);
        at.EnrolAll();
        var form = at.Say(at.Form("pdpr", Near, Sound([5, 10, 20, 7, 8], [35, 15])), Key(6));
        at.Say(at.Form("pdpr", Next, Sound([5, 10, 20, 7, 8], [36, 15])), Key(7));
        at.Say(at.Form("pdpr", "99AA010001001", Sound([5, 10, 20, 7], [FormFields.Missing, 27])), Key(8));
        at.Say(at.Form("pdprdk", Next, new FormFields([3, 4, 5], Sums(12, 0, 12))), Key(7));
        at.Tick(3600);
        at.Say(at.Review("pdpr", Near, form, ReviewAct.Correct, ["PARTY_SUM"], Sound([5, 10, 20, 7, 9], [35, 15])), Key(4));
        at.Say(new Totals("pdpr", Region("3171"), 1, new TotalFigures([5, 10, 20, 7, 9], LongSums(51, 2, 53), [35, 15])), Key(3));
        at.Say(new Totals("pdpr", Region("0"), 2, TotalFigures.OfVotes([70, 16, 27], 113, 4)), Key(1));
        at.Say(at.Totals("pdprdk", "3171", 1, [3, 4, 5]), Key(3));
        return at._draft;
    }

    private static Draft FiveContests()
    {
        var at = new Drafts("five", ElectionKind.Simulation, Five);
        at.EnrolAll();
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 30]), Photo(1)), Key(6));
        at.Say(at.Form("pdpr", Near, Sound([5, 10, 20, 7, 8], [35, 15]), Photo(2)), Key(6));
        at.Say(at.Form("pdpd", Near, Sound([15, 25]), Photo(3)), Key(6));
        at.Say(at.Form("pdprdp", Near, Sound([1, 2, 3, 4])), Key(6));
        at.Say(at.Form("pdprdk", Near, new FormFields([1, 2, 3], Sums(6, 1, 7), [FormFields.Missing, 5])), Key(6));
        at.Tick(10);
        at.Say(at.Totals("ppwp", "31", 1, [10, 20, 30]), Key(2));
        at.Say(at.Totals("pdpd", "317101", 1, [15, 25]), Key(4));
        at.Say(at.Totals("pdprdk", "3171", 1, [1, 2, 3]), Key(3));
        at.Tick(10);
        return at._draft;
    }

    private static Draft Several()
    {
        var at = new Drafts("several", ElectionKind.Simulation, One);
        at.EnrolAll();
        var text = at.Words("words that name somebody");
        var photo = Photo(1);
        at._draft.Blob("photo 1"u8.ToArray());
        var form = at.Say(at.Form("ppwp", Near, Sound([10, 20, 30]), photo), Key(6));
        at.Say(at.Review("ppwp", Near, form, ReviewAct.Hold, [], null, text), Key(4));
        at.Proposed(new Withhold(text.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission));
        at.Say(new Withhold(photo, WithholdGround.CourtOrder, WithholdAuthority.Court), Key(1));
        var about = at.Words(
            "{\"salt\":\"00112233445566778899aabbccddeeff\",\"title\":{\"id\":\"Tempat peladen\",\"en\":\"Where servers are\"}}"
        );
        var first = at.Say(new Disclose(Region("0"), DisclosureCategory.Hosting, at.Words("a plan"), about, [], null), Key(0));
        var exemption = new Exemption(ExemptionGround.Competition, new Timestamp(1_900_000_000));
        at.Say(
            new Disclose(
                Region("0"),
                DisclosureCategory.Hosting,
                null,
                about,
                [exemption],
                Digest.TryParse(first, out var id) ? id : default
            ),
            Key(1)
        );
        at.Say(new Enrol(Role.Reader, Region("31"), SampleElection.Spki(9), new Holder(9)), Key(2));
        var (read, sure) = (new FormFields([10, 20, 30], FormFields.NoCounts()), new FormFields([9999, 5, 999999], FormFields.NoCounts()));
        at.Say(
            new PhotoReading("ppwp", Region(Near), [photo], "2024", photo, ReadingOutcome.Clear, read, sure, at.Words("evidence")),
            Key(9)
        );
        at.Say(new Revoke(Keys.NameOf(SampleElection.Spki(6)), RevocationReason.Compromised), Key(6));
        return at._draft;
    }

    private static Draft Extended()
    {
        var at = new Drafts("extended", ElectionKind.Simulation, Five);
        at.EnrolAll();
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 30])), Key(6));
        at.Proposed(new Extend(AdditionGround.Omitted, at.Words("3171010001 3\n3171010003 1\n"), at.Words("more names")));
        at.Tick(5);
        at.Say(new Enrol(Role.Station, Region(Added), SampleElection.Spki(10), new Holder(10)), Key(4));
        at.Say(at.Form("ppwp", Added, Sound([1, 2, 3])), Key(10));
        at.Say(at.Form("pdpr", Added, Sound([5, 10, 20, 7, 8])), Key(10));
        at.Say(at.Totals("ppwp", "317101", 2, [11, 22, 33]), Key(4));
        at.Proposed(new Extend(AdditionGround.CourtOrder, at.Words("99AA010001 2\n"), null));
        return at._draft;
    }

    private static Draft Copy()
    {
        var at = new Drafts("copy", ElectionKind.Copy, Five);
        at.Say(new Enrol(Role.Import, Region("0"), SampleElection.Spki(2), new Holder(2)), Key(0));
        var source = at.Words("the feed's bytes");
        void Snapshot(string contest, string stations) =>
            at.Say(new Snapshot(contest, new Timestamp(at._time), source, at.Words(stations)), Key(2));

        Snapshot("ppwp", "3171010001 1-2\n99AA010001 1\n");
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 30])), Key(2));
        at.Say(at.Form("ppwp", Next, Broken([10, 20, 30])) with { Dated = new Timestamp(at._time - 60) }, Key(2));
        Snapshot("pdpr", "3171010001 1\n");
        at.Say(at.Form("pdpr", Near, Sound([5, 10, 20, 7, 8], [35, 15])), Key(2));
        at.Tick(100);
        Snapshot("ppwp", "3171010001 1-2\n");
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 31])) with { Dated = new Timestamp(at._time - 50), Poll = PollKind.Revote }, Key(2));
        at.Say(new Withdraw("ppwp", Region(Next), new Timestamp(at._time), new Timestamp(at._time - 5)), Key(2));
        at._time -= 20;
        Snapshot("ppwp", "3171010001 1\n3172010001 901\n");
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 33])) with { Dated = new Timestamp(at._time - 15) }, Key(2));
        at.Say(at.Form("ppwp", "3172010001901", Sound([7, 8, 9])), Key(2));
        at._time += 40;
        at.Tick(1);
        return at._draft;
    }

    /// <summary>An officer of each role: keys 2 to 4, then stations' 6 to 8.</summary>
    private void EnrolAll()
    {
        (Role Role, string Scope, int Key, int By)[] officers =
        [
            (Role.Province, "31", 2, 0),
            (Role.Regency, "3171", 3, 2),
            (Role.District, "317101", 4, 3),
            (Role.Station, Near, 6, 4),
            (Role.Station, Next, 7, 4),
            (Role.Province, "99", 11, 1),
            (Role.Regency, "99AA", 12, 11),
            (Role.District, "99AA01", 13, 12),
            (Role.Station, "99AA010001001", 8, 13),
        ];
        foreach (var (role, scope, key, by) in officers)
        {
            Say(new Enrol(role, Region(scope), SampleElection.Spki(key), new Holder((UInt128)key)), Key(by));
        }
    }

    /// <summary>People seal what they read, then all open.</summary>
    private void Read(string contest, string station, string on, params (int Key, FormFields Fields)[] read)
    {
        var form = Digest.TryParse(on, out var id) ? id : throw new ArgumentException(on, nameof(on));
        var seals = new List<string>();
        foreach (var (key, fields) in read)
        {
            var name = Keys.NameOf(SampleElection.Spki(key));
            var commitment = Sealing.Commit(Head, contest, Region(station), form, name, new Salt((UInt128)key), fields);
            seals.Add(Say(new Seal(contest, Region(station), form, commitment), Key(key)));
        }

        foreach (var (seal, (key, fields)) in seals.Zip(read))
        {
            var own = Digest.TryParse(seal, out var said) ? said : default;
            Say(new Unseal(contest, Region(station), own, new Salt((UInt128)key), fields), Key(key));
        }
    }

    /// <summary>A root proposes, the other agrees.</summary>
    private void Proposed(Statement statement)
    {
        var proposal = Digest.TryParse(Say(statement, Key(0)), out var id) ? id : default;
        Say(new Agree(proposal, Keys.NameOf(SampleElection.Spki(1))), Key(1));
    }

    private void Tick(int seconds)
    {
        _time += seconds;
        Say(new Time(new Timestamp(_time)), SampleLog.Log);
    }

    private Form Form(string contest, string station, FormFields fields, params Digest[] photos) =>
        new(contest, Region(station), new Timestamp(_time), fields, photos);

    private Review Review(
        string contest,
        string station,
        string on,
        ReviewAct act,
        string[] checks,
        FormFields? fields,
        BlobReference? text = null
    ) =>
        Digest.TryParse(on, out var id)
            ? new Review(contest, Region(station), id, act, ReviewReason.PaperAgrees, checks, fields, text)
            : throw new ArgumentException(on, nameof(on));

    private Totals Totals(string contest, string region, int stations, long[] votes) =>
        new(contest, Region(region), stations, TotalFigures.OfVotes(votes, votes.Sum(), 2));

    private string Say(Statement statement, params SignerKey[] signers)
    {
        var said = new Said(Encoding.Latin1.GetString(StatementCodec.Write(Head, statement)) + "\n", signers);
        _draft.Entries.Add(said);
        return said.Identity;
    }

    private BlobReference Words(string text) => _draft.Blob(Encoding.ASCII.GetBytes(text));

    private static EcdsaSigner Key(int index) => SampleElection.Keys[index];

    private static RegionCode Region(string code) => RegionCode.Parse(code);

    private static Digest Photo(int number) => new(SHA256.HashData(Encoding.ASCII.GetBytes($"photo {number}")));

    private static FormFields Sound(int[] votes, int[]? parties = null) =>
        new(votes, Counts(votes.Sum(), 2, votes.Sum() + 2, votes.Sum() + 2), parties);

    private static FormFields Broken(int[] votes) => new(votes, Counts(votes.Sum(), 2, votes.Sum() + 2, votes.Sum() + 3));

    private static int[] Sums(int valid, int invalid, int all) => Counts(valid, invalid, all, FormFields.Missing);

    private static long[] LongSums(int valid, int invalid, int all) => [.. Sums(valid, invalid, all).Select(n => (long)n)];

    private static int[] Counts(int valid, int invalid, int all, int voters)
    {
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes]) = (valid, invalid, all);
        counts[(int)Field.Voters] = voters;
        return counts;
    }
}
