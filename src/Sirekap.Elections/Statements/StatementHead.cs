using Sirekap.Elections.Rules;

namespace Sirekap.Elections.Statements;

/// <summary>The head that every statement carries, so that none can be moved into another ledger or election.</summary>
/// <param name="Ledger">The ledger's origin, a URL without a scheme.</param>
/// <param name="Election">The election's id.</param>
/// <param name="Rules">The rules by which it is read and applied.</param>
public sealed record StatementHead(string Ledger, string Election, RuleSet Rules);

/// <summary>A head as it is written, before anybody has asked whether its rules are known.</summary>
/// <param name="Ledger">The ledger's origin.</param>
/// <param name="Election">The election's id.</param>
/// <param name="Rules">The version of the rules.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no head: it names no ledger.</remarks>
public readonly record struct WrittenHead(string Ledger, string Election, int Rules)
{
    /// <summary>Whether it can be the head of this ledger's statements.</summary>
    public bool IsOf(StatementHead head) => Ledger == head.Ledger && Election == head.Election && Rules == head.Rules.Version;
}
