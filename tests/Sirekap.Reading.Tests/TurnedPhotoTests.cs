using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Tests.Images;
using Sirekap.Simulation.Camera;

namespace Sirekap.Reading.Tests;

/// <summary>However the camera was held, boxes are said to be where they are in the photo as it is shown.</summary>
public sealed class TurnedPhotoTests
{
    private static readonly FormLayout Layout = FormLayouts.Named("c-hasil-ppwp-2024");

    [Fact]
    public void Boxes_lie_where_the_upright_photo_shows_them_however_it_is_stored()
    {
        var scenario = Scenario.Phone with { Mistakes = 0 };
        var jpeg = new PhotoSimulator(null).Photograph(Layout, FormTruth.Invent(Layout, scenario, 3), scenario, 3).Pages[0].Jpeg;
        var upright = Made.Read(jpeg);
        var expected = Read(Jpeg.Encode(upright, 95));
        expected.Numbers.Count(number => number.Value is not null).ShouldBeGreaterThan(15);
        foreach (var orientation in Enumerable.Range(2, 7))
        {
            // Turned once more by what undoes it: the stored picture.
            var stored = Orientation.Apply(
                Made.Read(Png.Encode(upright)),
                orientation switch
                {
                    6 => 8,
                    8 => 6,
                    _ => orientation,
                }
            );
            var reading = Read(Made.With(Jpeg.Encode(stored, 95), Made.Exif(orientation)));
            (reading.Pages[0].Width, reading.Pages[0].Height).ShouldBe((upright.Width, upright.Height));
            reading.Numbers.Select(number => number.Value).ShouldBe(expected.Numbers.Select(number => number.Value));
            foreach (var (number, other) in expected.Numbers.Zip(reading.Numbers))
            {
                number
                    .Digits.Zip(other.Digits)
                    .ShouldAllBe(pair =>
                        pair.First.Quad.Zip(pair.Second.Quad)
                            .All(point => Math.Abs(point.First.X - point.Second.X) < 2 && Math.Abs(point.First.Y - point.Second.Y) < 2)
                    );
            }

            reading
                .Pages[0]
                .Corners.Zip(expected.Pages[0].Corners)
                .ShouldAllBe(point => Math.Abs(point.First.X - point.Second.X) < 2 && Math.Abs(point.First.Y - point.Second.Y) < 2);
        }
    }

    private static FormReading Read(byte[] jpeg) => FormReader.Default.Read([jpeg]);
}
