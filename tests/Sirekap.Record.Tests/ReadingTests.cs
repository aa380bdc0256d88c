using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests;

/// <summary>A reading is evidence: it stands beside its station, and changes nothing of what counts.</summary>
public class ReadingTests
{
    private const string One = "3171010001001";
    private const string Two = "3171010001002";

    private static readonly FormFields Sound = MadeElection.Sound(10, 20, 30);

    [Fact]
    public void A_reading_changes_no_class_no_sum_and_no_history()
    {
        using var ledger = new MadeLedger();
        ledger.Submit(One, Sound);
        ledger.Said(ledger.Form(Two, MadeElection.Broken(1, 2, 3)), ledger.Officer(Two));
        var reader = ledger.Reader();
        var (one, two) = (ledger.Station(One), ledger.Station(Two));
        var before = Counted(ledger);

        ledger.Said(ledger.Reading(One, MadeElection.Sound(617, 20, 30)), reader);
        ledger.Said(ledger.Reading(One, MadeElection.Broken(10, 20, 30), ReadingOutcome.Contradictory, 1), reader);
        ledger.Said(ledger.Reading(Two, MadeElection.Sound(1, 2, 3), ReadingOutcome.Clear, 2), reader);
        ledger.Said(ledger.Reading("3171010001003", Sound, ReadingOutcome.Clear, 3), reader);

        Counted(ledger).ShouldBe(before);
        ledger.President.Tally.Class(ledger.Station("3171010001003")).ShouldBe(StationClass.None, "a reading is no form");
        ledger
            .President.Readings(one)
            .Select(reading => reading.Statement.Outcome)
            .ShouldBe([ReadingOutcome.Clear, ReadingOutcome.Contradictory]);
        ledger.President.Readings(two).ShouldHaveSingleItem().Key.ShouldBe(ledger.Record.Keys.Count - 1);
        StateText.Of(ledger.Replay().Record!).ShouldBe(StateText.Of(ledger.Record));
    }

    [Fact]
    public void A_reading_and_the_form_in_place_differ_figure_by_figure_in_the_order_of_the_paper()
    {
        using var ledger = new MadeLedger();
        ledger.Submit(One, MadeElection.Figures([117, 20, 30], 167, 2, 169, 169));
        var read = MadeElection.Figures([617, 20, FormFields.Missing], 167, 8, FormFields.Missing, 165);
        ledger.Said(ledger.Reading(One, read), ledger.Reader());

        var ballot = ledger.President.PaperOf(ledger.Station(One)).Ballot;
        var reading = ledger.President.Readings(ledger.Station(One))[0];
        reading
            .Differences(ledger.President.Tally.Fields(ledger.Station(One))!, ballot)
            .ShouldBe([
                new Difference(PaperPlace.Of(Field.Voters), 169, 165),
                new Difference(PaperPlace.Of(new Choice(1)), 117, 617),
                new Difference(PaperPlace.Of(Field.Invalid), 2, 8),
            ]);
        reading.Differences(read, ballot).ShouldBeEmpty();
    }

    [Fact]
    public void A_photo_that_forms_brought_for_two_stations_is_noticed_and_a_reader_alone_brands_none()
    {
        using var ledger = new MadeLedger();
        var photo = BlobFolder.Reference([7]).Sha256;
        ledger.Said(ledger.Form(One, Sound) with { Photos = [photo] }, ledger.Officer(One));
        ledger.Said(ledger.Reading(One, Sound, ReadingOutcome.Clear, 7), ledger.Reader());
        ledger.Record.Photos.Shared.ShouldBeEmpty("a photo read for the station that it was brought for");

        ledger.Said(ledger.Reading("3172010001001", Sound, ReadingOutcome.Clear, 7, 8), ledger.Reader());
        ledger.Record.Photos.Shared.ShouldBeEmpty("a reader's word that it is another station's, too");
        ledger.Said(ledger.Form(Two, MadeElection.Sound(1, 2, 3)) with { Photos = [photo] }, ledger.Officer(Two));
        ledger.Record.Photos.Shared.ShouldBe([photo]);
        ledger
            .Record.Photos.Places(photo)
            .Select(place => ledger.Record.Tree.Station(place.Station).ToString())
            .ShouldBe([One, Two], "no officer of the third brought it");
        ledger.Record.Photos.Places(photo)[0].Entry.ShouldBe(ledger.President.InPlace(ledger.Station(One)));
        ledger.Record.Photos.Places(BlobFolder.Reference([8]).Sha256).ShouldBeEmpty();
        ledger.Record.Names(BlobFolder.Reference([8]).Sha256).ShouldBeTrue("its bytes may be brought all the same");
        ledger.Record.Attached.ShouldContain(BlobFolder.Reference([8]).Sha256);
        ledger.Record.Photos.Places(BlobFolder.Reference([9]).Sha256).ShouldBeEmpty();
        ledger.Record.Names(photo).ShouldBeTrue();
    }

