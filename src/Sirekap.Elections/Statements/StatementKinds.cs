using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Elections.Statements;

/// <summary>The table of the kinds of statement that a rule set has. Immutable; any thread.</summary>
public sealed class StatementKinds : IReadOnlyList<StatementKind>
{
    private readonly StatementKind[] _kinds;
    private readonly FrozenDictionary<Type, StatementKind> _byType;

    /// <param name="kinds">In the order in which they are tried when a statement is read: the likeliest first.</param>
    public StatementKinds(params IReadOnlyList<StatementKind> kinds)
    {
        _kinds = [.. kinds];
        _byType = _kinds.ToFrozenDictionary(kind => kind.Type);
        if (_kinds.DistinctBy(kind => kind.Name, StringComparer.Ordinal).Count() != _kinds.Length)
        {
            throw new ArgumentException("two kinds have one name", nameof(kinds));
        }
    }

    public int Count => _kinds.Length;

    public StatementKind this[int index] => _kinds[index];

    /// <summary>The kind of a statement.</summary>
    /// <exception cref="ArgumentOutOfRangeException">These rules have no such kind.</exception>
    public StatementKind Of(Statement statement) =>
        _byType.TryGetValue(statement.GetType(), out var kind)
            ? kind
            : throw new ArgumentOutOfRangeException(nameof(statement), statement.GetType(), "these rules have no such kind of statement");

    /// <summary>The kind of this name, or null.</summary>
    public StatementKind? Find(string name) => Array.Find(_kinds, kind => kind.Name == name);

    public IEnumerator<StatementKind> GetEnumerator() => ((IEnumerable<StatementKind>)_kinds).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads the rest of a line, from the kind's name on.</summary>
    internal bool TryRead(ref CanonicalReader r, [NotNullWhen(true)] out Statement? statement)
    {
        statement = null;
        foreach (var kind in _kinds)
        {
            if (r.Take(kind.Opening))
            {
                statement = kind.Read(ref r);
                r.Expect("}"u8);
                r.End();
                return !r.Failed;
            }
        }

        r.Fail("expected a kind of statement");
        return false;
    }
}
