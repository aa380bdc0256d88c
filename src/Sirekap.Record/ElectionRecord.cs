using System.Security.Cryptography;
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
/// The state of an election: a pure fold over its ledger. Whatever a role, scope, state, signature or rule does not allow is refused with a name, and
/// changes nothing. Index by index: <see cref="Claims"/> says whose signatures an entry bears, their verification may run beside the fold,
/// <see cref="Apply"/> applies it. Not safe for one thread to apply while others read.
/// </summary>
public sealed class ElectionRecord
{
    /// <summary>The version of the rules that this code knows.</summary>
    public const int Rules = 1;

    /// <summary>Figures of all stations in all contests, some 5 GB in memory; the nation's five contests of 2024 have about 700 million.</summary>
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
            _contests.Add(contest.Code, new ContestRecord(contest, tree, structure.Limits, Ids));
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

    /// <summary>Number of entries applied; the index that the next will have.</summary>
    public int Count => Ids.Count;

    /// <summary>The beginning of every statement of this election.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    public IReadOnlyCollection<ContestRecord> Contests => _contests.Values;

    /// <summary>Blobs whose bytes belong to the publication: structure, names, lists of stations, words of reviews, photos are not among them yet.</summary>
    public IReadOnlySet<Digest> Mentioned => _mentioned;

    /// <summary>Blobs that statements name and whose bytes may belong to the publication: photos of forms, sources of snapshots.</summary>
    public IEnumerable<Digest> Attached => _sources.Concat(_contests.Values.SelectMany(contest => contest.AllPhotos));

    /// <summary>Blobs whose bytes are withheld, with the entry that says so.</summary>
    public IReadOnlyDictionary<Digest, (int Index, Withhold Statement)> Withheld => _withheld;

    public ContestRecord? Contest(string code) => _contests.GetValueOrDefault(code);

