using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Tests.Camera;

public sealed class PhotoSimulatorTests
{
    private static readonly Scenario Small = Scenario.Phone.With(Parameter.Megapixels, 0.5);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_other_ones()
    {
        var (first, again, other) = (Photograph(5), Photograph(5), Photograph(6));
        first
            .Pages.Select(p => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(p.Jpeg)))
            .ShouldBe(again.Pages.Select(p => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(p.Jpeg))));
        first.Pages[0].Jpeg.SequenceEqual(other.Pages[0].Jpeg).ShouldBeFalse();
        TruthJson
            .Write(Scenes.Commission, Small, 5, first, p => $"{p}")
            .ShouldBe(TruthJson.Write(Scenes.Commission, Small, 5, again, p => $"{p}"));
    }

    [Fact]
    public void A_page_does_not_depend_on_what_was_photographed_before()
    {
        var alone = new PhotoSimulator().Photograph(
            Scenes.Commission,
            Scenes.Commission.Pages[1],
            FormTruth.Invent(Scenes.Commission, Small, 5),
            Small,
            5,
            PageWords.None
        );
        alone.Jpeg.SequenceEqual(Photograph(5).Pages[1].Jpeg).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_a_photo_is_stored_it_is_upright_when_it_is_read(int turns)
    {
        var page = Studio(Scenes.Studio.With(Parameter.StoredTurn, turns), out var photo);
        (photo.Width, photo.Height).ShouldBe(page.Parameters.Size);
        ShouldShowMark(photo, page);
    }

    [Theory]
    [InlineData(Parameter.Tilt, 40)]
    [InlineData(Parameter.Roll, -30)]
    [InlineData(Parameter.QuarterTurns, 1)]
    [InlineData(Parameter.Distortion, -0.1)]
    [InlineData(Parameter.Curl, 5)]
    [InlineData(Parameter.Folds, 3)]
    public void The_truth_says_where_the_corner_marks_are(Parameter parameter, double value) =>
        ShouldShowMark(
            Photo(Scenes.Studio.With(Parameter.FoldDepth, 3).With(Parameter.TiltDirection, 70).With(parameter, value), out var page),
            page
        );

    [Fact]
    public void The_truth_is_beside_the_photos_with_every_parameter()
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            TruthJson.Write(Scenes.Commission, Small, 5, Photograph(5), p => $"page-{p}.jpg")
        );
        json.RootElement.GetProperty("numbers").GetArrayLength().ShouldBe(28);
        var page = json.RootElement.GetProperty("pages")[0];
        page.GetProperty("file").GetString().ShouldBe("page-1.jpg");
        page.GetProperty("parameters").EnumerateObject().Count().ShouldBe(Enum.GetValues<Parameter>().Length);
    }

    private static SimulatedForm Photograph(ulong seed) =>
        new PhotoSimulator().Photograph(Scenes.Commission, FormTruth.Invent(Scenes.Commission, Small, seed), Small, seed);

    private static SimulatedPage Studio(Scenario scenario, out GrayImage photo)
    {
        photo = Photo(scenario, out var page);
        return page;
    }

    private static GrayImage Photo(Scenario scenario, out SimulatedPage page)
    {
        page = new PhotoSimulator().Photograph(
            Scenes.Commission,
            Scenes.Commission.Pages[0],
            FormTruth.Invent(Scenes.Commission, scenario, 3),
            scenario,
            3,
            PageWords.None
        );
        ImageFile.TryReadGray(page.Jpeg, ImageLimits.Default, out var photo, out _).ShouldBeTrue();
        return photo!;
    }

    /// <summary>
    /// Between the diagonal neighbours of each mark's point, two are black and two are paper: the darkest corner of a small ring is
    /// opposite another dark one.
    /// </summary>
    private static void ShouldShowMark(GrayImage photo, SimulatedPage page)
    {
        foreach (var (x, y) in page.Corners)
        {
            const double Away = 6;
            var ring = Enumerable
                .Range(0, 72)
                .Select(i => i * Math.PI / 36)
                .Select(a => (double)photo[(int)Math.Round(x + (Away * Math.Cos(a))), (int)Math.Round(y + (Away * Math.Sin(a)))])
                .ToArray();
            var changes = Enumerable.Range(0, 72).Count(i => ring[i] < 110 != ring[(i + 1) % 72] < 110);
            changes.ShouldBe(4, $"around {x:0},{y:0}");
            ring.Where((_, i) => ring[i] < 110).Count().ShouldBeInRange(18, 54);
        }
    }
}
