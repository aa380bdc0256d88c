using System.Buffers;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Records of a CSV text (RFC 4180: commas, quotes doubled within quotes, LF or CRLF), one after the other. Unlike a general reader it
/// comes back from a stray quote: a record that does not hold costs its first line and no more, so that the rows after it are not
/// swallowed.
/// </summary>
internal sealed class CsvText(ReadOnlyMemory<byte> text)
{
    /// <summary>The widest table of the commission has some dozens of columns; a line with more would be kept as a million cells.</summary>
    public const int MostCells = 1000;

    /// <summary>A quote that is not closed within so many bytes is a stray one.</summary>
    private const int LongestRecord = 1 << 16;

    private static readonly SearchValues<byte> CellEnds = SearchValues.Create(",\n"u8);

    private readonly List<(int Start, int Length, bool Escaped)> _cells = [];
    private int _recordStart;
    private int _next;
    private int _nextLine = 1;

    /// <summary>The line on which the record begins.</summary>
    public int Line { get; private set; }

    /// <summary>How many cells the record has.</summary>
    public int Count => _cells.Count;

    /// <summary>What is wrong with the record, or null.</summary>
    public string? Flaw { get; private set; }

    /// <summary>The cell's bytes, without its quotes.</summary>
    public ReadOnlySpan<byte> this[int cell]
    {
        get
        {
            var (start, length, escaped) = _cells[cell];
            var raw = text.Span.Slice(start, length);
            return escaped ? Unescape(raw) : raw;
        }
    }

    /// <summary>Goes on to the next record that is not blank.</summary>
    public bool Next()
    {
        var span = text.Span;
        while (_next < span.Length && IsBlank(span[_next..], out var blank))
        {
            _next += blank;
            _nextLine++;
        }

        if (_next >= span.Length)
        {
            return false;
        }

        _recordStart = _next;
        Line = _nextLine;
        Flaw = null;
        _cells.Clear();
        Flaw = Read(span);
        if (Flaw is not null)
        {
            GiveUp();
        }

        return true;
    }

    /// <summary>The record was none: goes on behind its first line.</summary>
    public void GiveUp()
    {
        var end = text.Span[_recordStart..].IndexOf((byte)'\n');
        _next = end < 0 ? text.Length : _recordStart + end + 1;
        _nextLine = Line + 1;
    }

    private static bool IsBlank(ReadOnlySpan<byte> rest, out int length)
    {
        length =
            rest[0] == '\n' ? 1
            : rest.StartsWith("\r\n"u8) ? 2
            : 0;
        return length > 0;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> raw)
    {
        var cell = new List<byte>(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            cell.Add(raw[i]);
            i += raw[i] == '"' ? 1 : 0;
        }

        return [.. cell];
    }

    private string? Read(ReadOnlySpan<byte> span)
    {
        var at = _recordStart;
        while (true)
        {
            var quoted = at < span.Length && span[at] == '"';
            if (quoted)
            {
                if (Quoted(span, ref at) is { } flaw)
                {
                    return flaw;
                }
            }
            else
            {
                var length = span[at..].IndexOfAny(CellEnds);
                var end = length < 0 ? span.Length : at + length;
                var last = end == span.Length || span[end] == '\n';
                _cells.Add((at, (last && end > at && span[end - 1] == '\r' ? end - 1 : end) - at, false));
                at = end;
            }

            if (_cells.Count > MostCells)
            {
                return $"more than {MostCells} columns";
            }

            if (quoted && at + 1 < span.Length && span[at] == '\r' && span[at + 1] == '\n')
            {
                at++;
            }

            if (at >= span.Length || span[at] == '\n')
            {
                _next = Math.Min(at + 1, span.Length);
                _nextLine++;
                return null;
            }

            if (span[at] != ',')
            {
                return "text after a closing quote";
            }

            at++;
        }
    }

    private string? Quoted(ReadOnlySpan<byte> span, ref int at)
    {
        var start = ++at;
        var escaped = false;
        var limit = Math.Min(span.Length, _recordStart + LongestRecord);
        while (true)
        {
            var length = at < limit ? span[at..limit].IndexOf((byte)'"') : -1;
            if (length < 0)
            {
                return "a quote that is not closed";
            }

            at += length + 1;
            if (at >= span.Length || span[at] != '"')
            {
                break;
            }

            escaped = true;
            at++;
        }

        _cells.Add((start, at - 1 - start, escaped));
        _nextLine += span[start..(at - 1)].Count((byte)'\n');
        return null;
    }
}