    /// <summary>Begins a record from entry 0, the definition, which must be signed by at least a quorum of the roots that it names.</summary>
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
            return Refuse(RejectionCode.BadDefinition, $"the ledger's origin is {NameRules.OriginRule}; the election's id is {NameRules.Rule}", out rejection);
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
    /// Whose signatures the entry bears, as of now: each must be by a key that is enrolled and not revoked, or by the log. What stands already is told
    /// first, so that whoever lost a receipt gets it again, even if the key has ended since.
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
    /// Reads what applying these entries will want: identities, keys, stations. A national record is a few hundred megabytes, of which an entry touches some
    /// twenty places; read here one after the other without a decision between them, the processor waits for many at once instead of each by itself.
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
    /// <param name="claims">What <see cref="Claims"/> gave for it at this index, having refused nothing. Whoever calls answers for their verification.</param>
    public Rejection? Apply(Entry entry, ReadOnlySpan<SignatureClaim> claims)
    {
        var rejection = Signers(entry.Statement, claims) ?? (Times.Now is null && entry.Statement is not Time
            ? new Rejection(RejectionCode.OutOfPlace, "the definition is followed by a time")
            : ApplyStatement(entry, claims));
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

    private static ElectionRecord? Begin(Entry first, StatementHead head, Definition definition, BlobSource blobs, out Rejection? rejection)
    {
        if (definition.Quorum < 1 || definition.Roots.Any(root => !EcdsaP256.IsCanonicalKey(root)) || definition.Roots.Select(r => Keys.NameOf(r)).Distinct().Count() != definition.Roots.Count)
        {
            return Refuse(RejectionCode.BadDefinition, "roots are distinct P-256 keys in canonical SPKI, the quorum at least one of them", out rejection);
        }

        if (Load(blobs, definition.Contests, "contests", out var contests, out rejection)
            && Load(blobs, definition.Regions, "regions", out var regions, out rejection))
        {
            if (!ElectionStructure.TryParse(contests.Span, out var structure, out var error) || !RegionTree.TryParse(regions.Span, out var tree, out error))
            {
                return Refuse(RejectionCode.BadDefinition, error!, out rejection);
            }

            // Before there is a place for each: a stranger's definition must not fill a verifier's memory.
            if (structure!.Contests.Sum(contest => (contest.Slots + 1L + Fields.Count) * tree!.StationCount) is > MostFigures and var figures)
            {
                return Refuse(RejectionCode.BadDefinition, $"{tree!.StationCount} stations times the columns of all contests are {figures} figures, more than {MostFigures}", out rejection);
            }

            var record = new ElectionRecord(head, definition, structure, tree!, blobs);
            foreach (var root in definition.Roots)
            {
                record.Keys.Add(Keys.NameOf(root), Role.Root, RegionCode.Nation, root, 0);
            }

            rejection = record.Claims(first, out var claims) ?? record.Quorum(claims) ?? Signatures.Verify(record, claims);
            if (rejection is null)
            {
                record._needed.UnionWith([definition.Contests.Sha256, definition.Regions.Sha256]);
                record._mentioned.UnionWith([definition.Contests.Sha256, definition.Regions.Sha256, definition.Names.Sha256]);
                record.Ids.Add(first.Id);
                record.DefinedBy = [.. claims.Select(claim => record.Keys[claim.Key].Name)];
                return record;
            }
        }

        return null;
    }

    private static bool Load(BlobSource blobs, BlobReference reference, string what, out ReadOnlyMemory<byte> bytes, out Rejection? rejection)
    {
        bytes = default;
        rejection = null;
        if (blobs(reference) is not { } found)
        {
            rejection = new Rejection(RejectionCode.BlobMissing, $"the {what}, blob {reference.Sha256}, are not to be had");
            return false;
        }

        Span<byte> hash = stackalloc byte[Digest.Size];
        SHA256.HashData(found.Span, hash);
        if (found.Length != reference.Bytes || new Digest(hash) != reference.Sha256)
        {
            rejection = new Rejection(RejectionCode.BlobMissing, $"the {what}, blob {reference.Sha256}, are other bytes than its hash says");
            return false;
        }

        bytes = found;
        return true;
    }

    private static ElectionRecord? Refuse(RejectionCode code, string detail, out Rejection? rejection)
    {
        rejection = new Rejection(code, detail);
        return null;
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
            : new Rejection(RejectionCode.RoleNotAllowed, statement is Time ? "only the log says the time" : "the log says nothing but the time");
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

    private Rejection? ApplyStatement(Entry entry, ReadOnlySpan<SignatureClaim> claims) => entry.Statement switch
    {
        Form form => ApplyForm(form, Keys[claims[0].Key]),
        Enrol enrol => ApplyEnrol(enrol, entry.Enrols!.Value, Keys[claims[0].Key]),
        Time time => ApplyTime(time),
        Review review => ApplyReview(review, Keys[claims[0].Key]),
        Revoke revoke => ApplyRevoke(revoke, Keys[claims[0].Key]),
        Snapshot snapshot => ApplySnapshot(snapshot, Keys[claims[0].Key]),
        Withdraw withdraw => ApplyWithdraw(withdraw, Keys[claims[0].Key]),
        Totals totals => ApplyTotals(totals, Keys[claims[0].Key]),
        Withhold withhold => ApplyWithhold(withhold),
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    private Rejection? ApplyTime(Time time)
    {
        if (Times.Now is { } now && time.At < now)
        {
            return new Rejection(RejectionCode.TimeGoesBack, $"{time.At} after {now}");
        }

        Times.Add(Count, time.At);
        return null;
    }

    private Rejection? ApplyEnrol(Enrol enrol, KeyName name, Key signer)
    {
        if (Authority.ToEnrol(signer, Definition.Kind, enrol.Role, enrol.Scope) is { } rejection)
        {
            return rejection;
        }

        if (!Exists(enrol.Scope))
        {
            return new Rejection(RejectionCode.UnknownRegion, $"{enrol.Scope} is not in this election");
        }

        if (Keys.TryFind(name, out var earlier))
        {
            return new Rejection(RejectionCode.KeyAlreadyEnrolled, $"key {name} was enrolled by entry {earlier.Enrolled}");
        }

        Keys.Add(name, enrol.Role, enrol.Scope, enrol.Key, Count);
        return null;
    }

    private Rejection? ApplyRevoke(Revoke revoke, Key signer)
    {
        if (!Keys.TryFind(revoke.Key, out var key))
        {
            return new Rejection(RejectionCode.UnknownKey, $"no key {revoke.Key} is enrolled");
        }

        if (Authority.ToRevoke(signer, key) is { } rejection)
        {
            return rejection;
        }

        if (key.IsRevoked)
        {
            return new Rejection(RejectionCode.AlreadyRevoked, $"entry {key.Revoked} revoked key {revoke.Key}");
        }

        Keys.Revoke(key.Ordinal, Count);
        return null;
    }

    private Rejection? ApplyForm(Form form, Key signer)
    {
        if (Place(form.Contest, form.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        return Authority.ToSubmit(signer, Definition.Kind, form.Station) ?? Ballot(contest!, form.Station, form.Fields.Votes.Length)
            ?? contest!.Submit(Count, signer.Ordinal, Definition.Kind, station, form);
    }

    private Rejection? ApplyReview(Review review, Key signer)
    {
        if (Place(review.Contest, review.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        rejection = Authority.ToReview(signer, review.Station);
        if (rejection is null && review.Fields is not null)
        {
            rejection = review.Fields.IsEmpty
                ? new Rejection(RejectionCode.NoFigures, "a correction has figures")
                : Ballot(contest!, review.Station, review.Fields.Votes.Length);
        }

        rejection ??= contest!.Decide(Count, signer.Ordinal, station, review);
        if (rejection is null && review.Text is { } text)
        {
            _mentioned.Add(text.Sha256);
        }

        return rejection;
    }

    private Rejection? ApplySnapshot(Snapshot snapshot, Key signer)
    {
        if (Authority.ToCopy(signer, Definition.Kind) is { } rejection)
        {
            return rejection;
        }

        if (Contest(snapshot.Contest) is not { } contest)
        {
            return UnknownContest(snapshot.Contest);
        }

        if (!ContestRecord.CanHold(snapshot.Taken))
        {
            return new Rejection(RejectionCode.NotAStatement, $"taken at {snapshot.Taken}");
        }

        // What is withheld is removed, and without this list nobody could replay the ledger.
        if (_withheld.TryGetValue(snapshot.Stations.Sha256, out var withheld))
        {
            return new Rejection(RejectionCode.BlobMissing, $"entry {withheld.Index} withholds the stations of the snapshot, blob {snapshot.Stations.Sha256}");
        }

        if (!Load(_blobs, snapshot.Stations, "stations of the snapshot", out var bytes, out rejection))
        {
            return rejection;
        }

        if (!RegionTree.TryParse(bytes.Span, out var stations, out var error))
        {
            return new Rejection(RejectionCode.BlobMissing, $"the stations of the snapshot, blob {snapshot.Stations.Sha256}: {error}");
        }

        rejection = contest.Begin(snapshot, stations!);
        if (rejection is null)
        {
            _needed.Add(snapshot.Stations.Sha256);
            _mentioned.Add(snapshot.Stations.Sha256);
            _sources.Add(snapshot.Source.Sha256);
        }

        return rejection;
    }

    private Rejection? ApplyWithdraw(Withdraw withdraw, Key signer)
    {
        if (Place(withdraw.Contest, withdraw.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        return Authority.ToCopy(signer, Definition.Kind) ?? contest!.Withdraw(Count, signer.Ordinal, station, withdraw);
    }

    private Rejection? ApplyTotals(Totals totals, Key signer)
    {
        if (Contest(totals.Contest) is not { } contest)
        {
            return UnknownContest(totals.Contest);
        }

        var region = totals.Region.Level is Level.Village or Level.Station ? -1 : Tree.FindRegion(totals.Region);
        if (region < 0)
        {
            return new Rejection(RejectionCode.UnknownRegion, $"{totals.Region} has no plenary in this election");
        }

        if (Authority.ToCertify(signer, Definition.Kind, totals.Region) is { } rejection)
        {
            return rejection;
        }

        if (totals.Votes.Count != contest.Contest.Slots)
        {
            return new Rejection(RejectionCode.WrongChoices, $"{totals.Votes.Count} votes where the contest has {contest.Contest.Slots}");
        }

        contest.Certify(Count, signer.Ordinal, region, totals);
        return null;
    }

    private Rejection? ApplyWithhold(Withhold withhold)
    {
        if (_needed.Contains(withhold.Blob))
        {
            return new Rejection(RejectionCode.NeededForReplay, $"without blob {withhold.Blob} nobody could replay the ledger");
        }

        return _withheld.TryAdd(withhold.Blob, (Count, withhold))
            ? null
            : new Rejection(RejectionCode.AlreadyWithheld, $"entry {_withheld[withhold.Blob].Index} withholds it");
    }

    private Rejection? Place(string code, RegionCode at, out ContestRecord? contest, out int station)
    {
        contest = Contest(code);
        station = Tree.FindStation(at);
        if (contest is null)
        {
            return UnknownContest(code);
        }

        return station < 0 || contest.Contest.TryFindDistrict(at, out _) is false
            ? new Rejection(RejectionCode.UnknownRegion, $"{at} is no station of {code} in this election")
            : null;
    }

    private bool Exists(RegionCode code) => code.Level == Level.Station ? Tree.FindStation(code) >= 0 : Tree.FindRegion(code) >= 0;

    private Rejection UnknownContest(string code) => new(RejectionCode.UnknownContest, $"\"{code}\" is none of {string.Join(", ", _contests.Keys)}");

    private static Rejection? Ballot(ContestRecord contest, RegionCode station, int votes)
    {
        var choices = contest.Contest.DistrictOf(station).Choices.Count;
        return votes == choices ? null : new Rejection(RejectionCode.WrongChoices, $"{station}: {votes} votes where the ballot has {choices} choices");
    }
}
