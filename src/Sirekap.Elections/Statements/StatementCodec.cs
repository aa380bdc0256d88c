using System.Text;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Statements;

/// <summary>Statements to and from their one canonical line of JSON, without the newline that ends a note's text.</summary>
public static class StatementCodec
{
    /// <summary>Longest id of an election or code of a contest.</summary>
    public const int LongestId = 64;

    /// <summary>Most passages that a disclosure withholds.</summary>
    public const int MostExemptions = 64;

    /// <summary>Longest public key in base64; a P-256 SPKI has 124.</summary>
    internal const int LongestKey = 512;

    internal const int MostKeys = 16;
    internal const int MostPhotos = 64;
    internal const int MostChecks = 64;
    internal const int MostChoices = 4096;

    /// <summary>Writes a statement.</summary>
    public static byte[] Write(StatementHead head, Statement statement) => StatementWriter.Write(head, statement);

    /// <summary>Writes figures as a statement does: <c>,"votes":[…],"roll":[…]</c> …</summary>
    public static void WriteFields(CanonicalWriter w, FormFields fields) => FieldsCodec.Write(w, fields);

    /// <summary>Reads the head alone, as for entry 0 whose head is not yet known.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out StatementHead? head, out string? error)
    {
        var r = new CanonicalReader(line);
        r.Expect("{\"ledger\":"u8);
        var ledger = Encoding.ASCII.GetString(r.String(LongestId * 4));
        r.Expect(",\"election\":"u8);
        var election = Encoding.ASCII.GetString(r.String(LongestId));
        r.Expect(",\"rules\":"u8);
        var rules = r.Number(int.MaxValue);
        head = r.Failed ? null : new StatementHead(ledger, election, (int)rules);
        error = r.Error;
        return head is not null;
    }

    /// <summary>The bytes with which every statement under this head begins.</summary>
    public static byte[] Prefix(StatementHead head) =>
        new CanonicalWriter()
            .Raw("{\"ledger\":"u8)
            .String(head.Ledger)
            .Raw(",\"election\":"u8)
            .String(head.Election)
            .Raw(",\"rules\":"u8)
            .Number(head.Rules)
            .Raw(",\"kind\":\""u8)
            .Written.ToArray();

    /// <summary>Reads a statement that begins with this prefix (<see cref="Prefix"/>). Only the canonical encoding is read.</summary>
    /// <param name="line">The JSON, without a newline.</param>
    /// <param name="prefix">The head that it must bear.</param>
    /// <param name="error">Where it fails and what was expected there.</param>
    /// <returns>The statement, or null with <paramref name="error"/> set.</returns>
    public static Statement? Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> prefix, out string? error) =>
        StatementReader.Read(line, prefix, out error);
}
