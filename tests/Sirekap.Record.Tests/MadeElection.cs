using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>
/// A small election that several tests share: three provinces, one of them overseas, 15 stations; all vote for a president, one province
/// for a senator, one for a council of parties.
/// </summary>
internal static class MadeElection
{
    public const string President = "ppwp";
    public const string Senator = "pdpd";
    public const string Council = "pdprdp";

    public const string RegionsText =
        "3171010001 1-3\n3171010002 1,901\n3171020001 1-2\n3172010001 1-2\n3201010001 1-3\n3201020001 1\n99AA010001 1-2\n";

    public static StatementHead Head { get; } = new("ledger.example/made", "made-1", RuleSets.First);

    public static RegionTree Tree { get; } = Parse(RegionsText);

    public static ElectionStructure Structure { get; } =
        new(
            Limits.Of2024,
            [
                new Contest(President, ContestKind.Tickets, [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(2), new(3)])]),
                new Contest(
                    Senator,
                    ContestKind.Individuals,
                    [new ElectoralDistrict("31", [Region("31")], 4, [new(1), new(2)])],
                    form: new ContestForm([.. Fields.Rows.Where(row => row.Name is "roll" or "voters" or "ballots" or "sums")])
                ),
                new Contest(
                    Council,
                    ContestKind.Parties,
                    [new ElectoralDistrict("32", [Region("32")], 3, [new(1), new(1, 1), new(1, 2), new(4), new(4, 1)])]
                ),
            ]
        )
        {
            Watchers =
            [
                new Watcher(Root("bawaslu"), []),
                new Watcher(Root("contestant 1"), [new Mandate(President, null, 1)]),
                new Watcher(Root("contestant 2"), [new Mandate(President, null, 2), new Mandate(Council, null, 4)]),
                new Watcher(Root("senator 2"), [new Mandate(Senator, "31", 2)]),
            ],
        };

    public static Contest Contest(string code) => Structure.Contests.Single(contest => contest.Code == code);

    private static byte[] Root(string name) => Key(name).Verifier.PublicKey.ToArray();

    public static RegionCode Region(string code) => RegionCode.Parse(code);

    public static RegionTree Parse(string regions) =>
        RegionTree.TryParse(Encoding.ASCII.GetBytes(regions), out var tree, out var error)
            ? tree
            : throw new ArgumentException(error, nameof(regions));

    public static Timestamp At(string time) =>
        Timestamp.TryParse(Encoding.ASCII.GetBytes(time), out var at) ? at : throw new ArgumentException($"no time: {time}", nameof(time));

    /// <summary>The key that always follows from this name.</summary>
    public static EcdsaSigner Key(string name)
    {
        var scalar = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        // Surely below the group's order.
        scalar[0] &= 0x7F;
        return EcdsaSigner.FromScalar(scalar);
    }

    public static Ed25519Signer Log(string origin) => Ed25519Signer.ImportSeed(origin, SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    /// <summary>Figures that agree with one another: accepted.</summary>
    public static FormFields Sound(params int[] votes) => Figures(votes, votes.Sum(), 2, votes.Sum() + 2, votes.Sum() + 2);

    /// <summary>One voter more than votes: TURNOUT_VOTES fails.</summary>
    public static FormFields Broken(params int[] votes) => Figures(votes, votes.Sum(), 2, votes.Sum() + 2, votes.Sum() + 3);

    /// <summary>Votes alone: unchecked.</summary>
    public static FormFields Bare(params int[] votes) => new(votes, FormFields.NoCounts());

    public static FormFields Figures(int[] votes, int valid, int invalid, int all, int voters)
    {
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes], counts[(int)Field.Voters]) = (
            valid,
            invalid,
            all,
            voters
        );
        return new FormFields(votes, counts);
    }
}
