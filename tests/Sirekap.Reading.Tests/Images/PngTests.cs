using Sirekap.Reading.Images;

namespace Sirekap.Reading.Tests.Images;

public sealed class PngTests
{
    private static readonly byte[] Picture = Png.Encode(Made.Slope(61, 37));

    [Fact]
    public void What_is_encoded_is_read_again_exactly()
    {
        var image = Made.Read(Picture);
        (image.Width, image.Height).ShouldBe((61, 37));
        Made.PixelsOf(image).ShouldBe(Made.PixelsOf(Made.Slope(61, 37)));
    }

    [Fact]
    public void Noise_that_cannot_be_compressed_is_encoded_too()
    {
        var noise = new GrayImage(300, 300);
        new Random(2).NextBytes(noise.Pixels);
        Made.PixelsOf(Made.Read(Png.Encode(noise))).ShouldBe(noise.Pixels);
    }

    [Fact]
    public void Cut_off_anywhere_it_is_refused()
    {
        for (var length = 0; length < Picture.Length - 12; length++) // its last chunk says only that it ends
        {
            Made.Refused(Picture.AsSpan(0, length));
        }

        Made.Refused(Picture.AsSpan(0, Picture.Length / 2)).ShouldBe(ImageProblem.Truncated);
    }

    [Fact]
    public void A_bomb_is_refused_from_its_header()
    {
        byte[] header = [.. "IHDR"u8, 0, 0, 0x37, 0x3E, 0, 0, 0x37, 0x3E, 8, 0, 0, 0, 0]; // 14142 × 14142
        byte[] bomb = [.. Picture[..8], 0, 0, 0, 13, .. header, .. Crc(header), .. Picture[33..]];
        Made.Refused(bomb).ShouldBe(ImageProblem.TooLarge);
    }

    [Fact]
    public void A_wrong_checksum_is_damage()
    {
        byte[] wrong = [.. Picture];
        wrong[^20] ^= 1;
        Made.Refused(wrong).ShouldBe(ImageProblem.Damaged);
    }

    private static byte[] Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        crc = ~crc;
        return unchecked([(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc]);
    }
}
