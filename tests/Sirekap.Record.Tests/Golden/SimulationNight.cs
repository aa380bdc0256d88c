using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Golden;

/// <summary>A short simulated night.</summary>
internal sealed class SimulationNight() : GoldenNight("simulation", ElectionKind.Simulation)
{
    protected override void Say(MadeLedger ledger)
    {
        var random = new Random(1_402_2024);
        foreach (var code in Model.NaiveComparison.Stations(ledger.Record.Tree))
        {
            int[] votes = [random.Next(120), random.Next(120), random.Next(50)];
            var station = code.ToString();
            var fields = random.Next(3) switch
            {
                0 => MadeElection.Broken(votes),
                1 => MadeElection.Sound(votes),
                _ => Full(votes, votes.Sum() + 10),
            };
            var on = ledger.Submit(station, fields);
            var failing = Catalogue.First.Codes(Catalogue.First.FailingHolds(ledger.President.Checks(ledger.Station(station))));
            if (random.Next(2) == 0)
            {
                ledger.Said(MadeLedger.Review(station, on, ReviewAct.Accept, fields: null, [.. failing]), ledger.Officer(station[..6]));
            }
            else if (failing.Count > 0)
            {
                votes[0]++;
                ledger.Said(MadeLedger.Review(station, on, ReviewAct.Correct, MadeElection.Sound(votes)), ledger.Officer(station[..4]));
            }
        }

        ledger.Tick();
        Certify(ledger, "317101", "317201", "3171", "99", "0");
        ledger.Agreed(new Withhold(ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
    }
}
