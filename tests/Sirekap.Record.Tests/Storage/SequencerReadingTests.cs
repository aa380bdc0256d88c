using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Storage;

/// <summary>What readers see while a batch is on its way to the disk, and what is asked before anything costly.</summary>
public class SequencerReadingTests
{
    private const string One = "3171010001001";
    private const string Two = "3171010001002";

    [Fact]
    public async Task Whoever_reads_sees_what_is_durable_and_does_not_wait_for_the_disk()
    {
        using var disk = new ElectionOnDisk();
        var form = Form(disk, One);
        var files = new FailingFiles("none");
        using var sequencer = disk.Open(files);
        sequencer.Append(disk.Entries);
        var (before, station) = (sequencer.Size, disk.Made.Station(One));
        using ManualResetEventSlim reached = new(),
            release = new();
        files.Syncing = () =>
        {
            reached.Set();
            release.Wait(TestContext.Current.CancellationToken);
        };

        var submitting = sequencer.SubmitAsync(form, TestContext.Current.CancellationToken).AsTask();
        reached.Wait(TestContext.Current.CancellationToken);

        // The batch stands in memory and not on the disk; were the reader to wait for it, nobody would ever let it go on.
        var seen = sequencer.Read((record, tree) => (record.Count, tree.Size, President(record).Past.StateAt(station, tree.Size).Fields));
        seen.ShouldBe(((int)before + 1, before, null));
        sequencer.Size.ShouldBe(before);
        sequencer.Read((record, tree) => President(record).Past.TotalsAt(0, tree.Size).Received).ShouldBe(0);
        submitting.IsCompleted.ShouldBeFalse();

        files.Syncing = null;
        release.Set();
        (await submitting).Index.ShouldBe(before);
        sequencer
            .Read((record, tree) => (tree.Size, President(record).Past.StateAt(station, tree.Size).InPlace))
            .ShouldBe((before + 1, (int)before));
        sequencer.ReadSettled((record, tree) => record.Count - tree.Size).ShouldBe(0);
    }

    [Fact]
    public async Task Who_may_not_say_it_is_told_so_before_signature_and_blobs_are_looked_at()
    {
        using var disk = new ElectionOnDisk();
        disk.Made.Submit(Two, MadeElection.Sound(1, 2, 3));
        var on = disk.Made.Record.Ids[disk.Made.Record.Count - 1];
        var (one, two) = (disk.Made.Officer(One), disk.Made.Officer(Two));
        var statement = MadeLedger.Review(Two, on, ReviewAct.Hold) with
        {
            Text = Sirekap.Record.Storage.BlobFolder.Reference("not here"u8),
        };
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);

        // Neither role nor scope; the signature is another's, and its words are not here.
        var form = await Submit(sequencer, InNameOf(disk, disk.Made.Form(Two, MadeElection.Sound(3, 2, 1)), one, signer: two));
        var review = await Submit(sequencer, InNameOf(disk, statement, one, signer: two));

