using Sirekap.Reading.Images;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Tests.Camera;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(0.4)]
    [InlineData(1.3)]
    [InlineData(6.5)]
    public void A_plain_picture_stays_plain_to_its_edges(double sigma)
    {
        var plain = new GrayImage(37, 23);
        Array.Fill(plain.Pixels, (byte)200);
        Convolution.Gaussian(plain, sigma).Pixels.ShouldAllBe(p => p >= 199 && p <= 200);
    }

    [Fact]
    public void The_sum_is_what_a_plain_loop_gives()
    {
        var draws = Draws.Of(1, "test");
        var image = new GrayImage(61, 19, [.. Enumerable.Range(0, 61 * 19).Select(_ => (byte)draws.Below(256))]);
        Tap[] taps = [new(-3, 1, 60), new(0, 0, 100), new(2, -2, 90), new(5, 0, 6)];
        var result = Convolution.Apply(image, taps);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var sum = taps.Sum(t => t.Weight * image[Math.Clamp(x + t.X, 0, 60), Math.Clamp(y + t.Y, 0, 18)]);
                result[x, y].ShouldBe((byte)(Math.Min(sum + 128, 65535) >> 8));
            }
        }
    }

    [Fact]
    public void Weights_are_256_in_all() => Convolution.Weights([0.1, 0.2, 0.5, 0.2, 0.1]).Sum().ShouldBe(256);

    [Fact]
    public void A_blur_has_the_deviation_asked_for()
    {
        var line = new GrayImage(101, 5);
        for (var y = 0; y < 5; y++)
        {
            line[50, y] = 255;
        }

        var blurred = Convolution.Gaussian(line, 3).Row(2).ToArray();
        var all = blurred.Sum(p => (double)p);
        Math.Sqrt(Enumerable.Range(0, 101).Sum(x => blurred[x] * (double)((x - 50) * (x - 50))) / all).ShouldBe(3, 0.25);
    }
}
