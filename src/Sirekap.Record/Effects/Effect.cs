using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A statement as it is said.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="Statement">What is said.</param>
/// <param name="Entry">The entry that says it.</param>
/// <param name="Index">The entry's index, if it is accepted.</param>
/// <param name="Signer">Who says it; the default where it is the log, which has no role.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is nothing that was said.</remarks>
public readonly record struct Said<T>(T Statement, Entry Entry, int Index, Key Signer)
    where T : Statement;

/// <summary>What a kind of statement does to the record, and who may say it. Without state of its own: one serves every record.</summary>
public abstract class Effect
{
    private protected Effect() { }

    /// <summary>The type of the statements.</summary>
    public abstract Type Type { get; }

    /// <summary>
    /// Why this key may not say it, or null. Is asked before anything costly: it reads keys and codes, never a blob or a form.
    /// </summary>
    internal abstract Rejection? May(ElectionRecord record, Key signer, Statement statement);

    /// <summary>
    /// Why it cannot be said as things stand, or null, as far as this kind can tell without changing anything: so that whoever types a
    /// statement is refused before anything is written. <see cref="Apply"/> asks it first.
    /// </summary>
    internal abstract Rejection? Refusal(ElectionRecord record, Entry entry, Key signer);

    /// <summary>Changes the record, or refuses and changes nothing. Who may say it has been asked before.</summary>
    internal abstract Rejection? Apply(ElectionRecord record, Entry entry, Key signer);

    /// <summary>Reads places that applying the statement will want (<see cref="ElectionRecord.Warm"/>).</summary>
    /// <returns>Nothing that means anything.</returns>
    internal virtual long Touch(ElectionRecord record, Statement statement) => 0;
}

/// <inheritdoc cref="Effect"/>
/// <typeparam name="T">The type of the statements.</typeparam>
public abstract class Effect<T> : Effect
    where T : Statement
{
    public sealed override Type Type => typeof(T);

    /// <inheritdoc cref="Effect.May"/>
    protected abstract Rejection? May(ElectionRecord record, Key signer, T statement);

    /// <inheritdoc cref="Effect.Refusal"/>
    protected virtual Rejection? Refusal(ElectionRecord record, in Said<T> said) => null;

    /// <inheritdoc cref="Effect.Apply"/>
    protected abstract Rejection? Apply(ElectionRecord record, in Said<T> said);

    internal sealed override Rejection? May(ElectionRecord record, Key signer, Statement statement) => May(record, signer, (T)statement);

    internal sealed override Rejection? Refusal(ElectionRecord record, Entry entry, Key signer) =>
        Refusal(record, new Said<T>((T)entry.Statement, entry, record.Count, signer));

    internal sealed override Rejection? Apply(ElectionRecord record, Entry entry, Key signer)
    {
        var said = new Said<T>((T)entry.Statement, entry, record.Count, signer);
        return Refusal(record, said) ?? Apply(record, said);
    }
}
