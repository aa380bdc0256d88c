using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Effects;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests;

/// <summary>
/// A ledger as it grows, its record, and all its keys. Officers are enrolled when they are first asked for, and those above them before.
/// </summary>
internal sealed class MadeLedger : IDisposable
{
    /// <summary>The first time told in every made ledger.</summary>
    public static readonly Timestamp Start = MadeElection.At("2024-02-14T07:00:00Z");
    private readonly Dictionary<string, EcdsaSigner> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _officers = [];
    private readonly Dictionary<Digest, byte[]> _blobs = [];
    private readonly List<ReadOnlyMemory<byte>> _entries = [];
    private int _minutes;

    /// <param name="kind">The election's kind.</param>
    /// <param name="regions">Its stations; those of <see cref="MadeElection"/> when left out.</param>
    /// <param name="head">Its head; that of <see cref="MadeElection"/> when left out.</param>
    /// <param name="structure">Its contests; those of <see cref="MadeElection"/> when left out.</param>
    /// <param name="known">The rules that are known; those of the program when left out.</param>
    public MadeLedger(
        ElectionKind kind = ElectionKind.Real,
        string regions = MadeElection.RegionsText,
        StatementHead? head = null,
        ElectionStructure? structure = null,
        IReadOnlyList<AppliedRules>? known = null
    )
    {
        Head = head ?? MadeElection.Head;
        Log = MadeElection.Log(Head.Ledger);
        Roots = [Key("root 1"), Key("root 2"), Key("root 3")];
        Definition = new Definition(
            kind,
            Log.Verifier.PublicKey.ToArray(),
            [.. Roots.Select(root => root.Verifier.PublicKey.ToArray())],
            Quorum: 2,
            Blob(
                ((structure ?? MadeElection.Structure) is var its && kind == ElectionKind.Copy ? its with { Watchers = [] } : its).Encode()
            ),
            Blob(Encoding.ASCII.GetBytes(regions)),
            Blob("{}"u8.ToArray())
        );
        var entry = Signing.Entry(Head, Definition, Roots[..2]);
        Record = ElectionRecord.Begin(entry, Find, out var rejection, known) ?? throw new InvalidOperationException(rejection!.ToString());
        _entries.Add(entry);
        Tick();
    }

    public StatementHead Head { get; }

    public Definition Definition { get; }

    public ElectionRecord Record { get; }

    public EcdsaSigner[] Roots { get; }

