using Sirekap.Elections.Statements;

namespace Sirekap.OpenData.Imports;

/// <summary>What an import of one snapshot does, row by row; every row of the feed is in exactly one of these.</summary>
/// <param name="New">Forms of stations that had none in place.</param>
/// <param name="Corrections">Forms whose figures differ from those in place.</param>
/// <param name="Withdrawals">Rows emptied, where a form was in place.</param>
/// <param name="Unchanged">Figures that are in place already, under an older snapshot.</param>
/// <param name="Empty">Rows with neither votes nor counts, where no form was in place: no forms.</param>
/// <param name="Repeated">Rows that a snapshot of the same time has said already.</param>
/// <param name="Older">Rows of stations of which something newer has been said.</param>
/// <param name="Refused">Rows that contradict a snapshot of the same time, or do not fit the ballot.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is an import without rows.</remarks>
public readonly record struct FeedCounts(
    int New,
    int Corrections,
    int Withdrawals,
    int Unchanged,
    int Empty,
    int Repeated,
    int Older,
    int Refused
)
{
    public int Rows => New + Corrections + Withdrawals + Unchanged + Empty + Repeated + Older + Refused;
}

/// <summary>What an import of one snapshot says.</summary>
/// <param name="Statements">In this order: the snapshot, then forms and withdrawals; empty when there is nothing to say.</param>
/// <param name="Stations">The blob that the snapshot names: the stations it lists, in the form of the regions blob; null without a
/// snapshot.</param>
/// <param name="Counts">What became of each row.</param>
/// <param name="Flaws">What could not be understood in the feed, and the rows refused.</param>
/// <param name="Dropped">Of the older rows those whose figures stand nowhere in the ledger: they are lost to it.</param>
/// <param name="OtherPolls">Forms of which the source says that they are of a re-vote, a later vote or another count.</param>
public sealed record FeedPlan(
    IReadOnlyList<Statement> Statements,
    ReadOnlyMemory<byte>? Stations,
    FeedCounts Counts,
    IReadOnlyList<RowFlaw> Flaws,
    IReadOnlyList<RowFlaw> Dropped,
    int OtherPolls
);
