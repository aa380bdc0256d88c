using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using NameRules = Sirekap.Elections.Contests.Ids;

namespace Sirekap.Record;

/// <summary>Bytes of a blob, or null when they are not to be had. The record checks length and hash itself.</summary>
public delegate ReadOnlyMemory<byte>? BlobSource(BlobReference blob);

/// <summary>
/// The state of an election: a pure fold over its ledger. Whatever a role, scope, state, signature or rule does not allow is refused with a
/// name, and changes nothing. Index by index: <see cref="Claims"/> says whose signatures an entry bears, their verification may run beside
/// the fold,
/// <see cref="Apply"/> applies it. Not safe for one thread to apply while others read.
/// </summary>
public sealed partial class ElectionRecord
{
    /// <summary>The version of the rules that this code knows.</summary>
    public const int Rules = 1;

    /// <summary>
    /// Figures of all stations in all contests, some 5 GB in memory; the nation's five contests of 2024 have about 700 million.
    /// </summary>
    private const long MostFigures = 1_300_000_000;

    private readonly BlobSource _blobs;
    private readonly byte[] _prefix;
    private readonly HashSet<Digest> _needed = [];
    private readonly HashSet<Digest> _mentioned = [];
    private readonly HashSet<Digest> _sources = [];
    private readonly Dictionary<Digest, (int Index, Withhold Statement)> _withheld = [];
    private readonly Dictionary<string, ContestRecord> _contests = new(StringComparer.Ordinal);

    private ElectionRecord(StatementHead head, Definition definition, ElectionStructure structure, RegionTree tree, BlobSource blobs)
    {
        Head = head;
        Definition = definition;
        Structure = structure;
        Tree = tree;
        LogKey = VerifierKey.Ed25519(head.Ledger, definition.Log);
        _blobs = blobs;
        _prefix = StatementCodec.Prefix(head);
        foreach (var contest in structure.Contests)
        {
            _contests.Add(contest.Code, new ContestRecord(contest, tree, structure.Limits, Ids, definition.Kind));
        }
    }

    public StatementHead Head { get; }

    /// <summary>The roots whose signatures the definition bears. It may name others, whose word it does not have.</summary>
    public IReadOnlyList<KeyName> DefinedBy { get; private set; } = [];

    public Definition Definition { get; }

    public ElectionStructure Structure { get; }

    public RegionTree Tree { get; }

    /// <summary>The log's key, by which time and checkpoints are signed.</summary>
    public VerifierKey LogKey { get; }

    public Keys Keys { get; } = new();

    public EntryIds Ids { get; } = new();

    public Timeline Times { get; } = new();

    /// <summary>Which photos were named, and by forms for which stations.</summary>
    public PhotoIndex Photos { get; } = new();

    /// <summary>Number of entries applied; the index that the next will have.</summary>
    public int Count => Ids.Count;

    /// <summary>The beginning of every statement of this election.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    public IReadOnlyCollection<ContestRecord> Contests => _contests.Values;

    /// <summary>
    /// Blobs whose bytes belong to the publication: structure, names, lists of stations, words of reviews and disclosures, evidence of
    /// readings; photos are not among them.
    /// </summary>
    public IReadOnlySet<Digest> Mentioned => _mentioned;

    /// <summary>
    /// Blobs that statements name and whose bytes may belong to the publication: photos of forms and readings, sources of snapshots.
    /// </summary>
    public IEnumerable<Digest> Attached => _sources.Concat(Photos.All);

    /// <summary>Whether a statement names these bytes; they may be withheld nevertheless.</summary>
    public bool Names(Digest blob) => _mentioned.Contains(blob) || _sources.Contains(blob) || Photos.Contains(blob);

    /// <summary>Blobs whose bytes are withheld, with the entry that says so.</summary>
    public IReadOnlyDictionary<Digest, (int Index, Withhold Statement)> Withheld => _withheld;

    public ContestRecord? Contest(string code) => _contests.GetValueOrDefault(code);

    /// <summary>
    /// Begins a record from entry 0, the definition, which must be signed by at least a quorum of the roots that it names.
    /// </summary>
    public static ElectionRecord? Begin(ReadOnlyMemory<byte> entry, BlobSource blobs, out Rejection? rejection)
    {
        if (!Note.TryParse(entry, out var note, out var flaw))
        {
            return Refuse(RejectionCode.NotANote, flaw, out rejection);
        }

        if (!StatementCodec.TryReadHead(note.Text.Span[..^1], out var head, out var error))
        {
            return Refuse(RejectionCode.NotAStatement, error!, out rejection);
        }

        if (head!.Rules != Rules)
        {
            return Refuse(RejectionCode.OtherElection, $"rules {head.Rules}; this program knows rules {Rules}", out rejection);
        }

        if (!NameRules.IsOrigin(head.Ledger) || !NameRules.IsId(head.Election))
        {
            return Refuse(
                RejectionCode.BadDefinition,
                $"the ledger's origin is {NameRules.OriginRule}; the election's id is {NameRules.Rule}",
                out rejection
            );
        }

        if (Entry.Read(entry, StatementCodec.Prefix(head), out rejection) is not { } first)
        {
            return null;
        }

        if (first.Statement is not Definition definition)
        {
            return Refuse(RejectionCode.OutOfPlace, "a ledger begins with a definition", out rejection);
        }

        return Begin(first, head, definition, blobs, out rejection);
    }