        (form!.Code, review!.Code).ShouldBe((RejectionCode.OutOfScope, RejectionCode.RoleNotAllowed));
        (await Submit(sequencer, InNameOf(disk, disk.Made.Form(One, MadeElection.Sound(3, 2, 1)), one, signer: two)))!.Code.ShouldBe(
            RejectionCode.BadSignature,
            "who may is verified"
        );
    }

    [Fact]
    public async Task A_blob_is_known_by_hash_and_length_from_its_upload_and_is_not_read_again()
    {
        using var disk = new ElectionOnDisk();
        var form = disk.Made.Submit(One, MadeElection.Sound(1, 2, 3));
        var officer = disk.Made.Officer("317101");
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);
        var words = disk.Folder.Blobs.Add("the paper says so\n"u8);
        File.WriteAllText(Path.Combine(disk.Folder.Root, "blobs", words.Sha256.ToString()), "damaged since");

        byte[] Hold(BlobReference text) =>
            Signing.Entry(disk.Made.Head, MadeLedger.Review(One, form, ReviewAct.Hold) with { Text = text }, officer);
        (await Submit(sequencer, Hold(words with { Bytes = 1 })))!.Code.ShouldBe(RejectionCode.BlobMissing, "its length is another");
        (await Submit(sequencer, Hold(words))).ShouldBeNull();
    }

    [Fact]
    public void Entries_of_one_append_may_name_blobs_under_a_key_that_it_enrols()
    {
        using var disk = new ElectionOnDisk();
        var form = disk.Made.Submit(One, MadeElection.Sound(1, 2, 3));
        var text = disk.Folder.Blobs.Add("words"u8);
        disk.Made.Said(MadeLedger.Review(One, form, ReviewAct.Hold) with { Text = text }, disk.Made.Officer("317101"));
        using var sequencer = disk.Open();
        disk.Folder.Blobs.Remove(text.Sha256);
        sequencer.Append(disk.Entries)[^1].Rejection!.Code.ShouldBe(RejectionCode.BlobMissing);
        disk.Folder.Blobs.Add("words"u8);
        sequencer.Append([disk.Entries[^1]])[0].Rejection.ShouldBeNull();
    }

    [Fact]
    public async Task For_a_revoked_key_or_one_that_a_stranger_enrols_no_blob_is_looked_for()
    {
        using var disk = new ElectionOnDisk();
        var form = disk.Made.Submit(One, MadeElection.Sound(1, 2, 3));
        var officer = disk.Made.Officer("317101");
        disk.Made.Said(new Revoke(Keys.NameOf(officer.Verifier.PublicKey.Span), RevocationReason.Compromised), disk.Made.Officer("317101"));
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);
        byte[] Hold(SignerKey by) =>
            Signing.Entry(
                disk.Made.Head,
                MadeLedger.Review(One, form, ReviewAct.Hold) with
                {
                    Text = Sirekap.Record.Storage.BlobFolder.Reference("not here"u8),
                },
                by
            );

        // A blob that is looked for and not found is what would be said.
        (await Submit(sequencer, Hold(officer)))!.Code.ShouldBe(RejectionCode.RevokedKey);
        using var stranger = EcdsaSigner.Generate();
        using var friend = EcdsaSigner.Generate();
        var enrol = Signing.Entry(
            disk.Made.Head,
            new Enrol(Role.District, MadeElection.Region("317101"), friend.Verifier.PublicKey.ToArray(), Holders.New()),
            stranger
        );
        sequencer
            .Append([enrol, Hold(friend)])
            .Select(outcome => outcome.Rejection!.Code)
            .ShouldBe([RejectionCode.UnknownKey, RejectionCode.UnknownKey]);
    }

    private static async Task<Rejection?> Submit(Sirekap.Record.Storage.Sequencer sequencer, byte[] entry) =>
        (await sequencer.SubmitAsync(entry, TestContext.Current.CancellationToken)).Rejection;

    private static ContestRecord President(ElectionRecord record) => record.Contest(MadeElection.President)!;

    private static byte[] Form(ElectionOnDisk disk, string station) =>
        Signing.Entry(disk.Made.Head, disk.Made.Form(station, MadeElection.Sound(1, 2, 3)), disk.Made.Officer(station));

    /// <summary>A statement under the name of one key and with the signature of another.</summary>
    private static byte[] InNameOf(ElectionOnDisk disk, Statement statement, SignerKey claimed, SignerKey signer)
    {
        Note.TryParse(Signing.Entry(disk.Made.Head, statement, claimed), out var note, out _).ShouldBeTrue();
        var line = note!.Signatures[0];
        Note.TryParse(Signing.Entry(disk.Made.Head, statement, signer), out var other, out _).ShouldBeTrue();
        var text = Encoding.UTF8.GetString(note.Bytes.Span);
        byte[] bytes = [.. BitConverter.GetBytes(line.KeyId).Reverse(), .. other!.Signatures[0].Signature.Span];
        return Encoding.UTF8.GetBytes(
            $"{text[..text.IndexOf("\n\n", StringComparison.Ordinal)]}\n\n— {line.KeyName} {Convert.ToBase64String(bytes)}\n"
        );
    }
}
