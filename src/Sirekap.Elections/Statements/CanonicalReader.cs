using System.Text;

namespace Sirekap.Elections.Statements;

/// <summary>
/// Reads canonical JSON and nothing else: every literal is where the grammar has it, no white space, integers without leading zeros,
/// strings of printable ASCII without quote or backslash. What it accepts therefore has exactly one encoding, and no key can be doubled,
/// missing or unknown. After the first error it reads nothing more; <see cref="Error"/> says where and what was expected.
/// </summary>
/// <remarks>Its reader's alone, on one thread: reading moves it. <c>default</c> stands at the end of nothing.</remarks>
public ref struct CanonicalReader
{
    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    public CanonicalReader(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>What was wrong, or null.</summary>
    public string? Error { get; private set; }

    public bool Failed => Error is not null;

    /// <summary>Reads this text or fails.</summary>
    public void Expect(ReadOnlySpan<byte> literal)
    {
        if (!Take(literal))
        {
            Fail($"expected {Encoding.UTF8.GetString(literal)}");
        }
    }

    /// <summary>Reads this text if it is next.</summary>
    public bool Take(ReadOnlySpan<byte> literal)
    {
        if (Error is null && _json[_at..].StartsWith(literal))
        {
            _at += literal.Length;
            return true;
        }

        return false;
    }

    /// <summary>Reads a string with its quotes; at most <paramref name="longest"/> bytes between them.</summary>
    public ReadOnlySpan<byte> String(int longest = 65535)
    {
        if (!Take("\""u8))
        {
            Fail("expected a string");
            return default;
        }

        var length = _json[_at..].IndexOf((byte)'"');
        if (length < 0 || length > longest)
        {
            Fail(length < 0 ? "the string does not end" : $"the string is longer than {longest}");
            return default;
        }

        var text = _json.Slice(_at, length);
        if (text.ContainsAnyExceptInRange((byte)' ', (byte)'~') || text.Contains((byte)'\\'))
        {
            Fail("a string holds only printable ASCII without quote or backslash");
            return default;
        }

        _at += length + 1;
        return text;
    }

    /// <summary>Reads an integer from 0 to <paramref name="largest"/>.</summary>
    public long Number(long largest)
    {
        if (Error is not null)
        {
            return 0;
        }

        var start = _at;
        long value = 0;
        while (_at < _json.Length && _json[_at] is >= (byte)'0' and <= (byte)'9' && _at - start < 18)
        {
            value = (10 * value) + (_json[_at++] - '0');
        }

        if (_at == start || (_json[start] == '0' && _at - start > 1) || value > largest)
        {
            _at = start;
            Fail(value > largest ? $"a number above {largest}" : "expected an integer without leading zeros");
            return 0;
        }

        return value;
    }

    /// <summary>Fails unless everything has been read.</summary>
    public void End()
    {
        if (_at != _json.Length)
        {
            Fail("expected the end");
        }
    }

    /// <summary>Notes the first error.</summary>
    public void Fail(string what) => Error ??= $"byte {_at}: {what}";
}
