using System.Buffers.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Writes the JSON that <see cref="CanonicalReader"/> reads, into memory that it keeps.</summary>
public sealed class CanonicalWriter
{
    /// <summary>Digits of the largest 64-bit number, and one more.</summary>
    private const int LongestNumber = 20;

    /// <summary>Characters of a station's code.</summary>
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

    /// <summary>A choice: its number, and a party's candidate's after the party's.</summary>
    public CanonicalWriter Choice(Choice choice)
    {
        Raw("["u8).Number(choice.Number);
        return (choice.Candidate == 0 ? this : Raw(","u8).Number(choice.Candidate)).Raw("]"u8);
    }

    public CanonicalWriter Time(Timestamp time)
    {
        time.Format(Quoted(Timestamp.Length));
        return this;
    }

    /// <summary><c>,"dated":"…"</c>, or nothing.</summary>
    public CanonicalWriter Dated(Timestamp? time) => time is { } dated ? Raw(",\"dated\":"u8).Time(dated) : this;

    public CanonicalWriter Key(KeyName name)
    {
        name.Format(Quoted(KeyName.Length));
        return this;
    }

    public CanonicalWriter Holder(Holder holder)
    {
        holder.Format(Quoted(Statements.Holder.Length));
        return this;
    }

    public CanonicalWriter Digest(Digest digest) => String(digest.ToString());

    /// <summary><c>{"sha256":"…","bytes":…}</c>.</summary>
    public CanonicalWriter Blob(BlobReference blob) =>
        Raw("{\"sha256\":"u8).Digest(blob.Sha256).Raw(",\"bytes\":"u8).Number(blob.Bytes).Raw("}"u8);

    /// <summary><c>,"text":{"sha256":"…","bytes":…}</c>, or nothing.</summary>
    public CanonicalWriter Text(BlobReference? text) => text is null ? this : Raw(",\"text\":"u8).Blob(text);

    /// <summary><c>,"contest":"…","station":"…"</c>.</summary>
    public CanonicalWriter Place(string contest, RegionCode station) =>
        Raw(",\"contest\":"u8).String(contest).Raw(",\"station\":"u8).Region(station);

    /// <summary>Texts between brackets, after what opens the first; nothing at all where there are none.</summary>
    public CanonicalWriter List<T>(ReadOnlySpan<byte> opening, IReadOnlyList<T> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            Raw(i == 0 ? opening : ","u8).String(items[i]!.ToString()!);
        }

        return items.Count > 0 ? Raw("]"u8) : this;
    }

    /// <summary><c>[0,2]</c>: places in a list, ascending.</summary>
    public CanonicalWriter Places(IReadOnlyList<int> places)
    {
        Raw("["u8);
        for (var i = 0; i < places.Count; i++)
        {
            (i == 0 ? this : Raw(","u8)).Number(places[i]);
        }

        return Raw("]"u8);
    }

    /// <summary><c>,"paper":{"signed":[…],"refused":[…]}</c>, or nothing.</summary>
    public CanonicalWriter Paper(PaperSignatures? paper) =>
        paper is null
            ? this
            : Raw(",\"paper\":{\"signed\":"u8).Places(paper.Signed).Raw(",\"refused\":"u8).Places(paper.Refused).Raw("}"u8);

    /// <summary><c>["pps",0,2]</c>: those to whom a copy is due.</summary>
    public CanonicalWriter Recipients(Recipients recipients)
    {
        Raw(recipients.Village ? "[\"pps\""u8 : "["u8);
        for (var i = 0; i < recipients.Watchers.Count; i++)
        {
            (i == 0 && !recipients.Village ? this : Raw(","u8)).Number(recipients.Watchers[i]);
        }

        return Raw("]"u8);
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
