using System.Numerics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms.Sections;

/// <summary>IV: votes of each choice (perolehan suara), and on forms of parties what each has with its candidates.</summary>
public static class VotesSection
{
    internal static IReadOnlyList<(CheckIndex Index, Check Check)> Checks { get; } =
    [
        (
            CheckIndex.ChoiceMissing,
            new(
                "CHOICE_MISSING",
                Severity.Holds,
                "C.HASIL IV",
                "Perolehan suara salah satu pilihan tidak terisi.",
                "The votes of at least one choice are not given."
            )
        ),
        (
            CheckIndex.PartySum,
            new(
                "PARTY_SUM",
                Severity.Holds,
                "C.HASIL DPR IV",
                "Jumlah suara sah sebuah partai tidak sama dengan suara partai ditambah suara para calonnya.",
                "A party's sum is not its own votes plus those of its candidates."
            )
        ),
    ];

    internal static void Check<T>(Figures<T> figures, Ballot ballot, ref FailingChecks failing)
        where T : struct, IBinaryInteger<T>
    {
        failing.Add(CheckIndex.ChoiceMissing, IsAnyMissing(figures));
        var differs = false;
        for (var party = 0; party < figures.PartyTotals.Length && !differs; party++)
        {
            differs = PartyDiffers(figures, ballot.Lines[party], party);
        }

        failing.Add(CheckIndex.PartySum, differs);
    }

    internal static Clash? ClashOf<T>(CheckIndex check, Figures<T> figures, Ballot ballot)
        where T : struct, IBinaryInteger<T> =>
        check switch
        {
            CheckIndex.ChoiceMissing => new Clash().Votes(figures, ballot, T.IsNegative),
            CheckIndex.PartySum => Parties(figures, ballot),
            _ => null,
        };

    internal static bool IsAnyMissing<T>(Figures<T> figures)
        where T : struct, IBinaryInteger<T> => figures.Votes.Contains(-T.One);

    /// <summary>Whether a party's sum on the form is not its own votes and its candidates', all of which are given.</summary>
    /// <param name="party">Its place on the ballot.</param>
    private static bool PartyDiffers<T>(Figures<T> figures, BallotLine line, int party)
        where T : struct, IBinaryInteger<T>
    {
        if (T.IsNegative(figures.PartyTotals[party]))
        {
            return false;
        }

        var sum = 0L;
        for (var i = 0; i < line.Columns.Count; i++)
        {
            var votes = figures.Votes[line.Columns[i]];
            if (T.IsNegative(votes))
            {
                return false;
            }

            sum += long.CreateTruncating(votes);
        }

        return sum != long.CreateTruncating(figures.PartyTotals[party]);
    }

    /// <summary>Of each party whose sum is another: its own votes, its candidates', and the sum.</summary>
    private static Clash Parties<T>(Figures<T> figures, Ballot ballot)
        where T : struct, IBinaryInteger<T>
    {
        var clash = new Clash();
        for (var party = 0; party < figures.PartyTotals.Length; party++)
        {
            var line = ballot.Lines[party];
            if (PartyDiffers(figures, line, party))
            {
                foreach (var column in line.Columns)
                {
                    clash.Add(PaperPlace.Of(ballot.Columns[column]), long.CreateTruncating(figures.Votes[column]));
                }

                clash.Add(PaperPlace.OfTotal(line.Number), long.CreateTruncating(figures.PartyTotals[party]));
            }
        }

        return clash;
    }
}
