using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>A contest's national result as one side shows it.</summary>
/// <param name="Contest">The contest's code.</param>
/// <param name="Received">Stations whose form has come.</param>
/// <param name="Accepted">Stations that are added up.</param>
/// <param name="Votes">Votes of these in the columns of the nation.</param>
public sealed record NationalResult(string Contest, int Received, int Accepted, IReadOnlyList<long> Votes)
{
    internal static IReadOnlyList<NationalResult> Of(ElectionRecord record) =>
        [
            .. record.Contests.Select(contest =>
            {
                RegionTotals totals = contest.Tally.Totals(record.Tree.FindRegion(RegionCode.Nation));
                return new NationalResult(contest.Contest.Code, totals.Received, totals.Accepted.Stations, totals.Accepted.Votes);
            }),
        ];
}

/// <summary>What a trick did, and who noticed.</summary>
public sealed record CheatReport
{
    public required Trick Trick { get; init; }

    /// <summary>The published checkpoint that was cheated on.</summary>
    public required Checkpoint Honest { get; init; }

    /// <summary>The copy's checkpoint; the same where only documents were changed.</summary>
    public required Checkpoint Forged { get; init; }

    /// <summary>Index in the honest ledger of the statement that the trick is about, whose officer has a receipt.</summary>
    public required long Target { get; init; }

    /// <summary>Entries that were changed, in order; none where only documents were.</summary>
    public required IReadOnlyList<EntryChange> Changes { get; init; }

    /// <summary>What the honest publication shows, contest by contest.</summary>
    public required IReadOnlyList<NationalResult> Before { get; init; }

    /// <summary>What the copy shows.</summary>
    public required IReadOnlyList<NationalResult> After { get; init; }

    /// <summary>For a changed vote: the station's votes in ballot order, before and after.</summary>
    public (IReadOnlyList<int> Before, IReadOnlyList<int> After)? Votes { get; init; }

    /// <summary>For a changed time: when the target came, before and after.</summary>
    public (Timestamp Before, Timestamp After)? Times { get; init; }

    /// <summary>Every observer, those who noticed nothing too; each log witness of the policy is one.</summary>
    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>Whether every statement's signature was verified, as always here.</summary>
    public required bool SignaturesVerified { get; init; }

    /// <summary>Files and bytes that were verified.</summary>
    public required (long Files, long Bytes) Verified { get; init; }

    /// <summary>How long reading and forging took, and how long looking at it.</summary>
    public required (TimeSpan Forging, TimeSpan Observing) Took { get; init; }

    public bool Noticed => Observations.Any(observation => observation.Noticed);
}

/// <summary>A report, or why there is none.</summary>
public readonly record struct CheatResult(CheatReport? Report, TrickRefusal? Refusal);
