using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Storage;

public class SequencerTests
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

    [Fact]
    public async Task Many_submit_at_once_and_each_is_told_where_its_own_entry_stands()
    {
        using var disk = new ElectionOnDisk();
        var forms = Forms(disk, 60);
        using (var sequencer = disk.Open())
        {
            sequencer.Append(disk.Entries).ShouldAllBe(outcome => outcome.Rejection == null);
            var outcomes = await Task.WhenAll(
                forms.Select(form => Task.Run(async () => await sequencer.SubmitAsync(form, TestContext.Current.CancellationToken)))
            );
            outcomes.ShouldAllBe(outcome => outcome.Rejection == null);
            outcomes.Select(outcome => outcome.Index).Distinct().Count().ShouldBe(60);
            foreach (var (form, outcome) in forms.Zip(outcomes))
            {
                sequencer.Store.Read(outcome.Index).ShouldBe(form);
            }

            sequencer.Tree.Size.ShouldBe(sequencer.Store.Count);
            sequencer.Record.Count.ShouldBe((int)sequencer.Store.Count);
        }

        using var reader = LedgerReader.Open(disk.Folder);
        reader.Store.Count.ShouldBe(2 + disk.Entries.Count + 60);
    }

    [Fact]
    public async Task Beside_those_who_submit_a_checkpoint_is_of_what_is_durable_and_growth_is_told()
    {
        using var disk = new ElectionOnDisk();
        var forms = Forms(disk, 60);
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);
        var told = 0L;
        sequencer.Grown += (_, _) => told = sequencer.Size;
        var submitting = forms
            .Select(form => Task.Run(async () => await sequencer.SubmitAsync(form, TestContext.Current.CancellationToken)))
            .ToArray();
        while (!submitting.All(task => task.IsCompleted))
        {
            var signed = sequencer.Sign().Checkpoint!.Checkpoint;
            sequencer.Read((record, tree) => (tree.Root(signed.Size), record.Count >= signed.Size)).ShouldBe((signed.Root, true));
        }

        await Task.WhenAll(submitting);
        told.ShouldBe(sequencer.Tree.Size);
        sequencer.Size.ShouldBe(sequencer.Store.Count);
        sequencer.Sign().Checkpoint!.Checkpoint.Root.ShouldBe(sequencer.Tree.Root());
    }

    [Fact]
    public void Entries_of_one_append_may_build_on_one_another()
    {
        using var disk = new ElectionOnDisk();
        var form = disk.Made.Submit(Stations[0], MadeElection.Sound(1, 2, 3));
        disk.Made.Said(MadeLedger.Review(Stations[0], form, ReviewAct.Hold), disk.Made.Officer("31"));
        disk.Made.Said(new Revoke(MadeLedger.NameOf(disk.Made.Officer("31")), RevocationReason.Ended), disk.Made.Roots[0]);
        using var sequencer = disk.Open();
        sequencer
            .Append(disk.Entries)
            .Select(outcome => outcome.Index)
            .ShouldBe(Enumerable.Range(2, disk.Entries.Count).Select(i => (long)i));
        StateText.Of(sequencer.Record).ShouldBe(StateText.Of(disk.Made.Record));
    }

    [Fact]
    public async Task The_same_text_again_however_signed_returns_the_first_index_and_adds_nothing()
    {
        using var disk = new ElectionOnDisk();
        var statement = disk.Made.Form(Stations[0], MadeElection.Sound(1, 2, 3));
        var officer = disk.Made.Officer(Stations[0]);
        var revocation = Signing.Entry(
            disk.Made.Head,
            new Revoke(MadeLedger.NameOf(officer), RevocationReason.Lost),
            disk.Made.Officer("317101")
        );
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                        await sequencer.SubmitAsync(
                            Signing.Entry(disk.Made.Head, statement, officer),
                            TestContext.Current.CancellationToken
                        )
                    )
                )
        );
        outcomes.Count(outcome => outcome.Rejection is null).ShouldBe(1);
        outcomes
            .Where(outcome => outcome.Rejection is not null)
            .ShouldAllBe(outcome => outcome.Rejection!.Code == RejectionCode.AlreadySaid);
        var index = outcomes.Select(outcome => outcome.Index).Distinct().ShouldHaveSingleItem();

        // Also after the key has ended, also in one append with itself, and at any later time.
        sequencer.Append([revocation])[0].Rejection.ShouldBeNull();
        var count = sequencer.Store.Count;
        disk.Clock.Now = new Timestamp(disk.Clock.Now.UnixSeconds + 3600);
        var again = Signing.Entry(disk.Made.Head, statement, officer);
        sequencer
            .Append([again, again, .. disk.Entries])
            .Select(outcome => outcome.Index)
            .ShouldBe([index, index, .. Enumerable.Range(2, disk.Entries.Count).Select(i => (long)i)]);
        (await sequencer.SubmitAsync(again, TestContext.Current.CancellationToken)).ShouldBe(
            new Outcome(index, new Rejection(RejectionCode.AlreadySaid, $"it stands at index {index}"))
        );
        sequencer.Store.Count.ShouldBe(count, "not even the time is told");
    }

    [Fact]
    public async Task What_is_refused_never_reaches_the_ledger()
    {
        using var disk = new ElectionOnDisk();
        var good = Signing.Entry(disk.Made.Head, disk.Made.Form(Stations[0], MadeElection.Sound(1, 2, 3)), disk.Made.Officer(Stations[0]));
        var refused = Signing.Entry(
            disk.Made.Head,
            disk.Made.Form(Stations[1], MadeElection.Sound(1, 2, 3)),
            disk.Made.Officer(Stations[0])
        );
        var stranger = Signing.Entry(disk.Made.Head, disk.Made.Form(Stations[1], MadeElection.Sound(1, 2, 3)), disk.Made.Key("a stranger"));
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);
        var outcomes = sequencer.Append([refused, "junk\n"u8.ToArray(), good, stranger]);
        outcomes
            .Select(outcome => outcome.Rejection?.Code)
            .ShouldBe([RejectionCode.OutOfScope, RejectionCode.NotANote, null, RejectionCode.UnknownKey]);
        outcomes.Select(outcome => outcome.Index).ShouldBe([-1, -1, 2 + disk.Entries.Count, -1]);
        (await sequencer.SubmitAsync(refused, TestContext.Current.CancellationToken)).Rejection!.Code.ShouldBe(RejectionCode.OutOfScope);
        (await sequencer.SubmitAsync("junk\n"u8.ToArray(), TestContext.Current.CancellationToken)).Rejection!.Code.ShouldBe(
            RejectionCode.NotANote
        );
        sequencer.Store.Count.ShouldBe(3 + disk.Entries.Count);
        disk.Reopened().ShouldBe(StateText.Of(sequencer.Record));
    }

    [Fact]
    public void A_stranger_does_not_make_the_ledger_grow()
    {
        using var disk = new ElectionOnDisk();
        var station = disk.Made.Officer(Stations[0]);
        var enrolment = disk.Entries;
        var revocation = Signing.Entry(
            disk.Made.Head,
            new Revoke(MadeLedger.NameOf(station), RevocationReason.Lost),
            disk.Made.Officer("317101")
        );
        var stranger = Signing.Entry(disk.Made.Head, disk.Made.Form(Stations[0], MadeElection.Sound(1, 2, 3)), disk.Made.Key("a stranger"));
        var revoked = Signing.Entry(disk.Made.Head, disk.Made.Form(Stations[0], MadeElection.Sound(1, 2, 3)), station);
        using var sequencer = disk.Open();
        sequencer.Append(enrolment);
        sequencer.Append([revocation]);
        var count = sequencer.Store.Count;
        foreach (var entry in (byte[][])[stranger, revoked, "junk\n"u8.ToArray()])
        {
            disk.Clock.Now = new Timestamp(disk.Clock.Now.UnixSeconds + 60);
            sequencer.Append([entry])[0].Rejection.ShouldNotBeNull();
        }

        sequencer.Store.Count.ShouldBe(count, "not even the time is told");
    }

    [Fact]
    public void A_review_whose_words_are_not_here_is_refused_until_they_are()
    {
        using var disk = new ElectionOnDisk();
        var form = disk.Made.Submit(Stations[0], MadeElection.Sound(1, 2, 3));
        var words = "the paper says so\n"u8.ToArray();
        byte[] Hold(BlobReference text) =>
            Signing.Entry(
                disk.Made.Head,
                MadeLedger.Review(Stations[0], form, ReviewAct.Hold) with
                {
                    Text = text,
                },
                disk.Made.Officer("317101")
            );
        var (review, other) = (Hold(BlobFolder.Reference(words)), Hold(BlobFolder.Reference(words) with { Bytes = 1 }));
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);

        sequencer.Append([review])[0].Rejection!.Code.ShouldBe(RejectionCode.BlobMissing);
        disk.Folder.Blobs.Add(words);
        sequencer.Append([other])[0].Rejection!.Code.ShouldBe(RejectionCode.BlobMissing, "its length is another");
        var stands = sequencer.Append([review])[0];
        stands.Rejection.ShouldBeNull();

        // The words may go, by statement; the receipt stays.
        disk.Folder.Blobs.Remove(BlobFolder.Reference(words).Sha256);
        sequencer.Append([review])[0].Index.ShouldBe(stands.Index);
    }

    [Fact]
    public void A_disclosure_whose_words_or_document_are_not_here_is_refused_until_they_are()
    {
        using var disk = new ElectionOnDisk();
        var about = new DisclosureAbout(new string('5', 32), new Bilingual("Kontrak", "Contract"), []).Encode(DisclosureCategory.Contract);
        var document = "a contract"u8.ToArray();
        var disclose = new Disclose(
            RegionCode.Nation,
            DisclosureCategory.Contract,
            BlobFolder.Reference(document),
            BlobFolder.Reference(about),
            [],
            null
        );
        var entry = Signing.Entry(disk.Made.Head, disclose, disk.Made.Roots[0]);
        var unreadable = disk.Folder.Blobs.Add("{}"u8);
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);

        sequencer.Append([entry])[0].Rejection!.Detail.ShouldContain("words of the disclosure");
        disk.Folder.Blobs.Add(about);
        sequencer.Append([entry])[0].Rejection!.Detail.ShouldContain("document of the disclosure");
        disk.Folder.Blobs.Add(document);
        sequencer.Append([entry])[0].Rejection.ShouldBeNull();

        // Nor are words taken that no page could show.
        var wrong = sequencer
            .Append([Signing.Entry(disk.Made.Head, disclose with { About = unreadable }, disk.Made.Roots[0])])[0]
            .Rejection!;
        wrong.Code.ShouldBe(RejectionCode.BadBlob);
        wrong.Detail.ShouldContain("$.salt");
    }

    [Fact]
    public void A_batch_begins_with_the_time_and_a_clock_that_goes_back_changes_none()
    {
        using var disk = new ElectionOnDisk();
        var forms = Forms(disk, 4);
        using var sequencer = disk.Open();
        sequencer.Append(disk.Entries);
        var start = disk.Clock.Now;
        Timestamp? Told(byte[] form, int seconds)
        {
            disk.Clock.Now = new Timestamp(start.UnixSeconds + seconds);
            return sequencer.Record.Times.At((int)sequencer.Append([form])[0].Index);
        }

        var count = sequencer.Store.Count;
        Told(forms[0], seconds: -5000).ShouldBe(start);
        Told(forms[1], seconds: 0).ShouldBe(start);
        sequencer.Store.Count.ShouldBe(count + 2);
        Told(forms[2], seconds: 7).ShouldBe(disk.Clock.Now);
        sequencer.Store.Count.ShouldBe(count + 4);
        Told(forms[3], seconds: 6)!.Value.UnixSeconds.ShouldBe(start.UnixSeconds + 7);
        sequencer.Store.Count.ShouldBe(count + 5);
    }

    [Theory]
    [InlineData("write")]
    [InlineData("sync")]
    public async Task A_disk_that_fails_stops_it_for_good_and_nobody_is_told_that_anything_stands(string call)
    {
        using var disk = new ElectionOnDisk();
        var forms = Forms(disk, 40);
        var files = new FailingFiles(call);
        var acknowledged = new List<(byte[] Form, long Index)>();
        var failed = 0;
        using (var sequencer = disk.Open(files))
        {
            sequencer.Append(disk.Entries);
            files.FailAfter(3);
            foreach (var few in forms.Chunk(5))
            {
                var submitted = few.Select(form =>
                        (Form: form, Task: Task.Run(async () => await sequencer.SubmitAsync(form, TestContext.Current.CancellationToken)))
                    )
                    .ToList();
                foreach (var (form, task) in submitted)
                {
                    try
                    {
                        acknowledged.Add((form, (await task).Index));
                    }
                    catch (LedgerStoppedException)
                    {
                        failed++;
                    }
                }
            }

            acknowledged.Count.ShouldBeGreaterThanOrEqualTo(3);
            failed.ShouldBeGreaterThan(0);

            // The disk is well again, but nobody knows what is on it.
            files.FailAfter(int.MaxValue);
            await Should.ThrowAsync<LedgerStoppedException>(async () =>
                await sequencer.SubmitAsync(forms[0], TestContext.Current.CancellationToken)
            );
            Should.Throw<LedgerStoppedException>(() => sequencer.Append([forms[^1]]));
            Should.Throw<LedgerStoppedException>(() => sequencer.Read(record => record.Count));
        }

        using var again = disk.Open();
        foreach (var (form, index) in acknowledged)
        {
            again.Store.Read(index).ShouldBe(form);
        }

        if (call == "write")
        {
            again.Record.Count.ShouldBe(2 + disk.Entries.Count + acknowledged.Count);
        }

        // Whoever was told nothing tries again, and learns that it stands or has it stand now.
        again.Append([.. forms.Select(form => (ReadOnlyMemory<byte>)form)]).ShouldAllBe(outcome => outcome.Index >= 0);
        again.Record.Count.ShouldBe(2 + disk.Entries.Count + forms.Count);
    }

    [Fact]
    public void A_batch_is_never_larger_than_the_store_takes()
    {
        // Totals of 40 parties with 100 candidates each: 60 kB an entry, 67 MB in one append.
        var choices = Enumerable
            .Range(1, 40)
            .SelectMany(party => Enumerable.Range(0, 101).Select(candidate => new Choice(party, candidate)))
            .ToList();
        Contest[] contests =
        [
            .. new[] { "pdpr", "pdprdp" }.Select(code => new Contest(
                code,
                ContestKind.Parties,
                [new ElectoralDistrict("0", [RegionCode.Nation], 1, choices)]
            )),
        ];
        using var disk = new ElectionOnDisk(new ElectionStructure(Limits.Of2024, contests));
        var votes = Enumerable.Repeat(99_999_999_999_999, choices.Count).ToArray();
        var totals = Enumerable
            .Range(0, 1120)
            .Select(i =>
                (ReadOnlyMemory<byte>)
                    Signing.Entry(
                        disk.Made.Head,
                        new Totals(contests[i % 2].Code, RegionCode.Nation, i, TotalFigures.OfVotes(votes, 0, 0)),
                        disk.Made.Roots[0]
                    )
            )
            .ToArray();
        totals.Sum(entry => (long)entry.Length).ShouldBeGreaterThan(SegmentStore.MaximumBatchBytes);
        using var sequencer = disk.Open();
        sequencer.Append(totals).ShouldAllBe(outcome => outcome.Rejection == null);
        sequencer.Store.Count.ShouldBe(2 + totals.Length);
    }

    /// <summary>Forms with different figures, signed by their stations' officers.</summary>
    private static List<byte[]> Forms(ElectionOnDisk disk, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    Signing.Entry(
                        disk.Made.Head,
                        disk.Made.Form(Stations[i % Stations.Length], MadeElection.Sound(i, 1, 2), i),
                        disk.Made.Officer(Stations[i % Stations.Length])
                    )
                ),
        ];
}
