using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sirekap.Elections.Regions;

/// <summary>
/// The published form of a tree: a line per village in the order of codes, <c>VILLAGE NUMBERS\n</c>, where the numbers are the last three
/// characters of its stations' codes as ascending ranges that are as long as they can be: <c>3171010001 1-3,5,901-902</c>. Where people
/// vote otherwise than usual (<see cref="VotingMethod"/>) the word stands behind the range: <c>9401010001 1-3:noken,4</c>. A list of
/// stations is written the same way. There is one text for one set of stations.
/// </summary>
public static class RegionTreeText
{
    /// <summary>
    /// Twelve times the nation of 2024. A line of 16 bytes can name 999 stations: a stranger's text must not fill a reader's memory.
    /// </summary>
    public const int MostStations = 10_000_000;

    /// <summary>Province 2, regency 2, district 2, village 4.</summary>
    private const int VillageLength = 10;

    /// <summary>Reads the canonical text and nothing else.</summary>
    /// <param name="text">ASCII, each line ended by a line feed; empty for no stations.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="error">The line by number and what was wrong in it.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out RegionTree? tree, [NotNullWhen(false)] out string? error)
    {
        var builder = new RegionTreeBuilder();
        tree = null;
        for (var line = 1; !text.IsEmpty; line++)
        {
            var length = text.IndexOf((byte)'\n');
            var wrong = length < 0 ? "the line does not end" : ReadLine(text[..length], builder);
            wrong ??= builder.Count > MostStations ? $"more than {MostStations} stations" : null;
            if (wrong is not null)
            {
                error = $"line {line}: {wrong}";
                return false;
            }

            text = text[(length + 1)..];
        }

        tree = builder.Done();
        error = null;
        return true;
    }

    internal static byte[] Encode(RegionTree tree)
    {
        var output = new ArrayBufferWriter<byte>(32 + (tree.RegionCount * 16));
        for (var region = 0; region < tree.RegionCount; region++)
        {
            if (tree.Region(region).Level != Level.Village)
            {
                continue;
            }

            var line = output.GetSpan(16);
            output.Advance(tree.Region(region).Format(line));
            var (first, end) = tree.StationsOf(region);
            var separator = (byte)' ';
            while (first < end)
            {
                var last = first;
                var method = tree.MethodOf(first);
                while (last + 1 < end && tree.NumberOf(last + 1) == tree.NumberOf(last) + 1 && tree.MethodOf(last + 1) == method)
                {
                    last++;
                }

                WriteNumber(output, separator, tree.NumberOf(first));
                if (last > first)
                {
                    WriteNumber(output, (byte)'-', tree.NumberOf(last));
                }

                if (method != VotingMethods.UsualOf(tree.Region(region)))
                {
                    output.Write(":"u8);
                    output.Write(Encoding.ASCII.GetBytes(VotingMethods.WordOf(method)));
                }

                separator = (byte)',';
                first = last + 1;
            }

            output.Write("\n"u8);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, byte before, int number)
    {
        var span = output.GetSpan(8);
        span[0] = before;
        Utf8Formatter.TryFormat(number, span[1..], out var written);
        output.Advance(written + 1);
    }

    private static string? ReadLine(ReadOnlySpan<byte> line, RegionTreeBuilder builder)
    {
        if (line.Length <= VillageLength || line[VillageLength] != ' ' || !RegionCode.TryParse(line[..VillageLength], out var village))
        {
            return "expected a village's code of 10 characters, a space and numbers";
        }

        if (builder.LastVillage >= village)
        {
            return $"{village} does not come after {builder.LastVillage}";
        }

        builder.Village(village);
        return ReadNumbers(line[(VillageLength + 1)..], village, builder);
    }

    private static string? ReadNumbers(ReadOnlySpan<byte> text, RegionCode village, RegionTreeBuilder builder)
    {
        // So low that the first range may begin at 1.
        var (last, before) = (-1, VotingMethods.UsualOf(village));
        while (true)
        {
            if (!TakeNumber(ref text, out var from))
            {
                return "expected a number from 1 to 999 without leading zeros";
            }

            var to = from;
            if (!text.IsEmpty && text[0] == '-')
            {
                text = text[1..];
                if (!TakeNumber(ref text, out to) || to <= from)
                {
                    return $"expected a number above {from} to end its range";
                }
            }

            if (!TakeMethod(ref text, village, out var method))
            {
                return $"expected one of {VotingMethods.WordsOf(village)} after the colon, and not the first, which is not written";
            }

            if (from <= last || (from == last + 1 && method == before))
            {
                return $"{from} is not apart from {last}: ranges ascend and are as long as they can be";
            }

            (last, before) = (to, method);
            for (var number = from; number <= to; number++)
            {
                builder.Number(number, method);
            }

            if (text.IsEmpty)
            {
                return null;
            }

            if (text[0] != ',')
            {
                return "expected a comma between ranges";
            }

            text = text[1..];
        }
    }

    /// <summary>The method of a range, the usual one where no colon follows.</summary>
    private static bool TakeMethod(ref ReadOnlySpan<byte> text, RegionCode village, out VotingMethod method)
    {
        method = VotingMethods.UsualOf(village);
        if (text.IsEmpty || text[0] != ':')
        {
            return true;
        }

        text = text[1..];
        var end = text.IndexOf((byte)',');
        var word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return VotingMethods.TryRead(word, village, out method);
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        var length = 0;
        while (length < text.Length && length < 3 && text[length] is >= (byte)'0' and <= (byte)'9')
        {
            number = (10 * number) + (text[length++] - '0');
        }

        var canonical = length > 0 && text[0] != '0';
        text = text[length..];
        return canonical;
    }
}
