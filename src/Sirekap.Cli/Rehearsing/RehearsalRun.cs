using System.Diagnostics;
using Sirekap.Simulation.Rehearsals;
using Sirekap.Verification;

namespace Sirekap.Cli.Rehearsing;

/// <summary>Sends a rehearsal's acts to a server, one after the other, and keeps what was answered.</summary>
internal static class RehearsalRun
{
    /// <param name="election">The election, begun.</param>
    /// <param name="program">By which its server is started.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="photographed">Stations whose form the simulated camera photographs.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandFailure">The server does not start, or ends by itself.</exception>
    public static async Task<RehearsalOutcome> RunAsync(
        RehearsedElection election,
        IReadOnlyList<string> program,
        string data,
        int photographed,
        ProgressLine progress,
        CancellationToken cancellation
    )
    {
        using var rehearsal = new Rehearsal(election.Options, election.Head, election.Tree, election.Root, election.Secret, photographed);
        var journal = new Journal(new NaiveCount(rehearsal.Night.Contests, election.Tree));
        var times = new RehearsalTimes();
        await using var server = new RehearsalServer(program, data);
        using var client = new RehearsalClient(server);
        using var clock = SharedClock.In(data);
        var began = Stopwatch.GetTimestamp();
        await server.StartAsync(cancellation);
        var acts = 0L;
        foreach (var (act, before) in rehearsal.Acts())
        {
            await InterruptAsync(server, before, cancellation);
            clock.Tell(act.At);
            var sent = Stopwatch.GetTimestamp();
            journal.Write(act, await client.SendAsync(act, cancellation));
            times.Answered(Stopwatch.GetElapsedTime(sent));
            progress.Report("acts", ++acts, 0);
        }

        await server.StopAsync(cancellation);
        times.Night = Stopwatch.GetElapsedTime(began);
        return new RehearsalOutcome(journal, times) { Starts = server.Starts, AskedAgain = client.AskedAgain };
    }

    private static async Task InterruptAsync(RehearsalServer server, Interruption interruption, CancellationToken cancellation)
    {
        if (interruption == Interruption.None)
        {
            return;
        }

        await (interruption == Interruption.Killed ? server.KillAsync(cancellation) : server.StopAsync(cancellation));
        await server.StartAsync(cancellation);
    }
}

/// <summary>What those who sent know when the night is over.</summary>
/// <param name="Journal">What they were answered.</param>
/// <param name="Times">How long it took.</param>
internal sealed record RehearsalOutcome(Journal Journal, RehearsalTimes Times)
{
    /// <summary>How often the server was started.</summary>
    public int Starts { get; init; }

    /// <summary>How often it asked somebody to come again.</summary>
    public int AskedAgain { get; init; }
}
