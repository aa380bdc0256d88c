using Sirekap.Ledger.Notes;
using Sirekap.Record;

[assembly: AssemblyFixture(typeof(Sirekap.Verification.Tests.NightFixture))]

namespace Sirekap.Verification.Tests;

/// <summary>One night for all tests; they copy its files and never change them.</summary>
public sealed class NightFixture : IDisposable
{
    internal ElectionNight Night { get; } = new();

    public void Dispose() => Night.Dispose();
}

public class HonestNightTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void An_honest_publication_holds_under_pinned_keys_and_its_own_checkpoint()
    {
        var root = KeyFingerprint.Of(_night.Roots[1].Verifier.PublicKey.Span);

        var report = Verifier.Verify(new MemorySource(_night.Files), new VerificationOptions(_night.Policy, root, _night.Checkpoint));

        report.Flaws.ShouldBeEmpty();
        report.LogPinned.ShouldBeTrue();
        report.PinnedRoot.ShouldBe(root);
        report.Witnesses.ShouldBe(["w1"]);
        report.Files.ShouldBe(_night.Files.Count);
        report.Withheld.ShouldBe(
            [(_night.WithheldBlob, "personal-data", "commission"), (_night.WithheldWords, "court-order", "information-commission")],
            ignoreOrder: true
        );
        VerifyCommand.Verdict(report).ShouldBe("holds; log and root keys pinned");
    }

    [Fact]
    public void Without_pinned_keys_it_is_only_consistent_in_itself()
    {
        var report = Verifier.Verify(new MemorySource(_night.Files), new VerificationOptions());

        report.Holds.ShouldBeTrue();
        VerifyCommand.Verdict(report).ShouldBe("consistent in itself; keys not pinned");
        VerifyCommand
            .Verdict(Verifier.Verify(new MemorySource(_night.Files), new VerificationOptions(Signatures: false)))
            .ShouldBe("consistent in itself; keys not pinned; statements' signatures left out");
    }

    [Fact]
    public void Every_note_equals_its_own_canonical_encoding()
    {
        byte[][] notes = [.. _night.Entries, _night.Files["checkpoint"], _night.Files["manifest"]];
        foreach (var bytes in notes)
        {
            Note.TryParse(bytes, out var note, out var error).ShouldBeTrue(error);
            Note.Encode(note!.Text.Span, note.Signatures).ShouldBe(bytes);
        }
    }

    [Fact]
    public void Every_statement_equals_its_own_canonical_encoding()
    {
        foreach (var bytes in _night.Entries)
        {
            Note.TryParse(bytes, out var note, out _).ShouldBeTrue();
            Elections.Statements.StatementCodec.Write(_night.Head, _night.Statement(bytes)).ShouldBe(note!.Text[..^1].ToArray());
        }
    }

    [Fact]
    public void The_operator_of_these_tests_rebuilds_what_the_publisher_published_byte_for_byte()
    {
        var rebuilt = new Republication(_night.Entries, _night.Blobs).Sign(_night.Log, _night.Checkpoint.Note.Signatures);

        rebuilt.Keys.ShouldBe(_night.Files.Keys, ignoreOrder: true);
        foreach (var (path, bytes) in rebuilt)
        {
            bytes.ShouldBe(_night.Files[path], path);
        }
    }

    [Fact]
    public void The_night_has_every_kind_of_statement_that_a_simulation_can_have()
    {
        _night
            .Entries.Select(entry => _night.Statement(entry).GetType().Name)
            .Distinct()
            .Order()
            .ShouldBe([
                "Agree",
                "Definition",
                "Disclose",
                "Enrol",
                "Form",
                "PhotoReading",
                "Review",
                "Revoke",
                "Time",
                "Totals",
                "Withhold",
            ]);
        _night.Entries.Count.ShouldBeGreaterThan(150);
        ((IEnumerable<byte[]>)_night.Entries).ShouldAllBe(entry => entry.Length <= Entry.Largest);
    }
}
