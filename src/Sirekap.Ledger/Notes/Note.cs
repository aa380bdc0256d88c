using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Sirekap.Ledger.Notes;

/// <summary>
/// A signed note (C2SP signed-note): text, an empty line, then 1 to 16 signature lines. What parses equals its own encoding
/// byte for byte. Nothing in it is to be believed before a signature has been verified.
/// </summary>
public sealed class Note
{
    /// <summary>The most signature lines that a note may have; the specification asks that 16 be accepted.</summary>
    public const int MaxSignatures = 16;

    /// <summary>Bytes that stand before a signature (C2SP signed-note).</summary>
    private const int KeyIdLength = 4;

    // No control characters but newline (signed-note, Format).
    private static readonly SearchValues<byte> Control = SearchValues.Create([
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        24,
        25,
        26,
        27,
        28,
        29,
        30,
        31,
    ]);

    private readonly NoteSignature[] _signatures;

    private Note(ReadOnlyMemory<byte> bytes, int textLength, NoteSignature[] signatures)
    {
        Bytes = bytes;
        Text = bytes[..textLength];
        _signatures = signatures;
    }

    /// <summary>The whole note.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What is signed: the text with its final newline, without the empty line after it.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>The signatures in their order.</summary>
    public IReadOnlyList<NoteSignature> Signatures => _signatures;

    /// <summary>The start of a signature line: em dash and space.</summary>
    private static ReadOnlySpan<byte> LineStart => "\u2014 "u8;

    /// <summary>
    /// Reads a note, strictly. The note keeps the memory that it is given; the caller must not write to it afterwards.
    /// </summary>
    /// <param name="error">What is wrong, with the number of the signature line where it concerns one.</param>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Note? note, [NotNullWhen(false)] out string? error)
    {
        note = null;
        var span = bytes.Span;
        error = CheckCharacters(span);
        if (error is not null)
        {
            return false;
        }

        var textEnd = span.LastIndexOf("\n\n"u8);
        if (textEnd < 0)
        {
            return Fail("note has no empty line between its text and its signatures", out error);
        }

        if (span[^1] != '\n')
        {
            return Fail("note does not end with a newline", out error);
        }

        var lines = bytes[(textEnd + 2)..];
        var count = lines.Span.Count((byte)'\n');
        if (count == 0)
        {
            return Fail("note has no signature", out error);
        }

        if (count > MaxSignatures)
        {
            return Fail($"note has {count} signatures, more than {MaxSignatures}", out error);
        }

        var read = new NoteSignature[count];
        for (var i = 0; i < count; i++)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            error = ReadSignature(lines[..end], out read[i]);
            if (error is not null)
            {
                return Fail($"signature line {i + 1}: {error}", out error);
            }

            lines = lines[(end + 1)..];
        }
        note = new Note(bytes, textEnd + 1, read);
        return true;
    }

    /// <summary>Writes a note.</summary>
    /// <param name="text">Valid UTF-8 without control characters but newline, ending with a newline.</param>
    /// <param name="signatures">One to 16.</param>
    /// <exception cref="ArgumentException">The text, a name or the number of signatures is not allowed in a note.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> text, IEnumerable<NoteSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        if (CheckCharacters(text) is { } flaw)
        {
            throw new ArgumentException(flaw, nameof(text));
        }

        if (text.IsEmpty || text[^1] != '\n')
        {
            throw new ArgumentException("note text does not end with a newline", nameof(text));
        }

        var writer = new ArrayBufferWriter<byte>(text.Length + 160);
        writer.Write(text);
        writer.Write("\n"u8);
        var count = 0;
        foreach (var signature in signatures)
        {
            WriteSignature(writer, signature);
            count++;
        }
        if (count is 0 or > MaxSignatures)
        {
            throw new ArgumentException($"a note has 1 to {MaxSignatures} signatures, not {count}", nameof(signatures));
        }

        return writer.WrittenSpan.ToArray();
    }

    private static void WriteSignature(ArrayBufferWriter<byte> writer, NoteSignature signature)
    {
        if (!KeyNames.IsValid(signature.KeyNameUtf8.Span) || signature.Signature.IsEmpty)
        {
            throw new ArgumentException($"signature of \"{signature.KeyName}\" has an invalid key name or is empty", nameof(signature));
        }

        var raw = new byte[KeyIdLength + signature.Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(raw, signature.KeyId);
        signature.Signature.Span.CopyTo(raw.AsSpan(KeyIdLength));
        writer.Write(LineStart);
        writer.Write(signature.KeyNameUtf8.Span);
        writer.Write(" "u8);
        Base64.EncodeToUtf8(raw, writer.GetSpan(Base64Text.EncodedLength(raw.Length)), out _, out var written);
        writer.Advance(written);
        writer.Write("\n"u8);
    }

    private static string? CheckCharacters(ReadOnlySpan<byte> span)
    {
        var control = span.IndexOfAny(Control);
        if (control >= 0)
        {
            return $"note has the control character 0x{span[control]:x2} at byte {control}";
        }

        return Utf8.IsValid(span) ? null : "note is not valid UTF-8";
    }

    private static string? ReadSignature(ReadOnlyMemory<byte> line, out NoteSignature signature)
    {
        signature = default;
        if (!line.Span.StartsWith(LineStart))
        {
            return "does not begin with an em dash and a space";
        }

        var rest = line[LineStart.Length..];
        var space = rest.Span.IndexOf((byte)' ');
        if (space < 0)
        {
            return "has no space between key name and signature";
        }

        var name = rest[..space];
        if (!KeyNames.IsValid(name.Span))
        {
            return $"\"{Encoding.UTF8.GetString(name.Span)}\" is not a key name";
        }

        var raw = Base64Text.Decode(rest.Span[(space + 1)..]);
        if (raw is null)
        {
            return "signature is not canonical base64";
        }

        if (raw.Length <= KeyIdLength)
        {
            return "signature is shorter than a key identifier and one byte";
        }

        signature = new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(raw), raw.AsMemory(KeyIdLength));
        return null;
    }

    private static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
