using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Effects;

namespace Sirekap.Record;

/// <summary>Bytes of a blob, or null when they are not to be had. The record checks length and hash itself.</summary>
public delegate ReadOnlyMemory<byte>? BlobSource(BlobReference blob);

/// <summary>
/// The state of an election: a pure fold over its ledger. Whatever a role, scope, state, signature or rule does not allow is refused with a
/// name, and changes nothing. Index by index: <see cref="Claims"/> says whose signatures an entry bears, their verification may run beside
/// the fold,
/// <see cref="Apply"/> applies it. Not safe for one thread to apply while others read.
/// </summary>
public sealed class ElectionRecord
{
    private readonly AppliedRules _rules;
    private readonly Dictionary<string, ContestRecord> _contests = new(StringComparer.Ordinal);

    internal ElectionRecord(
        StatementCodec codec,
        AppliedRules rules,
        Definition definition,
        ElectionStructure structure,
        RegionTree tree,
        BlobSource source
    )
    {
        Codec = codec;
        _rules = rules;
        Definition = definition;
        Structure = structure;
        Tree = tree;
        LogKey = VerifierKey.Ed25519(codec.Head.Ledger, definition.Log);
        Source = source;
        StationKeys = new StationKeys(tree);
        foreach (var contest in structure.Contests)
        {
            _contests.Add(contest.Code, new ContestRecord(contest, tree, structure.Limits, rules.Rules, Ids, Additions, definition.Kind));
        }
    }

    /// <summary>Reads and writes this election's statements.</summary>
    public StatementCodec Codec { get; }

    public StatementHead Head => Codec.Head;

    /// <summary>The rules that the definition names: whoever wants to know one asks here.</summary>
    public RuleSet Rules => Head.Rules;

    /// <summary>The roots whose signatures the definition bears. It may name others, whose word it does not have.</summary>
    public IReadOnlyList<KeyName> DefinedBy { get; private set; } = [];

    public Definition Definition { get; }

    public ElectionStructure Structure { get; }

    /// <summary>
    /// The places as they are now. It grows (<see cref="Additions"/>), and then ordinals are others: keep codes, or this tree with them.
    /// </summary>
    public RegionTree Tree { get; private set; }

    /// <summary>What was added to the places since the definition.</summary>
    public Additions Additions { get; } = new();

    /// <summary>The log's key, by which time and checkpoints are signed.</summary>
    public VerifierKey LogKey { get; }

    public Keys Keys { get; } = new();

    public EntryIds Ids { get; } = new();

    public Timeline Times { get; } = new();

    /// <summary>Which photos were named, and by forms for which stations.</summary>
    public PhotoIndex Photos { get; } = new();

    /// <summary>Number of entries applied; the index that the next will have.</summary>
    public int Count => Ids.Count;

    public IReadOnlyCollection<ContestRecord> Contests => _contests.Values;

    /// <summary>The files that statements name.</summary>
    public BlobIndex Blobs { get; } = new();

    /// <inheritdoc cref="BlobIndex.Published"/>
    public IReadOnlyCollection<Digest> Mentioned => Blobs.Published;

    /// <inheritdoc cref="BlobIndex.Attached"/>
    public IReadOnlySet<Digest> Attached => Blobs.Attached;

    /// <inheritdoc cref="BlobIndex.Withheld"/>
    public IReadOnlyDictionary<Digest, (int Index, Withhold Statement)> Withheld => Blobs.Withheld;

    /// <summary>What takes several, and who has agreed to it.</summary>
    public Proposals Proposals { get; } = new();

    /// <summary>Contracts, places, releases and the rest that bodies disclose, in the order of the ledger.</summary>
    public Disclosures Disclosures { get; } = new();

    /// <summary>What replaced the definition's word on candidates.</summary>
    public Candidacies Candidacies { get; } = new();

    /// <summary>How many keys each station was given.</summary>
    public StationKeys StationKeys { get; }

    /// <summary>What those who watch say of forms, and what they are answered.</summary>
    public Watching Watching { get; } = new();

    /// <summary>What people have read of papers, none knowing what the other read.</summary>
    public BlindReviews Blind { get; } = new();

    /// <summary>Dice, and what they drew.</summary>
    public DiceRolls Dice { get; } = new();

    /// <summary>To whom stations gave copies of their forms.</summary>
    public Handovers Handovers { get; } = new();

    /// <summary>Where the bytes are that replay needs.</summary>
    internal BlobSource Source { get; }

    /// <inheritdoc cref="BlobIndex.Names"/>
    public bool Names(Digest blob) => Blobs.Names(blob);

    public ContestRecord? Contest(string code) => _contests.GetValueOrDefault(code);

    /// <summary>
    /// Begins a record from entry 0, the definition, which must be signed by at least a quorum of the roots that it names.
    /// </summary>
    /// <param name="entry">Entry 0.</param>
    /// <param name="blobs">Where the files are that it names.</param>
    /// <param name="rejection">Why not.</param>
    /// <param name="known">The rules among which those that it names must be; when left out, all of this program's.</param>
    public static ElectionRecord? Begin(
        ReadOnlyMemory<byte> entry,
        BlobSource blobs,
        out Rejection? rejection,
        IReadOnlyList<AppliedRules>? known = null
    ) => Beginning.Begin(entry, blobs, known ?? AppliedRules.All, out rejection);

