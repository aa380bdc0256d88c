using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Storage;

public class LedgerReaderTests
{
    [Fact]
    public async Task Beside_a_writer_it_shows_a_durable_beginning_of_the_ledger()
    {
        using var disk = new ElectionOnDisk();
        for (var i = 0; i < 60; i++)
        {
            disk.Made.Submit($"317101000100{1 + (i % 3)}", MadeElection.Sound(i, 2, 3), i);
        }

        using var sequencer = disk.Open();
        var writing = Task.Run(
            () =>
            {
                foreach (var few in disk.Entries.Chunk(2))
                {
                    sequencer.Append(few);
                }
            },
            TestContext.Current.CancellationToken
        );
        var seen = new List<(int Count, string Root)>();
        do
        {
            using var reader = LedgerReader.Open(disk.Folder);
            reader.Tree.Size.ShouldBe(reader.Record.Count);
            reader.Store.Count.ShouldBe(reader.Record.Count);
            seen.Add((reader.Record.Count, reader.Tree.Root().ToString()!));
        } while (!writing.IsCompleted);
        await writing;
        seen.Select(s => s.Count).ShouldBeInOrder();
        seen.ShouldAllBe(s => sequencer.Tree.Root(s.Count).ToString() == s.Root);
        disk.Reopened().ShouldBe(StateText.Of(disk.Made.Record));
    }

    [Fact]
    public void A_ledger_on_disk_with_an_entry_that_the_record_refuses_does_not_open()
    {
        using var disk = new ElectionOnDisk();
        using (var sequencer = disk.Open())
        {
            sequencer.Store.AppendBatch([Signing.Entry(disk.Made.Head, new Revoke(default, RevocationReason.Lost), disk.Made.Roots[0])]);
        }

        Should.Throw<InvalidDataException>(() => LedgerReader.Open(disk.Folder)).Message.ShouldContain("entry 1: out-of-place");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../made-1")]
    [InlineData("")]
    [InlineData("Made")]
    public void A_folder_is_found_by_an_election_s_id_and_nothing_else(string id)
    {
        using var disk = new ElectionOnDisk();
        disk.Open().Dispose();
        var data = Path.GetFullPath(Path.Combine(disk.Folder.Root, "..", ".."));
        Should.Throw<ArgumentException>(() => ElectionFolder.At(data, id));
        ElectionFolder.Find(data, id, out var error).ShouldBeNull();
        error.ShouldNotBeNull();
        ElectionFolder.Find(data, id: null, out _)!.Root.ShouldBe(disk.Folder.Root);
    }
}
