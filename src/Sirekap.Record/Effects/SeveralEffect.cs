using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>What takes several: the statement proposes it, and it is carried out once a quorum has agreed.</summary>
public interface ISeveralEffect
{
    /// <summary>Why this key may not agree to it, or null.</summary>
    Rejection? MayAgree(ElectionRecord record, Key signer, Statement proposal);

    /// <summary>How many holders of keys must agree, whoever proposed it counted.</summary>
    int Quorum(ElectionRecord record, Statement proposal);

    /// <summary>Why it cannot be carried out as things are, or null.</summary>
    Rejection? Flaw(ElectionRecord record, Statement proposal);

    /// <summary>Carries it out; nothing is wrong with it.</summary>
    void Carry(ElectionRecord record, Proposal proposal, int index);
}

/// <inheritdoc cref="ISeveralEffect"/>
/// <typeparam name="T">The type of the statements.</typeparam>
public abstract class SeveralEffect<T> : Effect<T>, ISeveralEffect
    where T : Statement
{
    /// <summary>Whoever may propose it may agree to it.</summary>
    public Rejection? MayAgree(ElectionRecord record, Key signer, Statement proposal) => May(record, signer, (T)proposal);

    /// <summary>The definition's quorum, unless the kind has another.</summary>
    public virtual int Quorum(ElectionRecord record, Statement proposal) => record.Definition.Quorum;

    public Rejection? Flaw(ElectionRecord record, Statement proposal) => Flaw(record, (T)proposal);

    public void Carry(ElectionRecord record, Proposal proposal, int index) => Carry(record, (T)proposal.Statement, proposal, index);

    /// <inheritdoc cref="ISeveralEffect.Flaw"/>
    protected abstract Rejection? Flaw(ElectionRecord record, T statement);

    /// <summary>Carries it out.</summary>
    /// <param name="record">The record.</param>
    /// <param name="statement">What was proposed.</param>
    /// <param name="proposal">By whom, and who agreed.</param>
    /// <param name="index">The entry by which it takes effect.</param>
    protected abstract void Carry(ElectionRecord record, T statement, Proposal proposal, int index);

    protected sealed override Rejection? Apply(ElectionRecord record, in Said<T> said) =>
        Flaw(record, said.Statement) ?? record.Proposals.Open(record, said.Index, said.Entry.Id, said.Signer, said.Statement, this);
}
