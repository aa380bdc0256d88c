using System.Buffers.Binary;
using System.Text;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// A TrueType font (OpenType 1.9, tables cmap, glyf, head, hhea, hmtx, loca, maxp) from which the letters that a document needs are taken
/// into it. Letters that join or stand over one another, as in Arabic or Javanese, need a shaping that is not done here: they are lacking.
/// </summary>
/// <remarks>Immutable; any number of threads may read it.</remarks>
public sealed class PrintFont
{
    /// <summary>A glyph made of others: each part has its number here, and these flags say how long its entry is.</summary>
    private const int WordArguments = 1;
    private const int Scale = 8;
    private const int MoreParts = 32;
    private const int TwoScales = 64;
    private const int TwoByTwo = 128;

    /// <summary>The tables that a printer needs, in the order of a font file.</summary>
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    /// <summary>Blocks of Unicode whose letters stand one after the other, from left to right, each by itself.</summary>
    private static readonly (char First, char Last)[] Plain =
    [
        (' ', '~'),
        ('\u00A0', '\u02FF'),
        ('\u0370', '\u0482'),
        ('\u048A', '\u058F'),
        ('\u1E00', '\u1FFF'),
        ('\u2010', '\u2027'),
        ('\u2030', '\u205E'),
        ('\u2070', '\u209F'),
        ('\u20A0', '\u20BF'),
        ('\u2100', '\u22FF'),
    ];

    private readonly byte[] _file;
    private readonly Dictionary<string, (int At, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<char, int> _glyphs = [];
    private readonly int _unitsPerEm;
    private readonly int _widths;
    private readonly bool _longPlaces;

    /// <param name="name">Its PostScript name.</param>
    /// <param name="file">The bytes of a .ttf file.</param>
    /// <exception cref="InvalidDataException">It is no such font.</exception>
    public PrintFont(string name, byte[] file)
    {
        (Name, _file) = (name, file);
        try
        {
            for (var i = 0; i < U16(4); i++)
            {
                var at = 12 + (16 * i);
                _tables[Encoding.ASCII.GetString(file, at, 4)] = ((int)U32(at + 8), (int)U32(at + 12));
            }

            _unitsPerEm = U16(_tables["head"].At + 18);
            _longPlaces = U16(_tables["head"].At + 50) == 1;
            _widths = U16(_tables["hhea"].At + 34);
            ReadLetters();
        }
        catch (Exception e) when (e is KeyNotFoundException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{name} is no TrueType font: {e.Message}", e);
        }
    }

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    /// <summary>How far it reaches, in thousandths of its size: left, bottom, right, top.</summary>
    public IReadOnlyList<int> Box =>
        [
            .. new[] { 36, 38, 40, 42 }.Select(offset =>
                Thousandths(BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(_tables["head"].At + offset)))
            ),
        ];