    [Fact]
    public void A_photo_of_very_many_stations_changes_what_is_said_of_each_a_few_times_and_not_with_each()
    {
        const int Many = 300;
        var index = new PhotoIndex();
        var photo = BlobFolder.Reference([7]).Sha256;
        var told = new int[Many];
        for (var station = 0; station < Many; station++)
        {
            foreach (var changed in index.Add(entry: 10 + station, station, photo))
            {
                told[changed]++;
            }

            index.Add(entry: 10 + station, station, photo).ShouldBeEmpty("it is known there");
        }

        index.Places(photo).Select(place => place.Station).ShouldBe(Enumerable.Range(0, Many));

        // At the first: with each that it is told of, and once that there are more.
        told[0].ShouldBe(PhotoIndex.MostOthers + 1);
        told.Skip(PhotoIndex.MostOthers + 2).ShouldAllBe(times => times == 1);
    }

    [Fact]
    public void A_photo_named_again_for_its_own_station_is_no_photo_of_two()
    {
        using var ledger = new MadeLedger();
        var photo = BlobFolder.Reference([7]).Sha256;
        Form Again(string station, int minute, string contest = MadeElection.President, params int[] votes) =>
            ledger.Form(station, MadeElection.Sound(votes), minute) with
            {
                Contest = contest,
                Photos = [photo],
            };
        ledger.Said(Again(One, 0, votes: [10, 20, 30]), ledger.Officer(One));
        ledger.Said(Again(One, 1, votes: [10, 20, 31]), ledger.Officer(One));
        ledger.Said(Again(One, 2, MadeElection.Senator, 10, 20), ledger.Officer(One));
        ledger.Record.Photos.Shared.ShouldBeEmpty();
        ledger.Record.Photos.Places(photo).Select(place => place.Station).ShouldBe([ledger.Station(One)]);

        ledger.Said(Again(Two, 3, votes: [1, 2, 3]), ledger.Officer(Two));
        ledger.Said(Again(Two, 4, votes: [1, 2, 4]), ledger.Officer(Two));
        ledger.Said(Again(One, 5, votes: [10, 20, 32]), ledger.Officer(One));
        ledger.Record.Photos.Places(photo).Select(place => place.Station).ShouldBe([ledger.Station(One), ledger.Station(Two)]);
    }

    [Fact]
    public void The_station_read_last_is_one_whose_form_has_photos()
    {
        using var ledger = new MadeLedger();
        ledger.Said(ledger.Reading(Two, Sound), ledger.Reader());
        ledger.President.LastRead.ShouldBe(-1);
        ledger.Said(ledger.Form(One, Sound) with { Photos = [BlobFolder.Reference([7]).Sha256] }, ledger.Officer(One));
        ledger.Said(ledger.Reading(One, Sound, ReadingOutcome.Clear, 7), ledger.Reader());
        ledger.Said(ledger.Reading(Two, Sound, ReadingOutcome.Clear, 7), ledger.Reader());
        ledger.President.LastRead.ShouldBe(ledger.Station(One));
    }

    [Fact]
    public void What_is_to_be_said_anew_of_a_station_moves_its_stamp_also_when_its_photo_comes_to_stand_for_another()
    {
        using var ledger = new MadeLedger();
        int Changed(string station) => ledger.President.LastChangeWithin(RegionCode.Parse(station).Parent);
        const string Far = "3201010001001";
        var photo = BlobFolder.Reference([7]).Sha256;
        ledger.Said(ledger.Form(One, Sound) with { Photos = [photo] }, ledger.Officer(One));
        ledger.Said(ledger.Reading(One, Sound, ReadingOutcome.Clear, 7), ledger.Reader());
        Changed(One).ShouldBe(ledger.Record.Count - 1);
        ledger.Submit(Far, Sound);
        Changed(One).ShouldBeLessThan(ledger.Record.Count - 1);

        ledger.Said(ledger.Reading(Far, Sound, ReadingOutcome.Clear, 7), ledger.Reader());
        Changed(One).ShouldBeLessThan(ledger.Record.Count - 1, "a reader alone changes nothing of another station");
        ledger.Said(ledger.Form(Far, MadeElection.Sound(1, 2, 3)) with { Photos = [photo] }, ledger.Officer(Far));
        Changed(One).ShouldBe(ledger.Record.Count - 1);
        ledger.Record.Contest(MadeElection.Senator)!.LastChangeWithin(RegionCode.Nation).ShouldBe(ledger.Record.Count - 1);
    }

