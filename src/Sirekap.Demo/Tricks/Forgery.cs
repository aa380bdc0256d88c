using Sirekap.Elections;

namespace Sirekap.Demo.Tricks;

/// <summary>A tricked ledger, before anything is derived from it.</summary>
/// <param name="Published">The entries that the copy's ledger has.</param>
/// <param name="Believed">The entries that the operator makes its documents from, looking at no signature.</param>
/// <param name="Changes">What was changed, by index.</param>
/// <param name="Target">Index in the honest ledger of the entry that the trick is about: its officer has a receipt for it.</param>
internal sealed record Forgery(
    IReadOnlyList<ReadOnlyMemory<byte>> Published,
    IReadOnlyList<ReadOnlyMemory<byte>> Believed,
    IReadOnlyList<EntryChange> Changes,
    int Target
)
{
    /// <summary>The station's votes, before and after; for a changed vote.</summary>
    public (IReadOnlyList<int> Before, IReadOnlyList<int> After)? Votes { get; init; }

    /// <summary>When the target came; for a changed time.</summary>
    public (Timestamp Before, Timestamp After)? Times { get; init; }
}
