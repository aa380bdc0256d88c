using System.Numerics;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Forms.Sections;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Checks;

/// <summary>
/// A station whose voters all did the same: voted, or voted for one. No figure contradicts another, and people who each decide by
/// themselves hardly ever do. Where a community votes as one (<see cref="VotingMethod.Noken"/>) it is what the form should say, and nothing
/// is flagged.
/// </summary>
public static class Together
{
    /// <summary>
    /// Votes, or voters on the roll, below which all doing the same is nothing to look at: with fewer it happens by chance among neighbours
    /// who agree (of 50 votes, where nineteen in twenty are for one, all are in one station of thirteen).
    /// </summary>
    public const int Fewest = 50;

    internal static IReadOnlyList<(CheckIndex Index, Check Check)> Checks { get; } =
    [
        (
            CheckIndex.Unanimous,
            new(
                "UNANIMOUS",
                Severity.Flags,
                "C.HASIL IV",
                "Semua suara, lima puluh atau lebih, untuk satu pilihan.",
                "All votes, fifty or more, are for one choice."
            )
        ),
        (
            CheckIndex.FullTurnout,
            new(
                "FULL_TURNOUT",
                Severity.Flags,
                "C.HASIL I.A, I.B",
                "Semua pemilih dalam DPT, lima puluh atau lebih, menggunakan hak pilihnya.",
                "All voters in the roll, fifty or more, voted."
            )
        ),
    ];

    /// <summary>What one station's form says of its voters; over a region it says nothing.</summary>
    internal static void CheckStation(FormFields figures, in StationPaper paper, ref FailingChecks failing)
    {
        if (paper.Method != VotingMethod.Noken)
        {
            failing.Add(CheckIndex.Unanimous, IsUnanimous(figures, paper.Ballot));
            failing.Add(
                CheckIndex.FullTurnout,
                figures.At(Field.Roll) >= Fewest && figures.At(Voted(paper.Form)) == figures.At(Field.Roll)
            );
        }
    }

    internal static Clash? ClashOf<T>(CheckIndex check, Figures<T> figures, Ballot ballot)
        where T : struct, IBinaryInteger<T> =>
        check switch
        {
            CheckIndex.Unanimous => new Clash().Votes(figures, ballot, votes => !T.IsZero(votes)),
            CheckIndex.FullTurnout => new Clash()
                .Add(figures, Field.Roll)
                .Add(figures, figures.Gives(Field.FromRoll) ? Field.FromRoll : Field.Voters),
            _ => null,
        };

    /// <summary>Those of the roll who voted; where the form does not tell them apart, all who did.</summary>
    private static Field Voted(ContestForm form) => form.Has(Field.FromRoll) ? Field.FromRoll : Field.Voters;

    /// <summary>Whether all votes are for one ticket, person, or party with its candidates; nothing may be missing.</summary>
    private static bool IsUnanimous(FormFields figures, Ballot ballot)
    {
        var isOfBallot = figures.Votes.Length == ballot.Columns.Count;
        if (!isOfBallot || ballot.Lines.Count < 2 || figures.VotesGiven < Fewest || VotesSection.IsAnyMissing(figures))
        {
            return false;
        }

        var voted = 0;
        for (var line = 0; line < ballot.Lines.Count && voted < 2; line++)
        {
            var columns = ballot.Lines[line].Columns;
            for (var i = 0; i < columns.Count; i++)
            {
                if (figures.Votes[columns[i]] != 0)
                {
                    voted++;
                    break;
                }
            }
        }

        return voted == 1;
    }
}
