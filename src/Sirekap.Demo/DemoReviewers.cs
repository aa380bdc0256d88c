using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Node;
using Sirekap.Officers.Reviews;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo;

/// <summary>
/// Visitors who want to be reviewers: each who follows the link gets a key of their own, enrolled for the province where most waits to be
/// read, and is led to the desk. Who opens it twice is two people, which no election may do.
/// </summary>
/// <param name="node">Takes their enrolments.</param>
/// <param name="root">The root's key.</param>
public sealed class DemoReviewers(LedgerNode node, SignerKey root)
{
    /// <summary>Where the link leads.</summary>
    public const string Path = "/coba-tinjau";

    /// <summary>A demo has some dozens of visitors; whoever comes after these shares the last one's key.</summary>
    private const int Most = 200;

    private readonly SemaphoreSlim _one = new(1);
    private int _invited;
    private string _last = "";

    /// <summary>Puts the link on the web.</summary>
    public void Map(WebApplication app) => app.MapGet(Path, InviteAsync).ExcludeFromDescription();

    private async Task InviteAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        await _one.WaitAsync(context.RequestAborted);
        try
        {
            if (_invited < Most)
            {
                var invitation = ReviewerInvitation.New();
                var entry = node.Read((record, _) => Enrolment(record, invitation));
                await node.SubmitAsync(entry, context.RequestAborted);
                (_last, _invited) = (invitation.Address, _invited + 1);
            }

            context.Response.Redirect(_last);
        }
        finally
        {
            _one.Release();
        }
    }

    private byte[] Enrolment(ElectionRecord record, ReviewerInvitation invitation)
    {
        var contest = record.Contest(SimulatedElection.Contest)!;
        var province =
            ReviewTasks
                .Open(record, contest, region: 0)
                .GroupBy(station => record.Tree.Station(station).At(Level.Province))
                .OrderByDescending(waiting => waiting.Count())
                .Select(waiting => (RegionCode?)waiting.Key)
                .FirstOrDefault()
            ?? record.Tree.Region(record.Tree.Children(0).First());
        return Signing.Entry(record.Head, new Enrol(Role.Province, province, invitation.Spki, Holders.New()), root);
    }
}
