using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A record begins with its definition (<see cref="Beginning"/>); there is no second.</summary>
internal sealed class DefinitionEffect : Effect<Definition>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Definition statement) => OutOfPlace();

    protected override Rejection? Apply(ElectionRecord record, in Said<Definition> said) => OutOfPlace();

    private static Rejection OutOfPlace() => new(RejectionCode.OutOfPlace, "a ledger has one definition, its first entry");
}
