namespace Sirekap.OpenData.Imports;

/// <summary>CRC-32 of gzip (RFC 1952 section 8) and zip, which .NET's readers of either do not hold against what they give.</summary>
internal static class Crc32
{
    /// <summary>The polynomial of RFC 1952, bits reversed.</summary>
    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = MakeTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var c = i;
            for (var bit = 0; bit < 8; bit++)
            {
                c = (c & 1) == 0 ? c >> 1 : (c >> 1) ^ Polynomial;
            }

            table[i] = c;
        }

        return table;
    }
}
