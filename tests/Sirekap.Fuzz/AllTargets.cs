using Sirekap.Fuzz.Targets;

namespace Sirekap.Fuzz;

/// <summary>Every parser that reads what others wrote.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<Target> Create() =>
        [
            .. NoteTargets.Create(),
            .. SignatureTargets.Create(),
            .. LedgerTargets.Create(),
            .. WitnessTargets.Create(),
            .. StorageTargets.Create(),
            .. StatementTargets.Create(),
            .. ElectionTargets.Create(),
            .. ImportTargets.Create(),
            .. PhotoTargets.Create(),
            BeginningTarget.Create(),
            RecordTarget.Create(),
        ];
}
