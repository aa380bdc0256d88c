using System.Buffers;
using System.Buffers.Text;

namespace Sirekap.Elections.Statements;

/// <summary>Writes the JSON that <see cref="CanonicalReader"/> reads.</summary>
public sealed class CanonicalWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    /// <summary>Begins anew, keeping the memory.</summary>
    public void Clear() => _buffer.ResetWrittenCount();

    public CanonicalWriter Raw(ReadOnlySpan<byte> json)
    {
        _buffer.Write(json);
        return this;
    }

    /// <summary>Writes a string with its quotes; throws when it holds anything but printable ASCII without quote or backslash.</summary>
    public CanonicalWriter String(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.AsSpan().ContainsAny('"', '\\'))
        {
            throw new ArgumentException("a statement's string holds only printable ASCII without quote or backslash", nameof(text));
        }

        Raw("\""u8);
        System.Text.Encoding.ASCII.GetBytes(text, _buffer.GetSpan(text.Length));
        _buffer.Advance(text.Length);
        return Raw("\""u8);
    }

    public CanonicalWriter Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var span = _buffer.GetSpan(20);
        Utf8Formatter.TryFormat(value, span, out var written);
        _buffer.Advance(written);
        return this;
    }

    public CanonicalWriter Base64(ReadOnlySpan<byte> bytes) => String(Convert.ToBase64String(bytes));
}
