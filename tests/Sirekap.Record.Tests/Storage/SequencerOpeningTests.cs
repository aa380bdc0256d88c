using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Storage;

/// <summary>Whose ledger may be opened, and what is looked at first.</summary>
public class SequencerOpeningTests
{
    private static readonly string[] Stations =
    [
        "3171010001001",
        "3171010001002",
        "3171010001003",
        "3171010002001",
        "3171020001001",
        "3172010001001",
    ];

    [Theory]
    [InlineData("no checkpoint")]
    [InlineData("an older checkpoint")]
    public void An_entry_that_only_the_disk_answers_for_is_verified_before_anything_is_signed(string held)
    {
        using var disk = new ElectionOnDisk();
        var officer = disk.Made.Officer(Stations[0]);
        var honest = Signing.Entry(disk.Made.Head, disk.Made.Form(Stations[0], MadeElection.Sound(1, 2, 3)), officer);
        using (var sequencer = disk.Open())
        {
            sequencer.Append(disk.Entries);
            if (held == "an older checkpoint")
            {
                sequencer.Sign().Checkpoint.ShouldNotBeNull();
            }
        }

        // All but the signature is right: segment, checksum, role, scope and state.
        var forged = Forged(honest, disk.Made.Form(Stations[0], MadeElection.Sound(3, 2, 1)), disk);
        using (var store = SegmentStore.OpenWriter(DiskFileSystem.Instance, disk.Folder.Ledger))
        {
            store.AppendBatch([forged]);
        }

        Should
            .Throw<InvalidDataException>(() => disk.Open().Dispose())
            .Message.ShouldContain($"entry {2 + disk.Entries.Count}: {new Rejection(RejectionCode.BadSignature, "").Name}");
    }

    /// <summary>Another statement under a signature that an officer gave for the first.</summary>
    private static byte[] Forged(byte[] honest, Statement statement, ElectionOnDisk disk)
    {
        Note.TryParse(honest, out var note, out _).ShouldBeTrue();
        byte[] text = [.. StatementCodec.Write(disk.Made.Head, statement), (byte)'\n'];
        return Note.Encode(text, note!.Signatures);
    }

    [Fact]
    public void Only_the_log_of_the_definition_may_sequence_it_and_only_once_at_a_time()
    {
        using var disk = new ElectionOnDisk();
        using var other = Ed25519Signer.ImportSeed(disk.Made.Head.Ledger, new byte[32]);
        disk.Open().Dispose();
        Should.Throw<InvalidDataException>(() => Sequencer.Open(disk.Folder, other, disk.Clock)).Message.ShouldContain("log key");
        using var sequencer = disk.Open();
        Should.Throw<StoreInUseException>(() => disk.Open());
    }

    [Fact]
    public void A_definition_for_another_log_is_not_written()
    {
        using var disk = new ElectionOnDisk();
        using var other = Ed25519Signer.ImportSeed(disk.Made.Head.Ledger, new byte[32]);
        foreach (var blob in disk.Made.Blobs.Values)
        {
            disk.Folder.Blobs.Add(blob);
        }

        Should.Throw<InvalidDataException>(() => Sequencer.Open(disk.Folder, other, disk.Clock, disk.Made.Entries[0].ToArray()));
        disk.Open().Dispose();
        disk.Reopened().ShouldContain("\"entries\":1");
    }

    [Fact]
    public void A_new_election_begins_with_its_definition_and_only_once()
    {
        using var disk = new ElectionOnDisk();
        var election = new NewElection(
            disk.Made.Head,
            ElectionKind.Simulation,
            Quorum: 2,
            MadeElection.Structure.Encode(),
            MadeElection.Tree.Encode(),
            ElectionNames.None("made-1").Encode()
        );
        foreach (var none in (string[])["{}", "no document", "{\"title\":\"a\\u202Eb\"}", $"{{\"title\":\"{new string('a', 201)}\"}}"])
        {
            var unnamed = election with { Names = Encoding.UTF8.GetBytes(none) };
            Should
                .Throw<InvalidDataException>(() => unnamed.Begin(disk.Folder, disk.Made.Roots, disk.Made.Log, disk.Clock))
                .Message.ShouldStartWith("the names of election made-1: ");
            disk.Folder.Exists.ShouldBeFalse();
        }

        using (var sequencer = election.Begin(disk.Folder, disk.Made.Roots, disk.Made.Log, disk.Clock))
        {
            sequencer.Record.Definition.Kind.ShouldBe(ElectionKind.Simulation);
            sequencer
                .Append([Signing.Entry(disk.Made.Head, new Revoke(default, RevocationReason.Lost), disk.Made.Roots[0])])[0]
                .Rejection!.Code.ShouldBe(RejectionCode.UnknownKey);
        }

        Should.Throw<InvalidOperationException>(() => election.Begin(disk.Folder, disk.Made.Roots, disk.Made.Log, disk.Clock));
    }
}
