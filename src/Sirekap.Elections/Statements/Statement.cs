namespace Sirekap.Elections.Statements;

/// <summary>
/// What can be said in a ledger. Each is one line of canonical JSON in a signed note; docs/ledger-format.md has the grammar. A kind of
/// statement is a folder beside this file: the statement with the blobs it names, and its <see cref="StatementKind"/>.
/// </summary>
public abstract record Statement
{
    /// <summary>
    /// The files that it names. Intake, followers, publication and withholding all read this and nothing else.
    /// </summary>
    public abstract IReadOnlyList<NamedBlob> Blobs { get; }

    /// <summary>The key that it enrols, P-256 SPKI; null for all that enrol none.</summary>
    public virtual byte[]? Enrols => null;
}
