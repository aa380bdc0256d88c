using System.Numerics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms.Sections;

/// <summary>V: valid votes, invalid votes, and both (data suara sah dan tidak sah), and what they must agree with.</summary>
public static class SumsSection
{
    /// <summary>V.A to V.C.</summary>
    public static FieldRow Row { get; } =
        new(
            "sums",
            "V",
            Field.Valid,
            new Bilingual("Suara sah", "Valid votes"),
            new Bilingual("Suara tidak sah", "Invalid votes"),
            new Bilingual("Suara sah dan tidak sah", "All votes, valid and invalid")
        )
        {
            Papers = ["V.A", "V.B", "V.C"],
        };

    internal static IReadOnlyList<(CheckIndex Index, Check Check)> Checks { get; } =
    [
        (
            CheckIndex.ValidSum,
            new(
                "VALID_SUM",
                Severity.Holds,
                "C.HASIL V.A",
                "Jumlah suara sah tidak sama dengan jumlah perolehan suara semua pilihan.",
                "The valid votes are not the sum of the votes of all choices."
            )
        ),
        (
            CheckIndex.VotesSum,
            new(
                "VOTES_SUM",
                Severity.Holds,
                "C.HASIL V.C",
                "Jumlah seluruh suara tidak sama dengan suara sah ditambah suara tidak sah.",
                "All votes are not the valid votes plus the invalid votes."
            )
        ),
        (
            CheckIndex.TurnoutVotes,
            new(
                "TURNOUT_VOTES",
                Severity.Holds,
                "UU 7/2017 Art. 374(2)(h)",
                "Jumlah pengguna hak pilih tidak sama dengan jumlah seluruh suara, sah dan tidak sah; "
                    + "undang-undang menyebutnya alasan penghitungan ulang.",
                "The number of voters who voted is not the number of all votes, valid and invalid; "
                    + "the law names this a ground for a recount."
            )
        ),
        (
            CheckIndex.VotesOverBallots,
            new(
                "VOTES_OVER_BALLOTS",
                Severity.Holds,
                "C.HASIL II.1, V.C",
                "Jumlah seluruh suara melebihi surat suara yang diterima.",
                "There are more votes than ballots received."
            )
        ),
        (
            CheckIndex.VotesOverLaw,
            new(
                "VOTES_OVER_LAW",
                Severity.Holds,
                "UU 7/2017 Art. 350(1), verify",
                "Jumlah suara melebihi jumlah pemilih terbanyak yang dibolehkan undang-undang untuk satu TPS.",
                "There are more votes than the law allows a station to have voters."
            )
        ),
        (
            CheckIndex.StationSize,
            new(
                "STATION_SIZE",
                Severity.Flags,
                "PKPU 7/2022, verify",
                "Pemilih dalam DPT atau jumlah suara melebihi ukuran TPS yang direncanakan.",
                "The roll or the votes exceed the size that stations were planned for."
            )
        ),
    ];

    /// <param name="addsUp">
    /// Whether the votes here are all that valid votes are of: not where places with other choices come together.
    /// </param>
    internal static void Check<T>(Figures<T> figures, bool addsUp, ref FailingChecks failing)
        where T : struct, IBinaryInteger<T>
    {
        failing.Add(
            CheckIndex.ValidSum,
            addsUp && figures.Gives(Field.Valid) && !VotesSection.IsAnyMissing(figures) && figures.VotesGiven != figures.At(Field.Valid)
        );
        failing.Add(CheckIndex.VotesSum, figures.IsNotSum(Field.AllVotes, Field.Valid, Field.Invalid));
        failing.Add(CheckIndex.TurnoutVotes, figures.Differ(Field.Voters, Field.AllVotes));
        failing.Add(CheckIndex.VotesOverBallots, figures.Exceeds(Field.AllVotes, Field.BallotsReceived));
    }

    /// <summary>What one station must keep, at home: the law limits its voters.</summary>
    internal static void CheckStation(FormFields figures, in StationPaper paper, ref FailingChecks failing)
    {
        if (!paper.Station.IsOverseas)
        {
            var most = Math.Max(figures.VotesGiven, figures.At(Field.AllVotes));
            failing.Add(CheckIndex.VotesOverLaw, most > paper.Limits.Law);
            failing.Add(CheckIndex.StationSize, Math.Max(most, figures.At(Field.Roll)) > paper.Limits.Voters);
        }
    }

    internal static Clash? ClashOf<T>(CheckIndex check, Figures<T> figures, Ballot ballot, Limits limits)
        where T : struct, IBinaryInteger<T> =>
        check switch
        {
            CheckIndex.ValidSum => new Clash().Votes(figures, ballot, _ => true).Add(figures, Field.Valid),
            CheckIndex.VotesSum => new Clash().Add(figures, Field.Valid, Field.Invalid, Field.AllVotes),
            CheckIndex.TurnoutVotes => new Clash().Add(figures, Field.Voters, Field.AllVotes),
            CheckIndex.VotesOverBallots => new Clash().Add(figures, Field.BallotsReceived, Field.AllVotes),
            CheckIndex.VotesOverLaw => new Clash()
                .Add(PaperPlace.AllChoices, figures.VotesGiven)
                .Add(figures, Field.AllVotes)
                .Add(PaperPlace.Limit, limits.Law),
            CheckIndex.StationSize => new Clash()
                .Add(figures, Field.Roll)
                .Add(PaperPlace.AllChoices, figures.VotesGiven)
                .Add(figures, Field.AllVotes)
                .Add(PaperPlace.Limit, limits.Voters),
            _ => null,
        };
}
