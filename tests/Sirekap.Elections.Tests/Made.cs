using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests;

/// <summary>Generators that several tests share.</summary>
internal static class Made
{
    /// <summary>Codes of any tier, at home and overseas, close enough together to share regions.</summary>
    public static Gen<string> StationText { get; } =
        from overseas in Gen.Choose(0, 4)
        from regency in Gen.Elements("01", "02", "17", "99", "AA", "AZ", "BF", "Z9")
        from home in Gen.Elements("1101", "1102", "3171", "9603", "0000")
        from district in Gen.Elements("01", "02", "40")
        from village in Gen.Elements("0001", "1001", "2003", "9999")
        from number in Gen.OneOf(Gen.Choose(1, 12), Gen.Choose(899, 905), Gen.Choose(1, 999))
        select $"{(overseas == 0 ? "99" + regency : home)}{district}{village}{number:000}";

    public static Gen<string> RegionText { get; } =
        from station in StationText
        from length in Gen.Elements(0, 2, 4, 6, 10, 13)
        select length == 0 ? "0" : station[..length];

    public static Gen<RegionCode> Station { get; } = StationText.Select(RegionCode.Parse);

    public static Gen<RegionCode> Region { get; } = RegionText.Select(RegionCode.Parse);

    /// <summary>A figure as forms have it, now and then missing, zero or the largest there can be.</summary>
    public static Gen<int> Figure { get; } =
        Gen.Frequency(
            (1, Gen.Constant(FormFields.Missing)),
            (1, Gen.Constant(0)),
            (1, Gen.Constant(Fields.Largest)),
            (6, Gen.Choose(0, 400))
        );

    public static Gen<FormFields> Form(int choices) =>
        from votes in Figure.ArrayOf(choices)
        from counts in Figure.ArrayOf(Fields.Count)
        from keep in Gen.Elements(true, false).ArrayOf(Fields.Rows.Count)
        select new FormFields(votes, Without(counts, keep));

    /// <summary>Every reading of a text in which one byte is another, or one is gone or doubled.</summary>
    public static IEnumerable<byte[]> Mutations(byte[] text)
    {
        foreach (var at in Enumerable.Range(0, text.Length))
        {
            yield return [.. text[..at], .. text[(at + 1)..]];
            yield return [.. text[..at], text[at], .. text[at..]];
            foreach (var other in "0 19\"],}-\n\0zA"u8.ToArray().Append((byte)(text[at] ^ 1)).Append((byte)0xC3))
            {
                if (other != text[at])
                {
                    yield return [.. text[..at], other, .. text[(at + 1)..]];
                }
            }
        }
    }

    private static int[] Without(int[] counts, bool[] keep)
    {
        foreach (var (group, kept) in Fields.Rows.Zip(keep))
        {
            if (!kept)
            {
                counts.AsSpan((int)group.First, group.Length).Fill(FormFields.Missing);
            }
        }

        return counts;
    }
}