    [Fact]
    public void Evidence_belongs_to_the_publication_and_replay_does_without()
    {
        using var ledger = new MadeLedger();
        var reading = ledger.Reading(One, Sound);
        ledger.Said(reading, ledger.Reader());
        ledger.Record.Mentioned.ShouldContain(reading.Evidence.Sha256);
        ledger.Record.Mentioned.ShouldNotContain(reading.Photos[0]);
        ledger.Record.Attached.ShouldContain(reading.Photos[0]);
        ledger.Forget(reading.Evidence);
        ledger.Replay().Flaws.ShouldBeEmpty();
    }

    [Fact]
    public void A_reading_needs_a_reader_within_its_scope_a_station_of_the_contest_and_its_ballot()
    {
        using var ledger = new MadeLedger();
        var reading = ledger.Reading(One, Sound);
        ledger.Refused(RejectionCode.RoleNotAllowed, reading, ledger.Officer(One));
        ledger.Refused(RejectionCode.OutOfScope, reading, ledger.Reader("32"));
        ledger.Refused(RejectionCode.WrongChoices, ledger.Reading(One, MadeElection.Sound(1, 2)), ledger.Reader());
        ledger.Refused(RejectionCode.UnknownContest, reading with { Contest = "none" }, ledger.Reader());
        ledger.Refused(RejectionCode.UnknownRegion, reading with { Station = RegionCode.Parse("3171010001999") }, ledger.Reader());

        // Nothing may have been read at all, and no form need have come.
        ledger.Said(reading with { Fields = Nothing, Probabilities = Nothing, Outcome = ReadingOutcome.Unclear }, ledger.Reader());
        ledger.Said(reading, ledger.Reader("31"));
        ledger.Refused(RejectionCode.AlreadySaid, reading, ledger.Reader());
    }

    [Fact]
    public void A_station_has_so_many_readings_and_no_more()
    {
        using var ledger = new MadeLedger();
        for (var i = 0; i < RuleSets.First.Limits.Readings; i++)
        {
            ledger.Said(ledger.Reading(One, MadeElection.Sound(i, 2, 3)), ledger.Reader());
        }

        ledger.Refused(RejectionCode.TooMany, ledger.Reading(One, Sound), ledger.Reader());
        ledger.Said(ledger.Reading(Two, Sound), ledger.Reader());
    }

    [Fact]
    public void A_probability_is_never_said_to_be_surer_than_it_is()
    {
        PhotoReading.Millionths(0.9999999).ShouldBe(999_999);
        PhotoReading.Millionths(1).ShouldBe(999_999);
        PhotoReading.Millionths(0.1234567).ShouldBe(123_456);
        PhotoReading.Millionths(0).ShouldBe(0);
    }

    private static FormFields Nothing => new([FormFields.Missing, FormFields.Missing, FormFields.Missing], FormFields.NoCounts());

    private static string Counted(MadeLedger ledger) =>
        string.Join(
            '\n',
            Enumerable
                .Range(0, ledger.Record.Tree.RegionCount)
                .Select(region =>
                {
                    var totals = ledger.President.Tally.Totals(region);
                    return string.Join(
                        ' ',
                        totals.Accepted.Stations,
                        totals.Unchecked.Stations,
                        totals.UnderReview.Stations,
                        string.Join(',', totals.Reported.Votes),
                        string.Join(',', totals.Reported.Counts)
                    );
                })
        )
        + string.Join(
            '\n',
            Enumerable
                .Range(0, ledger.Record.Tree.StationCount)
                .Select(station =>
                    $"{ledger.President.InPlace(station)} {ledger.President.EventCount(station)} {ledger.President.Tally.Class(station)}"
                )
        );
}
