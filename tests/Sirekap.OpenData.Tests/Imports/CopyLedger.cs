using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;

namespace Sirekap.OpenData.Tests.Imports;

/// <summary>A copy with real keys and signatures, in memory: what it accepts, a ledger would.</summary>
internal sealed class CopyLedger : IDisposable
{
    private readonly Dictionary<Digest, ReadOnlyMemory<byte>> _blobs = [];
    private readonly EcdsaSigner _root = EcdsaSigner.Generate();
    private readonly EcdsaSigner _import = EcdsaSigner.Generate();
    private readonly Ed25519Signer _log;

    public CopyLedger(ElectionDefinition copy, RegionTree tree)
    {
        _log = Ed25519Signer.Generate(copy.Ledger);
        var head = new StatementHead(copy.Ledger, copy.Id, copy.Rules);
        var definition = new Definition(
            copy.Kind,
            _log.Verifier.PublicKey.ToArray(),
            [_root.Verifier.PublicKey.ToArray()],
            1,
            Keep(copy.Structure.Encode()),
            Keep(tree.Encode()),
            Keep(copy.Names.Encode())
        );
        Record = ElectionRecord.Begin(Sign(head, definition, _root), blob => _blobs[blob.Sha256], out var rejection)!;
        rejection.ShouldBeNull();
        Accept(new Time(Made.Time("2024-02-14T00:00:00Z")), _log);
        Accept(new Enrol(Role.Import, RegionCode.Nation, _import.Verifier.PublicKey.ToArray(), Holders.New()), _root);
    }

    public CopyLedger(RegionsFile regions)
        : this(CopyElection.Define(regions, [1, 2, 3]), regions.Tree) { }

    public CopyLedger()
        : this(new RegionsFile(Made.Tree, new Dictionary<RegionCode, string>(), new Dictionary<RegionCode, string>(), [], [])) { }

    public ElectionRecord Record { get; }

    public ContestRecord Contest => Record.Contests.First();

    public FeedPlan Plan(Feed feed, string? taken = null)
    {
        var dated = feed.At(taken is null ? null : Made.Time(taken), Made.Now, out var error);
        error.ShouldBeNull();
        return FeedImport.Plan(Record, Contest, dated!);
    }

    /// <summary>Plans and appends; every statement of the plan must be accepted.</summary>
    public FeedPlan Import(Feed feed, string? taken = null)
    {
        var plan = Plan(feed, taken);
        Append(plan, plan.Statements.Count);
        return plan;
    }

    /// <summary>Appends the first statements of a plan, as an import that breaks off does.</summary>
    public void Append(FeedPlan plan, int statements)
    {
        if (plan.Stations is { } stations)
        {
            Keep(stations);
        }

        foreach (var statement in plan.Statements.Take(statements))
        {
            Accept(statement, _import);
        }
    }

    public int?[]? Votes(string station) =>
        Contest.Tally.Fields(Record.Tree.FindStation(RegionCode.Parse(station))) is { } fields ? Made.VotesOf(fields) : null;

    public IReadOnlyList<EventKind> History(string station) =>
        [.. Contest.History(Record.Tree.FindStation(RegionCode.Parse(station))).Select(e => e.Kind)];

    public void Dispose()
    {
        _root.Dispose();
        _import.Dispose();
        _log.Dispose();
    }

    private static byte[] Sign(StatementHead head, Statement statement, SignerKey key)
    {
        byte[] text = [.. StatementCodec.Write(head, statement), (byte)'\n'];
        return Note.Encode(text, [key.Sign(text)]);
    }

    private void Accept(Statement statement, SignerKey key)
    {
        var rejection = Record.Accept(Sign(Record.Head, statement, key));
        rejection.ShouldBeNull(statement.ToString());
    }

    private BlobReference Keep(ReadOnlyMemory<byte> bytes)
    {
        var reference = FeedFile.ReferenceOf(bytes.Span);
        _blobs[reference.Sha256] = bytes;
        return reference;
    }
}