    /// <summary>Reads an entry of this election, see <see cref="Entry.Read"/>.</summary>
    public Entry? Read(ReadOnlyMemory<byte> bytes, out Rejection? rejection) => Entry.Read(bytes, Codec, out rejection);

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
            sum ^= entry is null ? 0 : _rules.Of(entry.Statement).Touch(this, entry.Statement);
        }

        return sum;
    }

    /// <summary>Applies an entry at the next index, or refuses it and changes nothing.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="claims">What <see cref="Claims"/> gave for it at this index, having refused nothing. Whoever calls answers for their
    /// verification.</param>
    public Rejection? Apply(Entry entry, ReadOnlySpan<SignatureClaim> claims)
    {
        var effect = _rules.Of(entry.Statement);
        var named = entry.Statement.Blobs;
        var rejection = May(effect, entry, claims, out var signer) ?? Blobs.Flaw(named) ?? effect.Apply(this, entry, signer);
        if (rejection is null)
        {
            Blobs.Note(named, signer.Ordinal);
            Ids.Add(entry.Id);
        }

        return rejection;
    }

    /// <summary>
    /// Why those who signed an entry may not say it, or null: their number, their roles and scopes. What comes of it, <see cref="Apply"/>
    /// tells; this reads neither blobs nor forms.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="claims">What <see cref="Claims"/> gave for it.</param>
    public Rejection? May(Entry entry, ReadOnlySpan<SignatureClaim> claims) => May(_rules.Of(entry.Statement), entry, claims, out _);

    /// <summary>Takes back the last entry, which is a time and was told to nobody: nothing followed it.</summary>
    internal void Untell()
    {
        Times.RemoveLast(Count - 1);
        Ids.RemoveLast();
    }

    /// <summary>
    /// Why an entry cannot be said as things stand, or null: who may, and what its kind can tell without changing anything. Where it is
    /// null, <see cref="Apply"/> may still refuse.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="claims">What <see cref="Claims"/> gave for it.</param>
    public Rejection? Refusal(Entry entry, ReadOnlySpan<SignatureClaim> claims)
    {
        var effect = _rules.Of(entry.Statement);
        return May(effect, entry, claims, out var signer) ?? Blobs.Flaw(entry.Statement.Blobs) ?? effect.Refusal(this, entry, signer);
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

    /// <summary>Whether a region or station is in this election.</summary>
    internal bool Exists(RegionCode code) => code.Level == Level.Station ? Tree.FindStation(code) >= 0 : Tree.FindRegion(code) >= 0;

    /// <summary>
    /// Places are added; <see cref="Additions.Flaw"/> has nothing against them. The one way in which a record grows: whoever keeps
    /// anything by ordinal is told here.
    /// </summary>
    internal void Grow(RegionTree added, Proposal proposal, AdditionGround ground, BlobReference? names, int index)
    {
        var growth = TreeGrowth.Of(Tree, added);
        RegionCode[] regions =
        [
            .. Enumerable.Range(0, added.RegionCount).Select(added.Region).Where(region => Tree.FindRegion(region) < 0),
        ];
        foreach (var contest in _contests.Values)
        {
            contest.Grow(growth, added, index);
        }

        Photos.Grow(growth);
        StationKeys.Grow(growth);
        Additions.Add(growth, new Addition(index, proposal, ground, added, regions, names));
        Tree = growth.After;
    }

    /// <summary>The definition stands.</summary>
    internal void Found(Entry first, ReadOnlySpan<SignatureClaim> claims)
    {
        Blobs.Note(first.Statement.Blobs, key: -1);
        Ids.Add(first.Id);
        var founders = new KeyName[claims.Length];
        for (var i = 0; i < claims.Length; i++)
        {
            founders[i] = Keys[claims[i].Key].Name;
        }

        DefinedBy = founders;
    }

    private Rejection? May(Effect effect, Entry entry, ReadOnlySpan<SignatureClaim> claims, out Key signer)
    {
        signer = default;
        var signers = Rules.Statements.Of(entry.Statement).Signers;
        if (signers != Signers.Founders)
        {
            if (claims.Length != 1)
            {
                return new Rejection(RejectionCode.WrongSigners, $"{claims.Length} signatures where one is due");
            }

            if ((claims[0].Key == SignatureClaim.Log) != (signers == Signers.Log))
            {
                return new Rejection(
                    RejectionCode.RoleNotAllowed,
                    signers == Signers.Log ? "only the log says this" : "the log does not say this"
                );
            }

            if (Times.Now is null && signers != Signers.Log)
            {
                return new Rejection(RejectionCode.OutOfPlace, "the definition is followed by a time");
            }

            signer = signers == Signers.Log ? default : Keys[claims[0].Key];
        }

        return effect.May(this, signer, entry.Statement);
    }
}
