using Sirekap.Ledger.Tests.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Storage;

public class BlobFolderTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];

    [Fact]
    public void What_was_added_is_read_and_adding_it_again_changes_nothing()
    {
        var disk = new ForgetfulFileSystem(1);
        var blobs = new BlobFolder("/election/blobs", disk);
        var blob = blobs.Add(Bytes);
        blob.ShouldBe(BlobFolder.Reference(Bytes));
        blobs.Add(Bytes).ShouldBe(blob);
        blobs.Read(blob)!.Value.ToArray().ShouldBe(Bytes);
        blobs.Read(BlobFolder.Reference("none"u8)).ShouldBeNull();
        disk.List("/election/blobs").ShouldBe([blob.Sha256.ToString()]);
    }

    [Fact]
    public void A_reference_holds_for_these_very_bytes_and_is_known_without_reading_them_again()
    {
        var disk = new ForgetfulFileSystem(1);
        var blob = new BlobFolder("/blobs", disk).Add(Bytes);
        var later = new BlobFolder("/blobs", disk);
        later.Holds(blob).ShouldBeTrue("what an earlier process stored is read once");
        later.Holds(blob with { Bytes = 1 }).ShouldBeFalse("its length is another");
        later.Holds(BlobFolder.Reference("none"u8)).ShouldBeFalse();

        disk.Rot($"/blobs/{blob.Sha256}", 100);
        later.Holds(blob).ShouldBeTrue("it is known by hash and length");
        new BlobFolder("/blobs", disk).Holds(blob).ShouldBeFalse("whoever does not know it reads it");
    }

    [Fact]
    public void What_a_statement_counts_on_is_not_removed_as_unnamed()
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-blobs-");
        try
        {
            var blobs = new BlobFolder(folder.FullName);
            var (asked, unasked) = (blobs.Add("asked"u8), blobs.Add("unasked"u8));
            blobs.Holds(asked).ShouldBeTrue();

            blobs.RemoveUnasked(asked.Sha256).ShouldBeFalse();
            blobs.RemoveUnasked(unasked.Sha256).ShouldBeTrue();

            blobs.List().ShouldBe([asked.Sha256]);
            blobs.Holds(unasked).ShouldBeFalse();
            blobs.Remove(asked.Sha256);
            blobs.List().ShouldBeEmpty("what is withheld goes, whoever counts on it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_damaged_file_is_put_right()
    {
        var disk = new ForgetfulFileSystem(1);
        var blobs = new BlobFolder("/blobs", disk);
        var blob = blobs.Add(Bytes);
        disk.Rot($"/blobs/{blob.Sha256}", 100);
        blobs.Read(blob)!.Value.ToArray().ShouldNotBe(Bytes);
        blobs.Add(Bytes);
        blobs.Read(blob)!.Value.ToArray().ShouldBe(Bytes);
    }

    [Fact]
    public void What_add_returned_survives_a_power_cut_whatever_failed_before()
    {
        // Without syncs something is lost, so this can fail.
        Enumerable.Range(0, 40).Count(seed => Survives(seed, failing: 0, ignoresSync: true)).ShouldBeLessThan(40);
        for (var seed = 0; seed < 10; seed++)
        {
            for (var call = 0; call < 16; call++)
            {
                Survives(seed, call, ignoresSync: false).ShouldBeTrue($"seed {seed}, call {call} failed");
            }
        }
    }

    private static bool Survives(int seed, int failing, bool ignoresSync)
    {
        var disk = new ForgetfulFileSystem(seed) { IgnoresSync = ignoresSync, Plan = (failing, Fault.Refused) };
        var blobs = new BlobFolder("/election/blobs", disk);
        try
        {
            blobs.Add(Bytes);
        }
        catch (IOException)
        {
            // The next try may find the file standing, and must still make it durable.
            blobs.Add(Bytes);
        }

        disk.CutPower();
        return blobs.Read(BlobFolder.Reference(Bytes)) is { } read && read.Span.SequenceEqual(Bytes);
    }
}
