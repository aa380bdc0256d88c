using System.Buffers.Text;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Writes the JSON that <see cref="CanonicalReader"/> reads, into memory that it keeps.</summary>
public sealed class CanonicalWriter
{
    private const int LongestNumber = 20;
    private const int LongestRegion = 13;

    private byte[] _buffer = new byte[1024];
    private int _count;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _count);

    /// <summary>Begins anew, keeping the memory.</summary>
    public void Clear() => _count = 0;

    public CanonicalWriter Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Space(json.Length));
        _count += json.Length;
        return this;
    }

    /// <summary>Writes a string with its quotes; throws when it holds anything but printable ASCII without quote or backslash.</summary>
    public CanonicalWriter String(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.AsSpan().ContainsAny('"', '\\'))
        {
            throw new ArgumentException("a statement's string holds only printable ASCII without quote or backslash", nameof(text));
        }

        var space = Quoted(text.Length);
        System.Text.Encoding.ASCII.GetBytes(text, space);
        return this;
    }

    public CanonicalWriter Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Utf8Formatter.TryFormat(value, Space(LongestNumber), out var written);
        _count += written;
        return this;
    }

    public CanonicalWriter Base64(ReadOnlySpan<byte> bytes) => String(Convert.ToBase64String(bytes));

    public CanonicalWriter Region(RegionCode region)
    {
        Span<byte> ascii = stackalloc byte[LongestRegion];
        var length = region.Format(ascii);
        ascii[..length].CopyTo(Quoted(length));
        return this;
    }

    public CanonicalWriter Time(Timestamp time)
    {
        time.Format(Quoted(Timestamp.Length));
        return this;
    }

    public CanonicalWriter Key(KeyName name)
    {
        name.Format(Quoted(KeyName.Length));
        return this;
    }

    /// <summary>Room for a text of this length between quotes, which are there already.</summary>
    private Span<byte> Quoted(int length)
    {
        var space = Space(length + 2);
        space[0] = (byte)'"';
        space[length + 1] = (byte)'"';
        _count += length + 2;
        return space.Slice(1, length);
    }

    private Span<byte> Space(int length)
    {
        if (_buffer.Length - _count < length)
        {
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _count + length));
        }

        return _buffer.AsSpan(_count);
    }
}
