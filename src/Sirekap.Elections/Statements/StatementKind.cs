using System.Text;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>Whose signatures a statement bears.</summary>
public enum Signers : byte
{
    /// <summary>One enrolled key.</summary>
    One,

    /// <summary>The log.</summary>
    Log,

    /// <summary>
    /// One enrolled key, which proposes: others say <see cref="Agree"/> until they are as many as the definition's quorum.
    /// </summary>
    Several,

    /// <summary>
    /// At least a quorum of the roots that it names, each a signature line: entry 0 alone, before which there is nobody to propose to.
    /// </summary>
    Founders,
}

/// <summary>
/// A kind of statement: its name, its one encoding with both directions side by side, whose signatures it bears, its title in both
/// languages and examples of it. A <see cref="Rules.RuleSet"/> lists the kinds that can be said under it.
/// </summary>
public abstract class StatementKind
{
    private readonly byte[] _opening;

    private protected StatementKind(string name, Signers signers, Bilingual title)
    {
        (Name, Signers, Title) = (name, signers, title);
        _opening = Encoding.ASCII.GetBytes(name + "\"");
    }

    /// <summary>Its name in the encoding.</summary>
    public string Name { get; }

    public Signers Signers { get; }

    /// <summary>What people call it.</summary>
    public Bilingual Title { get; }

    /// <summary>The type of its statements.</summary>
    public abstract Type Type { get; }

    /// <summary>At least one of it with every optional member, and one without: for documents, seeds and tests.</summary>
    public abstract IReadOnlyList<Statement> Examples { get; }

    /// <summary>The kind's name with the quote that ends it, as it follows <c>"kind":"</c>.</summary>
    internal ReadOnlySpan<byte> Opening => _opening;

    /// <summary>Reads the members after the kind, each with the comma before it; whether one was read says the reader.</summary>
    internal abstract Statement Read(ref CanonicalReader r);

    internal abstract void Write(CanonicalWriter w, Statement statement);
}

/// <inheritdoc cref="StatementKind"/>
/// <typeparam name="T">The type of its statements.</typeparam>
public abstract class StatementKind<T>(string name, Signers signers, Bilingual title) : StatementKind(name, signers, title)
    where T : Statement
{
    public sealed override Type Type => typeof(T);

    /// <summary>Reads the members after the kind, each with the comma before it.</summary>
    protected abstract T ReadMembers(ref CanonicalReader r);

    /// <summary>Writes what <see cref="ReadMembers"/> reads.</summary>
    protected abstract void WriteMembers(CanonicalWriter w, T s);

    internal sealed override Statement Read(ref CanonicalReader r) => ReadMembers(ref r);

    internal sealed override void Write(CanonicalWriter w, Statement statement) => WriteMembers(w, (T)statement);
}
