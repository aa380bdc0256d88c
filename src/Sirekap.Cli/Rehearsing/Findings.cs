using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Rehearsing;

/// <summary>What the ledger of a rehearsal is, held against what those who sent were answered.</summary>
internal sealed class Findings
{
    private readonly List<string> _broken = [];

    private Findings() { }

    /// <summary>What does not hold; empty where everything does.</summary>
    public IReadOnlyList<string> Broken => _broken;

    public Checkpoint? Checkpoint { get; private set; }

    public PublishResult? Published { get; private set; }

    /// <summary>SHA-256 of the manifest, which lists every file: two publications are the same when it is.</summary>
    public Digest Manifest { get; private set; }

    public VerificationReport? Verification { get; private set; }

    /// <summary>Publishes, verifies, and compares everything. The server has ended.</summary>
    /// <param name="election">The election.</param>
    /// <param name="journal">What was answered.</param>
    /// <param name="to">The folder of the publication.</param>
    /// <param name="progress">Is told how far it is.</param>
    public static Findings Of(RehearsedElection election, Journal journal, string to, ProgressLine progress)
    {
        var findings = new Findings();
        findings._broken.AddRange(journal.Surprises);
        if (journal.SurpriseCount > journal.Surprises.Count)
        {
            findings._broken.Add($"{journal.SurpriseCount - journal.Surprises.Count} more acts were answered otherwise");
        }

        try
        {
            findings.Publish(election, journal, to, progress);
            if (findings.Published is not null)
            {
                findings.Verify(election, journal, to, progress);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // What the server left cannot even be read or published: that is what was to be found out.
            findings._broken.Add(e.Message);
        }

        return findings;
    }

    private void Publish(RehearsedElection election, Journal journal, string to, ProgressLine progress)
    {
        var log = KeyFiles.ReadLog(KeyFiles.Log(election.Folder));
        using var sequencer = Sequencer.Open(election.Folder, log, new StoppedTime());
        _broken.AddRange(Ledger(sequencer.Record, sequencer.Store, journal.Receipts));
        _broken.AddRange(
            journal
                .Blobs.Where(blob => sequencer.Folder.Blobs.Read(blob) is null)
                .Select(blob => $"blob {blob} was acknowledged and is gone")
        );
        if (sequencer.Sign() is { Checkpoint: { } checkpoint })
        {
            Published = Publisher.Publish(sequencer, checkpoint, to, progress.Report);
            Checkpoint = checkpoint.Checkpoint;
            Manifest = new Digest(Sha256.Hash(RegularFile.ReadAllBytes(Path.Combine(to, Publication.Manifest.Path))));
        }
        else
        {
            _broken.Add("no checkpoint is signed");
        }
    }

    /// <summary>
    /// The ledger is its definition, the times that the log told, and what was acknowledged, in the order in which it was sent and where
    /// the receipts say. Only the first difference is told: all after it follow.
    /// </summary>
    internal static IReadOnlyList<string> Ledger(ElectionRecord record, SegmentStore store, IEnumerable<Receipt> acknowledged)
    {
        using var receipts = acknowledged.GetEnumerator();
        for (var index = 1L; index < store.Count; index++)
        {
            var bytes = store.Read(index);
            if (record.Read(bytes, out _) is { Statement: Time })
            {
                continue;
            }

            if (!receipts.MoveNext())
            {
                return [$"entry {index}: nobody was given a receipt for it"];
            }

            if (receipts.Current.Index != index || receipts.Current.Entry != new Digest(Sha256.Hash(bytes)))
            {
                return [$"entry {index}: here was to be {receipts.Current.What}, acknowledged as entry {receipts.Current.Index}"];
            }
        }

        return receipts.MoveNext()
            ? [$"entry {receipts.Current.Index}: {receipts.Current.What} was acknowledged, and the ledger ends before"]
            : [];
    }

    private void Verify(RehearsedElection election, Journal journal, string to, ProgressLine progress)
    {
        var policy = $"log {election.Log.Verifier}\nquorum none\n";
        var options = new VerificationOptions(
            TlogPolicy.TryParse(System.Text.Encoding.ASCII.GetBytes(policy), out var read, out var error)
                ? read
                : throw new InvalidOperationException(error),
            Keys.NameOf(election.Root.Verifier.PublicKey.Span).ToString()
        );
        using var source = PublicationSource.Open(to);
        Verification = Verifier.Verify(source, options, progress.Report);
        _broken.AddRange(Verification.Flaws.Select(flaw => $"verify: {flaw}"));
        if (Verification.AttachedHere != Verification.AttachedListed)
        {
            _broken.Add($"verify: of {Verification.AttachedListed} photos {Verification.AttachedHere} are here");
        }

        if (Verification.Record is { } record)
        {
            _broken.AddRange(
                journal.Blobs.Where(blob => !record.Names(blob)).Select(blob => $"blob {blob} was acknowledged and is named by nothing")
            );
            _broken.AddRange(journal.Count.Differences(record));
        }
    }
}
