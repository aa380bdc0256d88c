using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Rules;

/// <summary>
/// The rules of an election: what can be said, what a form must keep, how much there may be of everything. Its definition names them by
/// their version, the record carries them, and whoever wants to know asks the record. Who may say what, and what it does, is in the
/// record's effects, of which each rule set has its own. Immutable; any thread.
/// </summary>
/// <param name="Version">The name by which a statement's head has them.</param>
/// <param name="Statements">The kinds of statement.</param>
/// <param name="Checks">The checks of a form, and how they are evaluated.</param>
/// <param name="Rows">The rows of counts that its forms may have, in the order of the paper; a contest's form has all or some.</param>
/// <param name="Limits">How many statements there may be of one thing.</param>
public sealed record RuleSet(int Version, StatementKinds Statements, Catalogue Checks, IReadOnlyList<FieldRow> Rows, StatementLimits Limits)
{
    /// <summary>Two rule sets are the same only as one object: their kinds and checks are code.</summary>
    public bool Equals(RuleSet? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Version;

    public override string ToString() => $"rules {Version}";
}
