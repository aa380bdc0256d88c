using System.Globalization;
using System.Text;

namespace Sirekap.Fuzz;

/// <summary>Changes inputs: bytes at random, words and numbers of the grammar, lines, and pieces of other inputs.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> words, int longest)
{
    private static readonly byte[] Odd =
    [
        0x00,
        0x01,
        0x09,
        0x0A,
        0x0D,
        0x20,
        0x22,
        0x2D,
        0x2F,
        0x30,
        0x39,
        0x5C,
        0x7F,
        0x80,
        0xC0,
        0xE2,
        0xF4,
        0xFE,
        0xFF,
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "1",
        "2",
        "9",
        "00",
        "01",
        "-1",
        "+1",
        "1.0",
        "1e3",
        "255",
        "256",
        "257",
        "65535",
        "65536",
        "999",
        "1000",
        "999999",
        "1000000",
        "2147483647",
        "2147483648",
        "4294967296",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551616",
        "99999999999999999999999",
    ];

    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> others)
    {
        var bytes = new List<byte>(input);
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
        {
            Change(bytes, others);
        }

        if (bytes.Count > longest)
        {
            bytes.RemoveRange(longest, bytes.Count - longest);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> others)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(1 + random.Next(1 << random.Next(1, 8)), bytes.Count - at);
        switch (random.Next(14))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = random.Next(2) == 0 ? Odd[random.Next(Odd.Length)] : (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4 when words.Count > 0:
                bytes.InsertRange(at, words[random.Next(words.Count)]);
                break;
            case 5 when words.Count > 0:
                ReplaceWord(bytes);
                break;
            case 6:
                ReplaceNumber(bytes, at);
                break;
            case 7:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 8:
                Splice(bytes, at, others[random.Next(others.Count)]);
                break;
            case 9:
                ChangeLines(bytes);
                break;
            case 10:
                Repeat(bytes, at, length);
                break;
            case 11:
                bytes.Insert(at, (byte)random.Next(256));
                break;
            case 12 when at < bytes.Count:
                SameKind(bytes, at);
                break;
            default:
                Exchange(bytes, at, length);
                break;
        }
    }

    private void ReplaceWord(List<byte> bytes)
    {
        var old = words[random.Next(words.Count)];
        var from = random.Next(bytes.Count + 1);
        var found = bytes.ToArray().AsSpan(from).IndexOf(old);
        if (found >= 0)
        {
            bytes.RemoveRange(from + found, old.Length);
            bytes.InsertRange(from + found, words[random.Next(words.Count)]);
        }
    }

    private void ReplaceNumber(List<byte> bytes, int from)
    {
        var start = bytes.FindIndex(from, b => b is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
        {
            return;
        }

        var end = start;
        while (end < bytes.Count && bytes[end] is >= (byte)'0' and <= (byte)'9')
        {
            end++;
        }

        var known = long.TryParse(
            Encoding.ASCII.GetString([.. bytes.GetRange(start, end - start)]),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        );
        bytes.RemoveRange(start, end - start);
        var other =
            known && number < long.MaxValue / 2 && random.Next(2) == 0
                ? Math.Max(0, number + random.Next(-2, 3)).ToString(CultureInfo.InvariantCulture)
                : Numbers[random.Next(Numbers.Length)];
        bytes.InsertRange(start, Encoding.ASCII.GetBytes(other));
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        var from = random.Next(other.Length + 1);
        var count = random.Next(other.Length - from + 1);
        if (random.Next(2) == 0)
        {
            bytes.RemoveRange(at, Math.Min(count, bytes.Count - at));
        }

        bytes.InsertRange(at, other.AsSpan(from, count).ToArray());
    }

    private void ChangeLines(List<byte> bytes)
    {
        var lines = Encoding.Latin1.GetString([.. bytes]).Split('\n').ToList();
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(3))
        {
            case 0:
                lines.RemoveAt(one);
                break;
            case 1:
                lines.Insert(other, lines[one]);
                break;
            default:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
        }

        bytes.Clear();
        bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private void Repeat(List<byte> bytes, int at, int length)
    {
        var piece = bytes.GetRange(at, length);
        for (var times = 1 << random.Next(1, 9); times > 0 && bytes.Count < longest; times--)
        {
            bytes.InsertRange(at, piece);
        }
    }

    /// <summary>A digit for a digit, a letter for a letter: what stays within the grammar.</summary>
    private void SameKind(List<byte> bytes, int at) =>
        bytes[at] = (char)bytes[at] switch
        {
            >= '0' and <= '9' => (byte)('0' + random.Next(10)),
            >= 'a' and <= 'z' => (byte)('a' + random.Next(26)),
            >= 'A' and <= 'Z' => (byte)('A' + random.Next(26)),
            _ => (byte)random.Next(32, 127),
        };

    private void Exchange(List<byte> bytes, int at, int length)
    {
        var piece = bytes.GetRange(at, length);
        bytes.RemoveRange(at, length);
        bytes.InsertRange(random.Next(bytes.Count + 1), piece);
    }
}
