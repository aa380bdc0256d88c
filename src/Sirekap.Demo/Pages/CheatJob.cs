using Sirekap.Demo.Tricks;

namespace Sirekap.Demo.Pages;

/// <summary>What came of a plan: a report; or why there is none.</summary>
/// <param name="Report">What was done and who noticed, its changes only the first <see cref="MostChanges"/>; null when it was refused or
/// failed.</param>
/// <param name="Changed">How many entries were changed in all.</param>
/// <param name="Refusal">Why it was not played.</param>
/// <param name="Failure">What went wrong with it.</param>
public sealed record CheatEnd(CheatReport? Report, int Changed, TrickRefusal? Refusal, CheatFailure? Failure)
{
    /// <summary>
    /// A ledger cut back has a change for every entry that is gone; nobody reads them all, and jobs are kept for a while.
    /// </summary>
    public const int MostChanges = 20;

    internal static CheatEnd Of(CheatResult result) =>
        new(
            result.Report is { } report ? report with { Changes = [.. report.Changes.Take(MostChanges)] } : null,
            result.Report?.Changes.Count ?? 0,
            result.Refusal,
            null
        );

    internal static CheatEnd Failed(CheatFailure why) => new(null, 0, null, why);
}

/// <summary>Why a plan came to no end.</summary>
public enum CheatFailure
{
    /// <summary>It took longer than it may.</summary>
    TookTooLong,

    /// <summary>A fault of this server.</summary>
    Broken,
}

/// <summary>A visitor's plan being carried out, or its end.</summary>
/// <param name="id">Under which the visitor finds it; unguessable.</param>
/// <param name="plan">The plan.</param>
/// <param name="size">Entries of the ledger it is done to.</param>
/// <param name="since">When it began.</param>
public sealed class CheatJob(string id, CheatPlan plan, long size, DateTimeOffset since)
{
    private readonly TaskCompletionSource<CheatEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public CheatPlan Plan { get; } = plan;

    public long Size { get; } = size;

    public DateTimeOffset Since { get; } = since;

    /// <summary>Completes with its end; never fails.</summary>
    public Task<CheatEnd> Ended => _end.Task;

    /// <summary>Its end; null while it runs.</summary>
    public CheatEnd? End => _end.Task.IsCompleted ? _end.Task.Result : null;

    internal void Complete(CheatEnd end) => _end.SetResult(end);
}
