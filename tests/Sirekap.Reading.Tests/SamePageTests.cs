using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Images;
using Sirekap.Reading.Tests.Images;
using Sirekap.Simulation.Camera;

namespace Sirekap.Reading.Tests;

/// <summary>Which of two sheets of one page is the form's nobody knows, wherever they are photographed.</summary>
public sealed class SamePageTests
{
    private static readonly FormLayout Layout = FormLayouts.Named("c-hasil-ppwp-2024");

    [Fact]
    public void Two_photos_of_a_page_are_said_and_neither_is_read()
    {
        var (one, other) = (Page(1), Page(2));
        foreach (
            var photos in (byte[][][])
                [
                    [one, other],
                    [other, one],
                ]
        )
        {
            IsTwice(Read(photos));
        }
    }

    [Fact]
    public void So_are_two_sheets_in_one_photo_in_either_order()
    {
        var (one, other) = (Made.Read(Page(1)), Made.Read(Page(2)));
        IsTwice(Read([Beside(one, other)]));
        IsTwice(Read([Beside(other, one)]));
    }

    [Fact]
    public void One_file_that_is_given_twice_is_one_photo()
    {
        var page = Page(1);
        var reading = Read([page, page]);
        reading.Problems.ShouldNotContain(problem => problem.Code == ReadingProblems.PageTwice);
        reading["IV.1"]!.State.ShouldBe(NumberState.Read);
    }

    private static void IsTwice(FormReading reading)
    {
        reading.Problems.ShouldContain(problem => problem.Code == ReadingProblems.PageTwice && problem.Page == 2);
        reading.Numbers.ShouldAllBe(number => number.State != NumberState.Read);
        reading.Outcome.ShouldNotBe(FormOutcome.Clear);
    }

    private static FormReading Read(byte[][] photos) => FormReader.Default.Read([.. photos.Select(photo => (ReadOnlyMemory<byte>)photo)]);

    /// <summary>The second page of an invented form.</summary>
    private static byte[] Page(ulong seed)
    {
        var scenario = Scenario.Phone with { Mistakes = 0 };
        return new PhotoSimulator(null).Photograph(Layout, FormTruth.Invent(Layout, scenario, seed), scenario, seed).Pages[1].Jpeg;
    }

    private static byte[] Beside(GrayImage left, GrayImage right)
    {
        var both = new GrayImage(left.Width + right.Width, Math.Max(left.Height, right.Height));
        for (var y = 0; y < left.Height; y++)
        {
            left.Row(y).CopyTo(both.Row(y));
        }

        for (var y = 0; y < right.Height; y++)
        {
            right.Row(y).CopyTo(both.Row(y)[left.Width..]);
        }

        return Jpeg.Encode(both, 90);
    }
}