    /// <summary>Reads an entry of this election, see <see cref="Entry.Read"/>.</summary>
    public Entry? Read(ReadOnlyMemory<byte> bytes, out Rejection? rejection) => Entry.Read(bytes, _prefix, out rejection);

    /// <summary>
    /// Whose signatures the entry bears, as of now: each must be by a key that is enrolled and not revoked, or by the log. What stands
    /// already is told first, so that whoever lost a receipt gets it again, even if the key has ended since.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="claims">The signatures to verify, one a signature line; empty when refused.</param>
    public Rejection? Claims(Entry entry, out SignatureClaim[] claims)
    {
        claims = [];
        var first = Ids.IndexOf(entry.Id);
        if (first >= 0)
        {
            return new Rejection(RejectionCode.AlreadySaid, $"it stands at index {first}");
        }

        var signatures = entry.Note.Signatures;
        var found = new SignatureClaim[signatures.Count];
        for (var i = 0; i < found.Length; i++)
        {
            var signature = signatures[i];
            if (LogKey.Matches(signature))
            {
                found[i] = new SignatureClaim(SignatureClaim.Log, entry.Note.Text, signature.Signature);
                continue;
            }

            if (entry.Signers[i] is not { } name || !Keys.TryFind(name, out var key))
            {
                return new Rejection(RejectionCode.UnknownKey, $"no key {signature.KeyName} with id {signature.KeyId:x8} is enrolled");
            }

            if (key.IsRevoked)
            {
                return new Rejection(RejectionCode.RevokedKey, $"key {name} was revoked by entry {key.Revoked}");
            }

            found[i] = new SignatureClaim(key.Ordinal, entry.Note.Text, signature.Signature);
        }

        claims = found;
        return null;
    }

    /// <summary>
    /// Reads what applying these entries will want: identities, keys, stations. A national record is a few hundred megabytes, of which an
    /// entry touches some twenty places; read here one after the other without a decision between them, the processor waits for many at
    /// once instead of each by itself.
    /// </summary>
    /// <returns>Nothing that means anything.</returns>
    internal long Warm(ReadOnlySpan<Entry?> entries)
    {
        var sum = 0L;
        foreach (var entry in entries)
        {
            if (entry is null)
            {
                continue;
            }

            sum ^= Ids.IndexOf(entry.Id);
            sum ^= entry.Signers[0] is { } signer && Keys.TryFind(signer, out var key) ? key.Ordinal : 0;
            sum ^= entry.Enrols is { } enrols && Keys.TryFind(enrols, out _) ? 1 : 0;
        }

        foreach (var entry in entries)
        {
            var (code, at) = entry?.Statement switch
            {
                Form form => (form.Contest, form.Station),
                Enrol { Role: Role.Station } enrol => (null, enrol.Scope),
                _ => default,
            };
            var station = Tree.FindStation(at);
            if (station >= 0 && code is not null && Contest(code) is { } contest)
            {
                sum ^= contest.Touch(station);
            }
        }

        return sum;
    }

    /// <summary>Applies an entry at the next index, or refuses it and changes nothing.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="claims">What <see cref="Claims"/> gave for it at this index, having refused nothing. Whoever calls answers for their
    /// verification.</param>
    public Rejection? Apply(Entry entry, ReadOnlySpan<SignatureClaim> claims)
    {
        var rejection =
            Signers(entry.Statement, claims)
            ?? (
                Times.Now is null && entry.Statement is not Time
                    ? new Rejection(RejectionCode.OutOfPlace, "the definition is followed by a time")
                    : ApplyStatement(entry, claims)
            );
        if (rejection is null)
        {
            Ids.Add(entry.Id);
        }

        return rejection;
    }

    /// <summary>Reads, verifies and applies an entry: all of it, one after the other.</summary>
    public Rejection? Accept(ReadOnlyMemory<byte> bytes)
    {
        if (Read(bytes, out var rejection) is not { } entry)
        {
            return rejection;
        }

        return Claims(entry, out var claims) ?? Signatures.Verify(this, claims) ?? Apply(entry, claims);
    }

    /// <summary>Time is the log's; withholding needs a quorum of roots; everything else has one signer.</summary>
    private Rejection? Signers(Statement statement, ReadOnlySpan<SignatureClaim> claims)
    {
        if (statement is Withhold)
        {
            return Quorum(claims);
        }

        if (statement is Definition)
        {
            return new Rejection(RejectionCode.OutOfPlace, "a ledger has one definition, its first entry");
        }

        if (claims.Length != 1)
        {
            return new Rejection(RejectionCode.WrongSigners, $"{claims.Length} signatures where one is due");
        }

        return (claims[0].Key == SignatureClaim.Log) == (statement is Time)
            ? null
            : new Rejection(
                RejectionCode.RoleNotAllowed,
                statement is Time ? "only the log says the time" : "the log says nothing but the time"
            );
    }

    private Rejection? Quorum(ReadOnlySpan<SignatureClaim> claims)
    {
        var signers = new HashSet<int>();
        foreach (var claim in claims)
        {
            if (claim.Key == SignatureClaim.Log || Keys[claim.Key].Role != Role.Root)
            {
                return new Rejection(RejectionCode.RoleNotAllowed, "only roots sign this");
            }

            if (!signers.Add(claim.Key))
            {
                return new Rejection(RejectionCode.WrongSigners, $"root {Keys[claim.Key].Name} signs twice");
            }
        }

        return signers.Count >= Definition.Quorum
            ? null
            : new Rejection(RejectionCode.WrongSigners, $"{signers.Count} roots sign where {Definition.Quorum} must");
    }
}
