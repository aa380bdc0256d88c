using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Camera;

namespace Sirekap.Reading.Tests;

/// <summary>What covers a box is not a blank box.</summary>
public sealed class CoveredBoxTests
{
    private static readonly FormLayout Layout = FormLayouts.Named("c-hasil-ppwp-2024");

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Hundreds_that_are_covered_alike_on_all_three_of_a_sum_are_not_read_as_none(byte grey)
    {
        var photos = Photos();
        var plain = FormReader.Default.Read(photos);
        plain["I.A.J"]!.Value.ShouldNotBeNull().ShouldBeGreaterThan(99);

        string[] names = ["I.A.L", "I.A.P", "I.A.J"];
        var covered = FormReader.Default.Read([
            Covered(photos[0], names.Select(name => plain[name]!.Digits[0].Quad), grey),
            .. photos[1..],
        ]);

        covered.Outcome.ShouldNotBe(FormOutcome.Clear);
        foreach (var name in names)
        {
            (covered[name]!.State != NumberState.Read || covered[name]!.Value == plain[name]!.Value).ShouldBeTrue(
                $"{name}: {covered[name]!.Value}"
            );
        }
    }

    private static ReadOnlyMemory<byte>[] Photos()
    {
        for (var seed = 1UL; ; seed++)
        {
            var truth = FormTruth.Invent(Layout, Scenario.Phone with { Mistakes = 0 }, seed);
            var form = new PhotoSimulator(null).Photograph(Layout, truth, Scenario.Phone with { Mistakes = 0 }, seed);
            ReadOnlyMemory<byte>[] photos = [.. form.Pages.Select(page => new ReadOnlyMemory<byte>(page.Jpeg))];
            if (
                FormReader.Default.Read(photos) is { Outcome: FormOutcome.Clear } reading
                && reading["I.A.L"]!.Value > 99
                && reading["I.A.P"]!.Value > 99
            )
            {
                return photos;
            }
        }
    }

    /// <summary>The photo with flat patches over these quads, a third larger.</summary>
    private static byte[] Covered(ReadOnlyMemory<byte> jpeg, IEnumerable<IReadOnlyList<PhotoPoint>> quads, byte grey)
    {
        ImageFile.TryReadGray(jpeg.Span, ImageLimits.Default, out var image, out _).ShouldBeTrue();
        foreach (var quad in quads)
        {
            var (x, y) = (quad.Average(point => point.X), quad.Average(point => point.Y));
            var half =
                0.67
                * Math.Max(
                    quad.Max(point => point.X) - quad.Min(point => point.X),
                    quad.Max(point => point.Y) - quad.Min(point => point.Y)
                );
            for (var row = (int)(y - half); row <= y + half; row++)
            {
                for (var column = (int)(x - half); column <= x + half; column++)
                {
                    image![column, row] = grey;
                }
            }
        }

        return Jpeg.Encode(image!, 90);
    }
}
