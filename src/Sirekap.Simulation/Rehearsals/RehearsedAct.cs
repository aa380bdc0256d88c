using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>What is to become of an act, by the rules and before anybody is asked.</summary>
public enum Expected : byte
{
    /// <summary>It is new, and taken.</summary>
    Stands,

    /// <summary>It stood before: the first receipt comes again.</summary>
    StandsAlready,

    /// <summary>It is refused, by a name.</summary>
    Refused,
}

/// <summary>Something that somebody sends to the server: a statement, words, or a photo.</summary>
/// <param name="At">When; never before the act before it.</param>
/// <param name="What">What it is, for the report: a statement's kind, <c>photo</c> or <c>blob</c>.</param>
/// <param name="Bytes">What is sent.</param>
/// <param name="Expected">What is to become of it.</param>
public sealed record RehearsedAct(Timestamp At, string What, byte[] Bytes, Expected Expected)
{
    /// <summary>The type of a statement.</summary>
    public const string Note = "text/plain";

    /// <summary>Where it is sent, below the API's root.</summary>
    public string Path { get; init; } = "statements";

    public string ContentType { get; init; } = Note;

    /// <summary>The header by which a blob or photo is signed; null for statements, which are signed themselves.</summary>
    public string? Signature { get; init; }

    /// <summary>By which name it is refused, the record's or the server's; null where it is taken.</summary>
    public string? Name { get; init; }

    /// <summary>What a statement says; null for what is none, or is refused.</summary>
    public Statement? Statement { get; init; }

    /// <summary>The hash under which a blob or photo is stored.</summary>
    public Digest? Stored { get; init; }

    public Carriage Carriage { get; init; }

    /// <summary>What is tried or goes wrong by it.</summary>
    public Trouble Trouble { get; init; }

    public bool IsStatement => Path == "statements";

    public override string ToString() => $"{At} {What}{(Trouble == Trouble.None ? "" : $" ({Trouble})")}";
}
