using System.Collections;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Record.Effects;

namespace Sirekap.Record;

/// <summary>Something that takes several, and who has agreed to it.</summary>
public sealed class Proposal
{
    private readonly List<Key> _agreed = [];

    internal Proposal(int index, Statement statement, ISeveralEffect effect) => (Index, Statement, Effect) = (index, statement, effect);

    /// <summary>The entry that proposed it.</summary>
    public int Index { get; }

    /// <summary>What was proposed.</summary>
    public Statement Statement { get; }

    /// <summary>The keys that have agreed, whoever proposed it first.</summary>
    public IReadOnlyList<Key> Agreed => _agreed;

    /// <summary>The entry by which it took effect, or -1.</summary>
    public int InEffect { get; internal set; } = -1;

    internal ISeveralEffect Effect { get; }

    internal void Agree(Key key) => _agreed.Add(key);
}

/// <summary>All that takes several, in the order in which it was proposed. One thread adds, under the record's lock.</summary>
public sealed class Proposals : IReadOnlyList<Proposal>
{
    private readonly List<Proposal> _all = [];
    private readonly Dictionary<Digest, Proposal> _byIdentity = [];

    // By ordinal of the key that proposed: how many wait for others.
    private readonly Dictionary<int, int> _waiting = [];

    public int Count => _all.Count;

    public Proposal this[int ordinal] => _all[ordinal];

    /// <summary>The proposal of an identity, or null.</summary>
    public Proposal? Find(Digest identity) => _byIdentity.GetValueOrDefault(identity);

    public IEnumerator<Proposal> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Rejection? Open(ElectionRecord record, int index, Digest identity, Key signer, Statement statement, ISeveralEffect effect)
    {
        var most = record.Rules.Limits.Proposals;
        if (_waiting.GetValueOrDefault(signer.Ordinal) >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"{most} proposals of key {signer.Name} wait for others");
        }

        var proposal = new Proposal(index, statement, effect);
        proposal.Agree(signer);
        _all.Add(proposal);
        _byIdentity.Add(identity, proposal);
        _waiting[signer.Ordinal] = _waiting.GetValueOrDefault(signer.Ordinal) + 1;
        CarryOut(record, proposal, index);
        return null;
    }

    internal Rejection? Agree(ElectionRecord record, int index, Key signer, Proposal proposal)
    {
        if (proposal.InEffect >= 0)
        {
            return new Rejection(RejectionCode.AlreadyInEffect, $"entry {proposal.InEffect} brought it into effect");
        }

        foreach (var agreed in proposal.Agreed)
        {
            if (agreed.Ordinal == signer.Ordinal)
            {
                return new Rejection(RejectionCode.AlreadyAgreed, $"key {signer.Name} has agreed to it");
            }

            if (agreed.Holder == signer.Holder)
            {
                return new Rejection(RejectionCode.SameHolder, $"whoever holds key {signer.Name} has agreed to it with key {agreed.Name}");
            }
        }

        // What was sound when it was proposed may have become impossible since.
        if (IsEnough(record, proposal, proposal.Agreed.Count + 1) && proposal.Effect.Flaw(record, proposal.Statement) is { } flaw)
        {
            return flaw;
        }

        proposal.Agree(signer);
        CarryOut(record, proposal, index);
        return null;
    }

    private static bool IsEnough(ElectionRecord record, Proposal proposal, int agreed) =>
        agreed >= proposal.Effect.Quorum(record, proposal.Statement);

    private void CarryOut(ElectionRecord record, Proposal proposal, int index)
    {
        if (IsEnough(record, proposal, proposal.Agreed.Count))
        {
            proposal.InEffect = index;
            _waiting[proposal.Agreed[0].Ordinal]--;
            proposal.Effect.Carry(record, proposal, index);
        }
    }
}
