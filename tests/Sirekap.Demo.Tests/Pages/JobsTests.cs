using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Sirekap.Demo.Pages;
using Sirekap.Demo.Tricks;
using Sirekap.Ledger.Witnessing;
using Sirekap.Node.Tests;
using Sirekap.Simulation.Nights;
using Sirekap.Site.Protection;

namespace Sirekap.Demo.Tests.Pages;

/// <summary>Plans in memory: few, for a while, and none forgotten that is under way.</summary>
public sealed class JobsTests(CurangSite site)
{
    private static readonly CheatPlan Plan = new(CheatKind.Cut, SimulatedElection.Contest, null, new Trick.CutBack(20));

    private static readonly ClientAddress One = ClientAddress.Of(IPAddress.Parse("192.0.2.1"));

    private static readonly ClientAddress Other = ClientAddress.Of(IPAddress.Parse("192.0.2.2"));

    private readonly Clock _clock = new();

    [Fact]
    public async Task A_plan_is_kept_for_a_quarter_of_an_hour_and_then_no_more()
    {
        using var cheating = site.CheatingOf(Away);
        using var jobs = Jobs(cheating, new CheatJobLimits());
        var job = await EndedAsync(jobs);

        _clock.Now += TimeSpan.FromMinutes(15);
        jobs.Find(job.Id).ShouldBe(job);
        _clock.Now += TimeSpan.FromSeconds(1);
        jobs.Find(job.Id).ShouldBeNull();
        jobs.Find("").ShouldBeNull();
    }

    [Fact]
    public async Task The_oldest_makes_way_when_as_many_are_kept_as_may()
    {
        using var cheating = site.CheatingOf(Away);
        using var jobs = Jobs(cheating, new CheatJobLimits { Kept = 2 });
        var first = await EndedAsync(jobs);
        var second = await EndedAsync(jobs);
        var third = await EndedAsync(jobs);

        jobs.Find(first.Id).ShouldBeNull();
        jobs.Find(second.Id).ShouldBe(second);
        jobs.Find(third.Id).ShouldBe(third);
        new[] { first.Id, second.Id, third.Id }.ShouldBeUnique();
    }

    [Fact]
    public async Task One_client_does_not_take_all_the_places()
    {
        var gate = new TaskCompletionSource<WitnessResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cheating = site.CheatingOf((_, _, _) => gate.Task);
        using var jobs = Jobs(cheating, new CheatJobLimits { OfClient = 2, KeptFor = TimeSpan.Zero });
        var mine = new[] { Start(jobs, One).Job!, Start(jobs, One).Job! };

        Start(jobs, One).Refusal.ShouldBe(TrickRefusal.Busy);
        var other = Start(jobs, Other).Job.ShouldNotBeNull();

        // What is under way is not forgotten, however long it lasts.
        _clock.Now += TimeSpan.FromHours(1);
        jobs.Find(mine[0].Id).ShouldBe(mine[0]);
        gate.SetResult(null);
        await Task.WhenAll([.. mine.Select(job => job.Ended), other.Ended]);
        await NodeScene.Until(() => Start(jobs, One).Job is not null, "a place for the client");
    }

    [Fact]
    public async Task A_client_that_goes_on_and_on_is_told_to_wait()
    {
        using var cheating = site.CheatingOf(Away);
        using var jobs = Jobs(cheating, new CheatJobLimits { Burst = 1 });
        await EndedAsync(jobs);

        Start(jobs, One).Refusal.ShouldBe(TrickRefusal.Busy);
        await (Start(jobs, Other).Job.ShouldNotBeNull()).Ended;
    }

    [Fact]
    public async Task One_that_takes_too_long_or_fails_ends_with_its_reason()
    {
        using var slow = site.CheatingOf(
            async (_, _, cancellation) =>
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return null;
            }
        );
        using var impatient = Jobs(slow, new CheatJobLimits { Patience = TimeSpan.FromMilliseconds(300) });
        (await Start(impatient, One).Job!.Ended).Failure.ShouldBe(CheatFailure.TookTooLong);

        using var broken = site.CheatingOf((_, _, _) => throw new InvalidOperationException("a fault"));
        using var jobs = Jobs(broken, new CheatJobLimits());
        (await Start(jobs, One).Job!.Ended).Failure.ShouldBe(CheatFailure.Broken);
    }

    [Fact]
    public async Task Of_a_ledger_cut_back_only_the_first_changes_are_kept()
    {
        using var cheating = site.CheatingOf(Away);
        using var jobs = Jobs(cheating, new CheatJobLimits());
        var end = await (await EndedAsync(jobs)).Ended;

        end.Changed.ShouldBe((int)site.Node.Size - 20);
        end.Report!.Changes.Count.ShouldBe(CheatEnd.MostChanges);
    }

    [Fact]
    public void Before_anything_is_published_there_is_nothing_to_cheat_on()
    {
        using var cheating = site.CheatingOf(Away);
        using var jobs = Jobs(cheating, new CheatJobLimits());
        jobs.Start(Plan, null, One).ShouldBe((null, TrickRefusal.NothingPublished));
    }

    private CheatJobs Jobs(Cheating cheating, CheatJobLimits limits) =>
        new(cheating, limits, _clock, NullLogger.Instance, TestContext.Current.CancellationToken);

    private (CheatJob? Job, TrickRefusal? Refusal) Start(CheatJobs jobs, ClientAddress client) =>
        jobs.Start(Plan, site.Node.Checkpoint, client);

    private async Task<CheatJob> EndedAsync(CheatJobs jobs)
    {
        var job = Start(jobs, One).Job.ShouldNotBeNull();
        (await job.Ended).Report.ShouldNotBeNull();
        return job;
    }

    private static Task<WitnessResponse?> Away(
        Ledger.Policies.PolicyWitness witness,
        WitnessRequest request,
        CancellationToken cancellation
    ) => Task.FromResult<WitnessResponse?>(null);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2024, 2, 14, 20, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
