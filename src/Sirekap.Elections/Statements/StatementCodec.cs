using System.Numerics;
using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Statements;

/// <summary>
/// Statements of one election to and from their one canonical line of JSON, without the newline that ends a note's text. Immutable; any
/// thread.
/// </summary>
public sealed class StatementCodec
{
    /// <summary>Longest id of an election or code of a contest.</summary>
    public const int LongestId = 64;

    private readonly byte[] _prefix;

    public StatementCodec(StatementHead head)
    {
        Head = head;
        _prefix = new CanonicalWriter()
            .Raw("{\"ledger\":"u8)
            .String(head.Ledger)
            .Raw(",\"election\":"u8)
            .String(head.Election)
            .Raw(",\"rules\":"u8)
            .Number(head.Rules.Version)
            .Raw(",\"kind\":\""u8)
            .Written.ToArray();
    }

    /// <summary>The head of all its statements.</summary>
    public StatementHead Head { get; }

    /// <summary>The bytes with which every statement under this head begins.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    /// <summary>Writes one statement under this head.</summary>
    public static byte[] Write(StatementHead head, Statement statement) => new StatementCodec(head).Write(statement);

    /// <summary>Writes figures as a statement does: <c>,"votes":[…],"roll":[…]</c> …</summary>
    public static void WriteFields<T>(CanonicalWriter w, Figures<T> fields)
        where T : struct, IBinaryInteger<T> => FieldsCodec.Write(w, fields);

    /// <summary>Reads the head alone, as for entry 0 whose head is not yet known.</summary>
    /// <param name="line">The JSON, without a newline.</param>
    /// <param name="head">The head as it is written.</param>
    /// <param name="error">Where it fails and what was expected there, or null.</param>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out WrittenHead head, out string? error)
    {
        var r = new CanonicalReader(line);
        r.Expect("{\"ledger\":"u8);
        var ledger = Encoding.ASCII.GetString(r.String(LongestId * 4));
        r.Expect(",\"election\":"u8);
        var election = Encoding.ASCII.GetString(r.String(LongestId));
        r.Expect(",\"rules\":"u8);
        head = new WrittenHead(ledger, election, (int)r.Number(int.MaxValue));
        error = r.Error;
        return !r.Failed;
    }

    /// <summary>Writes a statement.</summary>
    /// <exception cref="ArgumentException">It holds what no statement can, or these rules have no such kind.</exception>
    public byte[] Write(Statement statement)
    {
        var kind = Head.Rules.Statements.Of(statement);
        var w = new CanonicalWriter();
        w.Raw(_prefix).Raw(kind.Opening);
        kind.Write(w, statement);
        return w.Raw("}"u8).Written.ToArray();
    }

    /// <summary>Reads a statement under this head. Only the canonical encoding is read.</summary>
    /// <param name="line">The JSON, without a newline.</param>
    /// <param name="error">Where it fails and what was expected there.</param>
    /// <returns>The statement, or null with <paramref name="error"/> set.</returns>
    public Statement? Read(ReadOnlySpan<byte> line, out string? error)
    {
        var r = new CanonicalReader(line);
        r.Expect(_prefix);
        var found = Head.Rules.Statements.TryRead(ref r, out var statement);
        error = r.Error;
        return found ? statement : null;
    }
}
