using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>An act of the night, about which something goes wrong: how it travels, and what others send before and after it.</summary>
/// <param name="night">The night.</param>
/// <param name="head">The election's.</param>
/// <param name="entry">The night's entry.</param>
/// <param name="read">What it says.</param>
internal sealed class TroubledAct(NightSimulation night, StatementHead head, SimulatedEntry entry, Entry read)
{
    /// <summary>The door at which what is not the picture is taken out.</summary>
    public const string Photos = "photos";

    /// <summary>The door for all other bytes.</summary>
    public const string Blobs = "blobs";

    private readonly List<RehearsedAct> _before = [];
    private readonly List<RehearsedAct> _after = [];

    public NightSimulation Night => night;

    public SimulatedEntry Entry => entry;

    public Statement Statement => read.Statement;

    public Carriage Carriage { get; set; }

    /// <summary>Whether it is the station's first form in the contest.</summary>
    public bool IsFirstForm { get; init; }

    /// <summary>How the photo travels that the form names.</summary>
    public Carriage PhotoCarriage { get; set; }

    /// <summary>Whether that photo is on the server before it is brought.</summary>
    public bool IsPhotoThere { get; set; }

    /// <summary>What is the matter.</summary>
    public Trouble Trouble { get; set; }

    public IReadOnlyList<RehearsedAct> Before => _before;

    public IReadOnlyList<RehearsedAct> After => _after;

    /// <summary>A statement that the record is to refuse, before the act.</summary>
    public void RefusedBefore(Statement statement, SignerKey by, RejectionCode code, StatementHead? under = null) =>
        _before.Add(Refused(Signing.Entry(under ?? head, statement, by), statement, code));

    /// <summary>The same after the act.</summary>
    public void RefusedAfter(Statement statement, SignerKey by, RejectionCode code) =>
        _after.Add(Refused(Signing.Entry(head, statement, by), statement, code));

    /// <summary>Bytes that are to be refused, before the act.</summary>
    public void RefusedBefore(byte[] bytes, string name, string type = RehearsedAct.Note) =>
        _before.Add(Made(bytes, "bytes", Expected.Refused) with { Name = name, ContentType = type });

    /// <summary>A statement that stands, before the act.</summary>
    public void StandsBefore(Statement statement, SignerKey by) => _before.Add(Stands(statement, by));

    /// <summary>The same after the act.</summary>
    public void StandsAfter(Statement statement, SignerKey by) => _after.Add(Stands(statement, by));

    /// <summary>What is sent at another door, before the act.</summary>
    public void SentBefore(RehearsedAct act) => _before.Add(act with { Trouble = Trouble });

    private RehearsedAct Stands(Statement statement, SignerKey by) =>
        Made(Signing.Entry(head, statement, by), KindOf(statement), Expected.Stands) with
        {
            Statement = statement,
        };

    private RehearsedAct Refused(byte[] note, Statement statement, RejectionCode code) =>
        Made(note, KindOf(statement), Expected.Refused) with
        {
            Name = Rejection.NameOf(code),
        };

    private RehearsedAct Made(byte[] bytes, string what, Expected expected) => new(entry.At, what, bytes, expected) { Trouble = Trouble };

    /// <summary>What is signed beside a blob or photo, and by whom.</summary>
    /// <param name="body">What is sent.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="door"><c>blobs</c> or <c>photos</c>.</param>
    /// <param name="name">The hash at whose address it is sent, where it is not the body's own.</param>
    public RehearsedAct Brought(byte[] body, SignerKey by, string door, Digest? name = null)
    {
        var sha256 = name ?? new Digest(Sha256.Hash(body));
        var text = Encoding.ASCII.GetBytes($"sirekap-blob v1\n{head.Election}\n{sha256}\n");
        return new RehearsedAct(entry.At, door == Photos ? "photo" : "blob", body, Expected.Stands)
        {
            Path = $"{door}/{sha256}",
            ContentType = "application/octet-stream",
            Signature = $"{Keys.NameOf(by.Verifier.PublicKey.Span)} {Convert.ToBase64String(by.Sign(text).Signature.Span)}",
            Stored = sha256,
        };
    }

    /// <summary>The act itself.</summary>
    public RehearsedAct Itself() =>
        new(
            entry.At,
            KindOf(read.Statement),
            entry.Entry,
            entry.Intent switch
            {
                Intent.Stands => Expected.Stands,
                Intent.Repeats => Expected.StandsAlready,
                _ => Expected.Refused,
            }
        )
        {
            Name = entry.Intent == Intent.Intrudes ? Rejection.NameOf(RejectionCode.RevokedKey) : null,
            Statement = entry.Intent == Intent.Stands ? read.Statement : null,
            Carriage = Carriage,
            Trouble = Trouble,
        };

    /// <summary>The kind, and what of that kind, for the report.</summary>
    private string KindOf(Statement statement) =>
        statement switch
        {
            Enrol enrol => $"enrol {Words.Roles.Of(enrol.Role)}",
            Attest attest => $"attest {Words.AttestStances.Of(attest.Stance)}",
            Review review => $"review {Words.ReviewActs.Of(review.Act)}",
            Answer answer => $"answer {Words.AnswerOutcomes.Of(answer.Outcome)}",
            _ => head.Rules.Statements.Of(statement).Name,
        };
}