    public Ed25519Signer Log { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Entries => _entries;

    public IReadOnlyDictionary<Digest, byte[]> Blobs => _blobs;

    public ContestRecord President => Record.Contest(MadeElection.President)!;

    public ReadOnlyMemory<byte>? Find(BlobReference blob) =>
        _blobs.TryGetValue(blob.Sha256, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?);

    public EcdsaSigner Key(string name) => _keys.TryGetValue(name, out var key) ? key : _keys[name] = MadeElection.Key(name);

    /// <summary>Puts bytes where the record finds them.</summary>
    public BlobReference Blob(byte[] bytes)
    {
        var blob = BlobFolder.Reference(bytes);
        _blobs[blob.Sha256] = bytes;
        return blob;
    }

    /// <summary>Removes bytes, as whoever withholds them does.</summary>
    public void Forget(BlobReference blob) => _blobs.Remove(blob.Sha256);

    /// <summary>Submits a statement; what is accepted stands in <see cref="Entries"/>.</summary>
    public Rejection? Say(Statement statement, params IReadOnlyList<SignerKey> signers) => Say(Signed(statement, signers));

    /// <inheritdoc cref="Say(Statement, IReadOnlyList{SignerKey})"/>
    public Rejection? Say(byte[] entry)
    {
        var foreseen = Foreseen(entry);
        var rejection = Record.Accept(entry);
        if (rejection is null)
        {
            _entries.Add(entry);
        }

        // What is foreseen comes; other things may come besides.
        (foreseen is null || rejection is not null).ShouldBeTrue($"{foreseen} was foreseen");
        return rejection;
    }

    /// <summary>Why an entry would be refused, asked without saying it; null where that cannot be foreseen.</summary>
    private Rejection? Foreseen(byte[] entry) =>
        Record.Read(entry, out _) is { } read && Record.Claims(read, out var claims) is null ? Record.Refusal(read, claims) : null;

    /// <summary>Says what must be accepted, and returns its identity.</summary>
    public Digest Said(Statement statement, params IReadOnlyList<SignerKey> signers)
    {
        Say(statement, signers).ShouldBeNull();
        return Record.Ids[Record.Count - 1];
    }

    /// <summary>Says what must be refused by this name and change nothing.</summary>
    public void Refused(RejectionCode code, Statement statement, params IReadOnlyList<SignerKey> signers) =>
        Refused(code, Signed(statement, signers));

    /// <inheritdoc cref="Refused(RejectionCode, Statement, IReadOnlyList{SignerKey})"/>
    public void Refused(RejectionCode code, byte[] entry)
    {
        var before = StateText.Of(Record);
        var foreseen = Foreseen(entry);
        StateText.Of(Record).ShouldBe(before, "it was only asked");
        var rejection = Say(entry).ShouldNotBeNull();
        if (rejection.Code != RejectionCode.BadSignature)
        {
            // Signatures are verified before a kind is asked, and foreseen by nobody.
            foreseen?.Code.ShouldBe(rejection.Code);
        }

        rejection.Code.ShouldBe(code, rejection.Detail);
        StateText.Of(Record).ShouldBe(before);
    }

    /// <summary>The entry that would say it.</summary>
    public byte[] Signed(Statement statement, params IReadOnlyList<SignerKey> signers) =>
        Signing.Entry(Head, InOwnName(statement, signers), signers);

    /// <summary>What names its signer and names nobody yet names the first.</summary>
    private static Statement InOwnName(Statement statement, IReadOnlyList<SignerKey> signers) =>
        statement switch
        {
            Attest { By: var by } attest when by == default && signers[0] is EcdsaSigner => attest with { By = NameOf(signers[0]) },
            Objection { By: var by } objection when by == default && signers[0] is EcdsaSigner => objection with
            {
                By = NameOf(signers[0]),
            },
            _ => statement,
        };

    /// <summary>Somebody for each key: whoever has two of them is said to.</summary>
    public static Holder HolderOf(SignerKey key) => new(NameOf(key).Value + 1);

    /// <summary>
    /// The first proposes what takes several, the others agree; all of it must be accepted. Returns the proposal's identity.
    /// </summary>
    public Digest Agreed(Statement statement, params IReadOnlyList<SignerKey> signers)
    {
        var proposal = Said(statement, signers[0]);
        foreach (var signer in signers.Skip(1))
        {
            Said(new Agree(proposal, NameOf(signer)), signer);
        }

        Record.Proposals.Find(proposal)!.InEffect.ShouldBe(Record.Count - 1);
        return proposal;
    }

    /// <summary>A minute passes.</summary>
    public void Tick() => Said(new Time(new Timestamp(Start.UnixSeconds + (60 * _minutes++))), Log);

    /// <summary>The key of a committee or station; a higher number is a further key for the same place.</summary>
    public EcdsaSigner Officer(string region, int number = 0)
    {
        var signer = Key($"{region}/{number}");
        if (!_officers.Add($"{region}/{number}"))
        {
            return signer;
        }

        var scope = RegionCode.Parse(region);
        var (role, above) = scope.Level switch
        {
            Level.Province => (Role.Province, Level.Nation),
            Level.Regency => (Role.Regency, Level.Province),
            Level.District => (Role.District, Level.Regency),
            Level.Station => (Role.Station, Level.District),
            _ => throw new ArgumentException($"nobody has {region} as scope", nameof(region)),
        };
        Said(
            new Enrol(role, scope, Spki(signer), HolderOf(signer)),
            above == Level.Nation ? Roots[0] : Officer(scope.At(above).ToString())
        );
        return signer;
    }

    /// <summary>A key of a station's kit.</summary>
    public EcdsaSigner Kit(string station, int number = 0)
    {
        var signer = Key($"kit {station}/{number}");
        if (_officers.Add($"kit {station}/{number}"))
        {
            Said(new Enrol(Role.Kit, RegionCode.Parse(station), Spki(signer), HolderOf(signer)), Officer(station[..6]));
        }

        return signer;
    }

    /// <summary>Somebody who watches: of Bawaslu unless another root is named, enrolled by that root.</summary>
    public EcdsaSigner Watcher(Role role, string scope, string root = "bawaslu", int number = 0)
    {
        var name = $"{role} of {root}, {scope}/{number}";
        var signer = Key(name);
        if (_officers.Add(name))
        {
            Said(new Enrol(role, RegionCode.Parse(scope), Spki(signer), HolderOf(signer)), Key(root));
        }

        return signer;
    }

    /// <summary>A copy's import key.</summary>
    public EcdsaSigner Import(int number = 0)
    {
        var signer = Key($"import/{number}");
        if (_officers.Add($"import/{number}"))
        {
            Said(new Enrol(Role.Import, RegionCode.Nation, Spki(signer), HolderOf(signer)), Roots[0]);
        }

        return signer;
    }

    /// <summary>A reader's key, for the nation or a province.</summary>
    public EcdsaSigner Reader(string scope = "0", int number = 0)
    {
        var signer = Key($"reader {scope}/{number}");
        if (_officers.Add($"reader {scope}/{number}"))
        {
            Said(new Enrol(Role.Reader, RegionCode.Parse(scope), Spki(signer), HolderOf(signer)), scope == "0" ? Roots[0] : Officer(scope));
        }

        return signer;
    }

    /// <summary>A photo of the station's form was read, each figure as surely as the next.</summary>
    public PhotoReading Reading(string station, FormFields fields, ReadingOutcome outcome = ReadingOutcome.Clear, params byte[] photos)
    {
        int[] Sure(ReadOnlySpan<int> figures) =>
            [.. figures.ToArray().Select(figure => figure == FormFields.Missing ? FormFields.Missing : 999_000)];
        IReadOnlyList<Digest> named = [.. (photos.Length == 0 ? [1] : photos).Select(photo => BlobFolder.Reference([photo]).Sha256)];
        return new PhotoReading(
            MadeElection.President,
            RegionCode.Parse(station),
            named,
            "made",
            BlobFolder.Reference("model"u8).Sha256,
            outcome,
            fields,
            new FormFields(Sure(fields.Votes), Sure(fields.Counts)),
            Blob("{}"u8.ToArray())
        );
    }

    /// <summary>The station's own officer submits a form.</summary>
    public Digest Submit(string station, FormFields fields, int minute = 0) => Said(Form(station, fields, minute), Officer(station));

    public Form Form(string station, FormFields fields, int minute = 0) =>
        new(MadeElection.President, RegionCode.Parse(station), new Timestamp(Start.UnixSeconds + (60 * minute)), fields, []);

    public static Review Review(string station, Digest on, ReviewAct act, FormFields? fields = null, params string[] checks) =>
        new(MadeElection.President, RegionCode.Parse(station), on, act, ReviewReason.Plenary, checks, fields, Text: null);

    /// <summary>A plenary reads a paper that says other figures than it was shown; or that says the same, or was shown none.</summary>
    public static Transcription Transcribe(string station, Digest? shown, FormFields fields, bool differs = true, params string[] checks) =>
        new(
            MadeElection.President,
            RegionCode.Parse(station),
            shown,
            PaperSource.Form,
            Copies: null,
            differs ? DifferenceReason.Misread : null,
            checks,
            fields,
            Photos: [],
            Text: null
        );

    /// <summary>The feed is copied as it was at a minute, with these stations.</summary>
    public Snapshot Snapshot(int minute, string stations = MadeElection.RegionsText, string contest = MadeElection.President) =>
        new(
            contest,
            new Timestamp(Start.UnixSeconds + (60 * minute)),
            BlobFolder.Reference("feed"u8),
            Blob(Encoding.ASCII.GetBytes(stations))
        );

    public Withdraw Withdraw(string station, int minute) =>
        new(MadeElection.President, RegionCode.Parse(station), Form(station, MadeElection.Bare(0), minute).Taken);

    public static KeyName NameOf(SignerKey key) => Keys.NameOf(key.Verifier.PublicKey.Span);

    public static byte[] Spki(SignerKey key) => key.Verifier.PublicKey.ToArray();

    public int Station(string code) => Record.Tree.FindStation(RegionCode.Parse(code));

    /// <summary>Folds the ledger again from its bytes.</summary>
    public Replay Replay(bool verifySignatures = true)
    {
        var replay = new Replay(Find, verifySignatures ? 0 : Sirekap.Record.Replay.NoSignatures);
        foreach (var entry in _entries)
        {
            replay.Add(entry);
        }

        replay.Complete();
        return replay;
    }

    public void Dispose()
    {
        Log.Dispose();
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
