using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Verification.Tests;

/// <summary>
/// The operator leaves out, moves or repeats what was said, or says it at another time. Where something later builds on it the record
/// refuses; where nothing does, the folder agrees with itself, and only who remembers an earlier checkpoint, a person or a log witness, can
/// tell. Both are asserted.
/// </summary>
public class OperatorRewritesHistoryTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void An_entry_left_out()
    {
        var random = new Random(11);
        var outcomes = new List<string?>();
        foreach (var index in Sample(random, 100))
        {
            var statement = _night.Statement(_night.Entries[index]);
            var found = new Forging(_night).Rewrites(
                [.. _night.Entries.Where((_, i) => i != index)],
                $"without entry {index}, {statement}"
            );

            if (statement is Agree agree)
            {
                var withheld = _night
                    .Entries.Select(_night.Statement)
                    .OfType<Withhold>()
                    .Single(proposed => IdOf(proposed) == agree.To)
                    .Blob;

                // The record has nothing against it; the bytes are gone without a reason.
                found
                    .Found.ShouldHaveSingleItem()
                    .ShouldBe(new Flaw($"blobs/{withheld}", "a statement names it, it is missing, and no statement withholds it"));
            }
            else
            {
                found.Refusal.ShouldBe(ExpectedWithout(index), $"without entry {index}, {statement}");
                found.Found.Count.ShouldBe(found.Refusal is null ? 0 : 1);
            }

            outcomes.Add(found.Refusal);
        }

        outcomes.Distinct().Order().ShouldBe([null, "no-disclosure", "no-form", "no-proposal", "stale", "unknown-key"]);
    }

    [Fact]
    public void Two_entries_in_each_others_place()
    {
        var random = new Random(12);
        var outcomes = new List<string?>();
        for (var t = 0; t < 45; t++)
        {
            var entries = _night.Entries.ToList();
            var first = random.Next(2, entries.Count - 1);
            var second = Math.Min(first + random.Next(1, t % 2 == 0 ? 200 : 12), entries.Count - 1);
            (entries[first], entries[second]) = (entries[second], entries[first]);

            var found = new Forging(_night).Rewrites(entries, $"try {t}: entries {first} and {second} swapped");

            found.Refusal.ShouldBeOneOf(
                null,
                "unknown-key",
                "no-form",
                "stale",
                "time-goes-back",
                "revoked-key",
                "checks-not-named",
                "no-proposal"
            );
            found.Found.Count.ShouldBe(found.Refusal is null ? 0 : 1);
            outcomes.Add(found.Refusal);
        }

        outcomes.Distinct().Count().ShouldBeGreaterThan(3);
        outcomes.ShouldContain((string?)null);
    }

    [Fact]
    public void An_entry_said_again()
    {
        var random = new Random(13);
        foreach (var index in Sample(random, 20).Where(index => index < _night.Entries.Count - 1))
        {
            var entries = _night.Entries.ToList();
            var again = random.Next(index + 1, entries.Count);
            entries.Insert(again, entries[index]);

            new Forging(_night).Rewrites(entries, $"entry {index} again at {again}").ShouldBeRefused(again, RejectionCode.AlreadySaid, "");
        }
    }

    [Fact]
    public void A_statement_signed_again_by_its_own_officer_is_the_same_statement()
    {
        var entries = _night.Entries.ToList();
        var index = entries.FindIndex(entry =>
            _night.Statement(entry) is Enrol { Role: Role.Station } enrol
            && enrol.Scope == _night.Officers.StationCode
            && Signer(entry) == Name(_night.Officers.District)
        );
        entries.Add(Signing.Entry(_night.Head, _night.Statement(entries[index]), _night.Officers.District));

        var forged = new Republication(entries, _night.Blobs).Sign(_night.Log);

        Verifier
            .Verify(new MemorySource(forged), new VerificationOptions { CheckManifest = false })
            .Flaws.ShouldHaveSingleItem()
            .ToString()
            .ShouldStartWith($"entry {entries.Count - 1}: already-said");
    }

    [Fact]
    public void A_ledger_cut_back_is_invisible_to_who_has_seen_nothing_before_and_to_nobody_else()
    {
        var random = new Random(14);
        var blobs = WithWithheld();
        for (var t = 0; t < 20; t++)
        {
            // The operator has all bytes that were ever published.
            var size = random.Next(2, _night.Entries.Count);

            new Forging(_night).Rewrites([.. _night.Entries.Take(size)], $"cut back to {size}", blobs: blobs).Found.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_ledger_cut_back_and_continued_otherwise()
    {
        var random = new Random(15);
        var last = _night.Entries.Select(_night.Statement).OfType<Time>().Last().At.UnixSeconds;
        for (var t = 0; t < 10; t++)
        {
            var entries = _night.Entries.Take(random.Next(2, _night.Entries.Count)).ToList();
            for (var more = 1; entries.Count < _night.Entries.Count + (t % 3); more++)
            {
                entries.Add(Time(last + more));
            }

            new Forging(_night).Rewrites(entries, $"try {t}", blobs: WithWithheld()).Found.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_time_told_otherwise()
    {
        var random = new Random(16);
        var times = Enumerable.Range(0, _night.Entries.Count).Where(i => _night.Statement(_night.Entries[i]) is Time).ToList();
        var outcomes = new List<string?>();
        for (var t = 0; t < 18; t++)
        {
            var entries = _night.Entries.ToList();
            var index = random.Pick(times);
            var now = ((Time)_night.Statement(entries[index])).At.UnixSeconds + random.Next(-7200, 7200);
            entries[index] = Time(now);

            var found = new Forging(_night).Rewrites(entries, $"try {t}: entry {index} says {now}");

            var before = times.LastOrDefault(i => i < index);
            var after = times.FirstOrDefault(i => i > index);
            var goesBack = (before > 0 && now < At(before)) || (after > 0 && now > At(after));
            found.Refusal.ShouldBe(goesBack ? "time-goes-back" : null, $"try {t}");
            found.Found.Count.ShouldBe(goesBack ? 1 : 0);
            outcomes.Add(found.Refusal);
        }

        outcomes.Distinct().Count().ShouldBe(2);

        long At(int index) => ((Time)_night.Statement(_night.Entries[index])).At.UnixSeconds;
    }

    [Fact]
    public void A_time_inserted_between()
    {
        var random = new Random(17);
        for (var t = 0; t < 10; t++)
        {
            var entries = _night.Entries.ToList();
            var index = random.Next(2, entries.Count);
            var last = entries.Take(index).Select(_night.Statement).OfType<Time>().Last().At.UnixSeconds;
            entries.Insert(index, Time(last + 1));

            new Forging(_night).Rewrites(entries, $"try {t}: a time at {index}").Found.ShouldBeEmpty();
        }
    }

    /// <summary>What the record must say first when this entry is missing, by who builds on it.</summary>
    private string? ExpectedWithout(int index)
    {
        var gone = _night.Statement(_night.Entries[index]);
        var id = new Digest(System.Security.Cryptography.SHA256.HashData(Text(_night.Entries[index])));
        foreach (var entry in _night.Entries.Skip(index + 1))
        {
            var later = _night.Statement(entry);
            if (
                gone is Enrol enrol
                && (Signer(entry) == Keys.NameOf(enrol.Key).ToString() || (later is Revoke revoke && revoke.Key == Keys.NameOf(enrol.Key)))
            )
            {
                return "unknown-key";
            }

            if (gone is Form form && later is Review review && review.On == id)
            {
                // Another form of the station would have come into its place.
                return Spoken(form, [.. _night.Entries.TakeWhile(e => e != entry).Where(e => e != _night.Entries[index])])
                    ? "stale"
                    : "no-form";
            }

            if (gone is Withhold && later is Agree agree && agree.To == id)
            {
                return "no-proposal";
            }

            if (gone is Disclose && later is Disclose disclose && disclose.Replaces == id)
            {
                return "no-disclosure";
            }
        }

        return null;
    }

    private Digest IdOf(Statement statement) =>
        new(System.Security.Cryptography.SHA256.HashData([.. StatementCodec.Write(_night.Head, statement), (byte)'\n']));

    private bool Spoken(Form form, IReadOnlyList<byte[]> entries) =>
        entries.Select(_night.Statement).OfType<Form>().Any(other => other.Contest == form.Contest && other.Station == form.Station);

    private BlobSource WithWithheld() =>
        blob =>
            blob.Sha256 == _night.WithheldBlob ? _night.WithheldBytes
            : blob.Sha256 == _night.WithheldWords ? _night.WithheldWordsBytes
            : _night.Blobs(blob);

    private IEnumerable<int> Sample(Random random, int count)
    {
        var all = Enumerable.Range(2, _night.Entries.Count - 2).ToArray();
        random.Shuffle(all);
        return all.Where(i => _night.Statement(_night.Entries[i]) is Withhold or Agree or Disclose or PhotoReading)
            .Concat(all.Take(count))
            .Distinct();
    }

    private byte[] Time(long seconds) => Signing.Entry(_night.Head, new Time(new Timestamp(seconds)), _night.Log);

    private static string Name(SignerKey key) => key.Verifier.Name;

    private static string Signer(byte[] entry) => Note.TryParse(entry, out var note, out _) ? note.Signatures[0].KeyName : "";

    private static byte[] Text(byte[] entry) => Note.TryParse(entry, out var note, out _) ? note.Text.ToArray() : [];
}
