using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

/// <summary>
/// A simulated election whose night is folded into a record, as the command does it: definition, first time, then the night.
/// </summary>
internal sealed class MadeElection : IDisposable
{
    private readonly Ed25519Signer _log = Ed25519Signer.Generate("simulasi.example");
    private readonly EcdsaSigner _root = EcdsaSigner.Generate();
    private readonly Dictionary<Digest, byte[]> _blobs = [];

    public MadeElection(SimulationOptions options, RegionTree? tree = null, byte[]? secret = null)
    {
        Tree = tree ?? SimulatedRegions.Generate(options.Stations, options.Seed).Tree;
        Night = new NightSimulation(options, Head, Tree, _root, secret ?? new byte[32]);
    }

    public StatementHead Head { get; } = new("simulasi.example", "malam", RuleSets.First);

    public RegionTree Tree { get; }

    public NightSimulation Night { get; }

    /// <summary>Folds the whole night with every signature verified; the refusals are by entry.</summary>
    public (ElectionRecord Record, List<(SimulatedEntry Entry, Rejection Rejection)> Refused) Fold()
    {
        var definition = new Definition(
            ElectionKind.Simulation,
            _log.Verifier.PublicKey.ToArray(),
            [_root.Verifier.PublicKey.ToArray()],
            1,
            Blob(Night.Structure.Encode()),
            Blob(Tree.Encode()),
            Blob([])
        );
        var record = ElectionRecord.Begin(Signing.Entry(Head, definition, _root), Find, out var rejection);
        rejection.ShouldBeNull();
        Timestamp? now = null;
        var refused = new List<(SimulatedEntry, Rejection)>();
        foreach (var entry in Night.Entries())
        {
            if (now is null || entry.At.UnixSeconds > now.Value.UnixSeconds + 3600)
            {
                now = entry.At;
                record!.Accept(Signing.Entry(Head, new Time(entry.At), _log)).ShouldBeNull();
            }

            if (record!.Accept(entry.Entry) is { } why)
            {
                refused.Add((entry, why));
            }
        }

        return (record!, refused);
    }

    public IEnumerable<Statement> Statements() => Night.Entries().Select(Read);

    public Statement Read(SimulatedEntry entry) =>
        Entry.Read(entry.Entry, new StatementCodec(Head), out var rejection)?.Statement
        ?? throw new InvalidOperationException(rejection!.ToString());

    public void Dispose()
    {
        Night.Dispose();
        _root.Dispose();
        _log.Dispose();
    }

    private BlobReference Blob(byte[] bytes)
    {
        var digest = new Digest(SHA256.HashData(bytes));
        _blobs[digest] = bytes;
        return new BlobReference(digest, bytes.Length);
    }

    private ReadOnlyMemory<byte>? Find(BlobReference blob) => _blobs.TryGetValue(blob.Sha256, out var bytes) ? bytes : null;
}
