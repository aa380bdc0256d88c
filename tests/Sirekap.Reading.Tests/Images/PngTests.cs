using System.Buffers.Binary;
using System.IO.Compression;
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

    [Theory]
    [InlineData(500_000_000)] // more compressed than the rows are uncompressed
    [InlineData(30_000_000)] // 30 kB
    public void What_follows_the_last_row_is_not_inflated(int tail)
    {
        var bomb = Of(Header(100, 100), tail + (100 * 101));
        PngChunks.CheckData(bomb, out var inflated).ShouldBe(ImageProblem.TooLarge);
        inflated.ShouldBeLessThan(300_000);
        Made.Refused(bomb).ShouldBe(ImageProblem.TooLarge);
    }

    [Theory]
    [InlineData(61, 37, 8, 2)]
    [InlineData(61, 37, 16, 6)]
    [InlineData(13, 5, 1, 0)]
    [InlineData(1, 1, 8, 0)]
    [InlineData(3, 9, 2, 0)]
    public void Interlaced_or_not_a_picture_has_exactly_the_bytes_of_its_rows(int width, int height, byte depth, byte colours)
    {
        var plain =
            height
            * (
                1
                + (
                    (
                        (
                            width
                            * depth
                            * (
                                colours switch
                                {
                                    2 => 3,
                                    6 => 4,
                                    _ => 1,
                                }
                            )
                        ) + 7
                    ) / 8
                )
            );
        var read = Made.Read(Of(Header(width, height, depth, colours), plain));
        (read.Width, read.Height).ShouldBe((width, height));

        // The seven passes have more rows, and each row rounds up to whole bytes; all of them and nothing more than the allowance may be
        // there.
        Made.Refused(Of(Header(width, height, depth, colours, interlaced: 1), 1)).ShouldNotBe(ImageProblem.TooLarge);
        Made.Read(Of(Header(width, height, depth, colours, interlaced: 1), plain * 4)).Width.ShouldBe(width);
        Made.Refused(Of(Header(width, height, depth, colours, interlaced: 1), (plain * 4) + 200_000)).ShouldBe(ImageProblem.TooLarge);
    }

    [Fact]
    public void A_large_interlaced_picture_is_read()
    {
        // Each pixel of the last pass' rows, one bit, stands in a row of its own: the rows are far longer than those of a plain one.
        var image = Made.Read(Of(Header(1, 16_000, 1, 0, interlaced: 1), 32_000));
        image.Height.ShouldBe(16_000);
    }

    [Fact]
    public void Profiles_and_texts_do_not_reach_the_decoder()
    {
        byte[] profile = Chunk([.. "iCCPbomb\0\0"u8, .. Zeros(20_000_000)]),
            text = Chunk([.. "zTXtbomb\0\0"u8, .. Zeros(20_000_000)]);
        PngChunks
            .Keep([.. Picture[..33], .. profile, .. text, .. Picture[33..]], ImageLimits.Default, out var kept)
            .ShouldBe(ImageProblem.None);
        kept.ShouldBe(Picture);
    }

    [Fact]
    public void A_wrong_checksum_is_damage()
    {
        byte[] wrong = [.. Picture];
        wrong[^20] ^= 1;
        Made.Refused(wrong).ShouldBe(ImageProblem.Damaged);
    }

    [Fact]
    public void A_stream_that_wants_a_dictionary_is_damage()
    {
        // RFC 1950: FDICT set, with the header's check bits, and the dictionary's checksum.
        byte[] asking = [0x78, 0xBB, 1, 2, 3, 4, .. Zeros(61 * 37)[2..]];
        Made.Refused([.. Picture[..8], .. Chunk(Header(61, 37)), .. Chunk([.. "IDAT"u8, .. asking]), .. Chunk([.. "IEND"u8])])
            .ShouldBe(ImageProblem.Damaged);
    }

    private static byte[] Header(int width, int height, byte depth = 8, byte colours = 0, byte interlaced = 0) =>
        [
            .. "IHDR"u8,
            0,
            0,
            (byte)(width >> 8),
            (byte)(width & 255),
            0,
            0,
            (byte)(height >> 8),
            (byte)(height & 255),
            depth,
            colours,
            0,
            0,
            interlaced,
        ];

    /// <summary>A file whose data are so many zeros.</summary>
    private static byte[] Of(byte[] header, int zeros) =>
        [.. Picture[..8], .. Chunk(header), .. Chunk([.. "IDAT"u8, .. Zeros(zeros)]), .. Chunk([.. "IEND"u8])];

    private static byte[] Zeros(int count)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            var zeros = new byte[1 << 16];
            for (var left = count; left > 0; left -= zeros.Length)
            {
                zlib.Write(zeros, 0, Math.Min(left, zeros.Length));
            }
        }

        return compressed.ToArray();
    }

    private static byte[] Chunk(byte[] typeAndData)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, typeAndData.Length - 4);
        return [.. length, .. typeAndData, .. Crc(typeAndData)];
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