    /// <summary>The first letter of a text that cannot be printed as it is, or null.</summary>
    public Rune? Lacks(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || !_glyphs.ContainsKey((char)rune.Value))
            {
                return rune;
            }
        }

        return null;
    }

    /// <summary>The number of a letter's glyph.</summary>
    public int Glyph(char letter) => _glyphs[letter];

    /// <summary>Width of a glyph in thousandths of the size.</summary>
    public int Width(int glyph) => Thousandths(U16(_tables["hmtx"].At + (4 * Math.Min(glyph, _widths - 1))));

    /// <summary>Width of a text in the unit of its size.</summary>
    public double Width(string text, double size) => text.Sum(letter => Width(Glyph(letter))) * size / 1000;

    /// <summary>A font with these glyphs alone, under the numbers that they have here.</summary>
    public byte[] Subset(IEnumerable<int> glyphs)
    {
        var used = new SortedSet<int>(glyphs) { 0 };
        foreach (var glyph in used.ToList())
        {
            AddParts(glyph, used);
        }

        var count = U16(_tables["maxp"].At + 4);
        var (shapes, places) = (new MemoryStream(), new byte[4 * (count + 1)]);
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * glyph), (uint)shapes.Length);
            if (used.Contains(glyph))
            {
                shapes.Write(Shape(glyph));
                shapes.Write(new byte[(4 - (int)(shapes.Length % 4)) % 4]);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * count), (uint)shapes.Length);
        var head = Table("head").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        return Assemble([
            .. Kept.Where(_tables.ContainsKey)
                .Select(name =>
                    (
                        name,
                        name switch
                        {
                            "glyf" => shapes.ToArray(),
                            "loca" => places,
                            "head" => head,
                            _ => Table(name).ToArray(),
                        }
                    )
                ),
        ]);
    }

    private static byte[] Assemble(IReadOnlyList<(string Name, byte[] Bytes)> tables)
    {
        var at = 12 + (16 * tables.Count);
        var font = new byte[at + tables.Sum(table => (table.Bytes.Length + 3) / 4 * 4)];
        var log = 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)tables.Count);
        Put32(font, 0, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(6), (ushort)(16 << log));
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(8), (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(10), (ushort)((16 * tables.Count) - (16 << log)));
        var head = 0;
        for (var i = 0; i < tables.Count; i++)
        {
            var (name, bytes) = tables[i];
            bytes.CopyTo(font, at);
            if (name == "head")
            {
                head = at;
                Put32(font, at + 8, 0);
            }

            var entry = 12 + (16 * i);
            Encoding.ASCII.GetBytes(name).CopyTo(font, entry);
            Put32(font, entry + 4, Sum(font.AsSpan(at, (bytes.Length + 3) / 4 * 4)));
            Put32(font, entry + 8, (uint)at);
            Put32(font, entry + 12, (uint)bytes.Length);
            at += (bytes.Length + 3) / 4 * 4;
        }

        // OpenType: what the whole file is to add up to.
        Put32(font, head + 8, unchecked(0xB1B0AFBA - Sum(font)));
        return font;
    }

    private static uint Sum(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (var i = 0; i < words.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words[i..]));
        }

        return sum;
    }

    private static void Put32(byte[] to, int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(to.AsSpan(at), value);

    /// <summary>cmap, the table of Windows' Unicode, format 4: every font for it has one.</summary>
    private void ReadLetters()
    {
        var cmap = _tables["cmap"].At;
        var table = Enumerable
            .Range(0, U16(cmap + 2))
            .Select(i => cmap + 4 + (8 * i))
            .Where(at => U16(at) == 3 && U16(at + 2) == 1)
            .Select(at => cmap + (int)U32(at + 4))
            .First(at => U16(at) == 4);
        var segments = U16(table + 6) / 2;
        var (ends, starts) = (table + 14, table + 16 + (2 * segments));
        for (var i = 0; i < segments; i++)
        {
            var offset = starts + (4 * segments) + (2 * i);
            for (int letter = U16(starts + (2 * i)); letter <= U16(ends + (2 * i)) && letter < 0xFFFF; letter++)
            {
                var glyph = U16(offset) == 0 ? letter : U16(offset + U16(offset) + (2 * (letter - U16(starts + (2 * i)))));
                glyph = glyph == 0 ? 0 : (glyph + U16(starts + (2 * segments) + (2 * i))) & 0xFFFF;
                if (glyph != 0 && Plain.Any(block => letter >= block.First && letter <= block.Last))
                {
                    _glyphs[(char)letter] = glyph;
                }
            }
        }
    }

    private void AddParts(int glyph, SortedSet<int> used)
    {
        var shape = Shape(glyph);
        if (shape.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(shape) >= 0)
        {
            return;
        }

        var (at, flags) = (10, MoreParts);
        while ((flags & MoreParts) != 0)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(shape[at..]);
            int part = BinaryPrimitives.ReadUInt16BigEndian(shape[(at + 2)..]);
            if (used.Add(part))
            {
                AddParts(part, used);
            }

            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at +=
                (flags & TwoByTwo) != 0 ? 8
                : (flags & TwoScales) != 0 ? 4
                : (flags & Scale) != 0 ? 2
                : 0;
        }
    }

    private ReadOnlySpan<byte> Shape(int glyph)
    {
        var (from, to) = (Place(glyph), Place(glyph + 1));
        return Table("glyf")[from..to];
    }

    private int Place(int glyph) => _longPlaces ? (int)U32(_tables["loca"].At + (4 * glyph)) : 2 * U16(_tables["loca"].At + (2 * glyph));

    private ReadOnlySpan<byte> Table(string name) => _file.AsSpan(_tables[name].At, _tables[name].Length);

    private int Thousandths(int units) => (int)Math.Round(units * 1000.0 / _unitsPerEm);

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));
}
