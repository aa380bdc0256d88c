using Sirekap.Reading.Digits;

namespace Sirekap.Reading.Tests.Digits;

public sealed class DigitReaderTests
{
    private const int Size = DigitReader.Side * DigitReader.Side;

    [Fact]
    public void The_model_that_ships_is_small_and_reads()
    {
        var reader = DigitReader.Default;
        var probabilities = new float[DigitClass.Count];

        reader.Read(Empty(), probabilities);

        probabilities.Sum().ShouldBe(1, 1e-4f);
        Array.IndexOf(probabilities, probabilities.Max()).ShouldBe(DigitClass.Blank);
        using var model = typeof(DigitReader).Assembly.GetManifestResourceStream("digits.model");
        model.ShouldNotBeNull().Length.ShouldBeLessThan(2 << 20);
    }

    [Fact]
    public void A_box_is_read_alike_alone_and_among_others_by_any_number_of_threads()
    {
        const int boxes = 37;
        var patches = new byte[boxes * Size];
        new Random(1).NextBytes(patches);
        var alone = new float[boxes * DigitClass.Count];
        for (var box = 0; box < boxes; box++)
        {
            DigitReader.Default.Read(patches.AsSpan(box * Size, Size), alone.AsSpan(box * DigitClass.Count, DigitClass.Count));
        }

        Parallel.For(
            0,
            8,
            _ =>
            {
                var together = new float[boxes * DigitClass.Count];
                DigitReader.Default.Read(patches, together);
                together.ShouldBe(alone);
            }
        );
    }

    [Fact]
    public void Dimmer_light_and_fainter_contrast_change_nothing_much()
    {
        var patch = Empty();
        for (var y = 8; y < 24; y++)
        {
            (patch[(y * 32) + 16], patch[(y * 32) + 17]) = (20, 20);
        }

        byte[] dim = [.. patch.Select(value => (byte)(60 + (value / 4)))];
        var (bright, faint) = (new float[DigitClass.Count], new float[DigitClass.Count]);

        DigitReader.Default.Read(patch, bright);
        DigitReader.Default.Read(dim, faint);

        for (var c = 0; c < DigitClass.Count; c++)
        {
            faint[c].ShouldBe(bright[c], 0.05f);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_patch_is_moved_by_whole_pixels_and_filled_with_its_edge(int shift)
    {
        var patch = new byte[Size];
        new Random(2).NextBytes(patch);
        var (still, moved) = (new float[34 * 34], new float[34 * 34]);

        Contrast.Normalize(patch, still);
        Contrast.Normalize(patch, moved, shift);

        for (var y = 0; y < 32; y++)
        {
            for (var x = 0; x < 32; x++)
            {
                moved[((y + 1) * 34) + x + 1].ShouldBe(still[((Math.Clamp(y + shift, 0, 31) + 1) * 34) + Math.Clamp(x + shift, 0, 31) + 1]);
            }
        }

        still[(1 * 34) + 1].ShouldNotBe(0);
    }

    [Fact]
    public void Patches_of_another_size_are_a_mistake() =>
        Should.Throw<ArgumentOutOfRangeException>(() => DigitReader.Default.Read(new byte[Size - 1], new float[DigitClass.Count]));

    [Fact]
    public void Every_label_is_found_again()
    {
        for (var c = 0; c < DigitClass.Count; c++)
        {
            DigitClass.FromLabel(DigitClass.Label(c)).ShouldBe(c);
        }

        DigitClass.FromLabel("crossed-0").ShouldBe(-1);
    }

    /// <summary>A frame with nothing in it.</summary>
    private static byte[] Empty()
    {
        var patch = new byte[Size];
        Array.Fill(patch, (byte)220);
        for (var i = 3; i < 29; i++)
        {
            (patch[(i * 32) + 3], patch[(i * 32) + 28], patch[(3 * 32) + i], patch[(28 * 32) + i]) = (60, 60, 60, 60);
        }

        return patch;
    }
}
