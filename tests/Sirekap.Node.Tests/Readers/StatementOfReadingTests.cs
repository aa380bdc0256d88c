using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Node.Readers;
using Sirekap.Reading;
using Sirekap.Reading.Decoding;
using Sirekap.Record.Storage;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Node.Tests.Readers;

/// <summary>Which of the figures read go into the statement: those of this station's form, and no others.</summary>
public sealed class StatementOfReadingTests
{
    private const string Station = "3171010001001";
    private const string Other = "3171010001002";

    [Theory]
    [InlineData(SealState.Valid, Station, true)]
    [InlineData(SealState.Absent, null, true)]
    [InlineData(SealState.Unverified, Other, true)]
    [InlineData(SealState.Valid, Other, false)]
    public void A_page_that_is_sealed_for_another_station_gives_no_figure(SealState seal, string? named, bool stands)
    {
        var statement = Of(Made(seal, named));
        statement.Outcome.ShouldBe(stands ? ReadingOutcome.Clear : ReadingOutcome.Unclear);
        statement.Fields.Votes[0].ShouldBe(stands ? 100 : FormFields.Missing);
        statement.Fields[Field.Valid].ShouldBe(stands ? 100 : null);
        statement.Fields.IsEmpty.ShouldBe(!stands);
        PhotoReading.HaveOneShape(statement.Fields, statement.Probabilities).ShouldBeTrue();
        statement.Layout.ShouldBe("sirekap-ppwp");
    }

    [Fact]
    public void One_such_page_among_sound_ones_is_enough()
    {
        var reading = Made(SealState.Valid, Station);
        var statement = Of(reading with { Pages = [.. reading.Pages, reading.Pages[0] with { Page = 3, Station = Other }] });
        statement.Outcome.ShouldBe(ReadingOutcome.Unclear);
        statement.Fields.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Nor_does_a_form_with_sheets_of_two_stations_whichever_of_them_is_read()
    {
        var statement = Of(Made(SealState.Valid, Station) with { Problems = [new ReadingProblem(ReadingProblems.TwoStations, 2)] });
        statement.Outcome.ShouldBe(ReadingOutcome.Unclear);
        statement.Fields.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_form_of_another_contest_gives_no_figure()
    {
        var statement = Of(Made(SealState.Valid, Station) with { Contest = "pdpr" });
        statement.Outcome.ShouldBe(ReadingOutcome.Unclear);
        statement.Fields.IsEmpty.ShouldBeTrue();
    }

    private static PhotoReading Of(FormReading reading) =>
        StatementOfReading.Of(
            new PhotographedForm("ppwp", RegionCode.Parse(Station), [default]),
            ApiElection.Structure.Contests[0],
            reading,
            BlobFolder.Reference("evidence"u8)
        );

    private static FormReading Made(SealState seal, string? named) =>
        new(
            "sirekap-ppwp",
            "ppwp",
            default,
            FormOutcome.Clear,
            0.0001,
            [new PageReading(2, default, 900, 1200, 1002, [default, default, default, default], named, seal)],
            [
                new NumberReading("IV.1", 2, NumberState.Read, 100, 0.999, [], [], Tally: null),
                new NumberReading("V.A", 2, NumberState.Read, 100, 0.999, [], [], Tally: null),
            ],
            [],
            []
        );
}
