using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// A night from which a golden ledger was made. Together they have every kind of statement, every holding check, every change of a
/// station's state, both contests, at home and overseas. The places and figures are invented here. ECDSA signs differently each time, so no
/// file can be made twice. A night is a class; all of this assembly's are golden ledgers.
/// </summary>
internal abstract class GoldenNight(string name, ElectionKind kind)
{
    public const int MostEntries = 150;

    public static IReadOnlyList<GoldenNight> All { get; } =
    [
        .. typeof(GoldenNight)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(GoldenNight)))
            .Select(type => (GoldenNight)Activator.CreateInstance(type)!)
            .OrderBy(night => night.Name, StringComparer.Ordinal),
    ];

    public string Name => name;

    public MadeLedger Make()
    {
        var ledger = new MadeLedger(kind, head: new StatementHead($"ledger.example/golden/{name}", $"golden-{name}", RuleSets.First));
        Say(ledger);
        return ledger;
    }

    protected abstract void Say(MadeLedger ledger);

    /// <summary>Certifies what the record has, and at the nation one vote more.</summary>
    protected static void Certify(MadeLedger ledger, params string[] regions)
    {
        foreach (var region in regions)
        {
            var own = ledger.President.Tally.Totals(ledger.Record.Tree.FindRegion(RegionCode.Parse(region))).Accepted;
            var votes = own.Votes.ToArray();
            votes[0] += region == "0" ? 1 : 0;
            var figures = new TotalFigures(votes, own.Counts);
            var totals = new Totals(MadeElection.President, RegionCode.Parse(region), own.Stations, figures);
            ledger.Said(totals, region == "0" ? ledger.Roots[0] : ledger.Officer(region));
        }
    }

    /// <summary>All 28 figures; some of them fail checks that only flag.</summary>
    protected static FormFields Full(int[] votes, int received)
    {
        var all = votes.Sum() + 4;
        int[] counts =
        [
            150,
            151,
            301,
            all / 2,
            all - 3 - (all / 2),
            all - 3,
            1,
            1,
            2,
            1,
            0,
            1,
            (all / 2) + 2,
            all - (all / 2) - 2,
            all,
            received,
            all,
            2,
            received - all - 1,
            3,
            2,
            6,
            all - 4,
            4,
            all,
        ];
        return new FormFields(votes, [.. counts.Select(count => Math.Max(count, 0))]);
    }

    protected static Digest Photo(string name) => BlobFolder.Reference(Encoding.ASCII.GetBytes(name)).Sha256;
}
