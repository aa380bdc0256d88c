using Sirekap.Reading.Images;

namespace Sirekap.Reading.Tests.Images;

public sealed class GrayImageTests
{
    [Fact]
    public void An_image_needs_as_many_bytes_as_pixels() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new GrayImage(3, 2, new byte[5]));

    [Fact]
    public void Rows_stand_one_after_the_other()
    {
        var image = new GrayImage(3, 2);
        image[1, 1] = 7;
        image.Pixels[4].ShouldBe((byte)7);
        image.Row(1)[1].ShouldBe((byte)7);
    }
}
