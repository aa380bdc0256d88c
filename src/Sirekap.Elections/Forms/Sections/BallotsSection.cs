using System.Numerics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms.Sections;

/// <summary>II: ballots (data penggunaan surat suara).</summary>
public static class BallotsSection
{
    /// <summary>II.1 to II.4.</summary>
    public static FieldRow Row { get; } =
        new(
            "ballots",
            "II",
            Field.BallotsReceived,
            new Bilingual("Surat suara diterima, termasuk cadangan", "Ballots received, with the reserve"),
            new Bilingual("Surat suara digunakan", "Ballots used"),
            new Bilingual("Surat suara dikembalikan, rusak atau keliru coblos", "Ballots returned, damaged or wrongly punched"),
            new Bilingual("Surat suara tidak digunakan, termasuk sisa cadangan", "Ballots not used, with the rest of the reserve")
        )
        {
            Papers = ["II.1", "II.2", "II.3", "II.4"],
        };

    internal static IReadOnlyList<(CheckIndex Index, Check Check)> Checks { get; } =
    [
        (
            CheckIndex.BallotsSum,
            new(
                "BALLOTS_SUM",
                Severity.Flags,
                "C.HASIL II",
                "Surat suara yang diterima tidak sama dengan yang digunakan, dikembalikan, dan tidak digunakan.",
                "The ballots received are not those used, returned and not used."
            )
        ),
        (
            CheckIndex.BallotsUsed,
            new(
                "BALLOTS_USED",
                Severity.Flags,
                "C.HASIL II.2, V.C",
                "Surat suara yang digunakan tidak sama dengan jumlah seluruh suara.",
                "The ballots used are not the number of all votes."
            )
        ),
        (
            CheckIndex.BallotsRoll,
            new(
                "BALLOTS_ROLL",
                Severity.Flags,
                "UU 7/2017 Art. 344(2), verify",
                "Surat suara yang diterima tidak sama dengan pemilih dalam DPT ditambah cadangan.",
                "The ballots received are not the voters in the roll plus the reserve."
            )
        ),
    ];

    internal static void Check<T>(Figures<T> figures, ref FailingChecks failing)
        where T : struct, IBinaryInteger<T>
    {
        failing.Add(
            CheckIndex.BallotsSum,
            figures.IsNotSum(Field.BallotsReceived, Field.BallotsUsed, Field.BallotsReturned, Field.BallotsUnused)
        );
        failing.Add(CheckIndex.BallotsUsed, figures.Differ(Field.BallotsUsed, Field.AllVotes));
    }

    /// <summary>What one station must keep: over a region each station's reserve was rounded up.</summary>
    internal static void CheckStation(FormFields figures, in StationPaper paper, ref FailingChecks failing) =>
        failing.Add(
            CheckIndex.BallotsRoll,
            figures.Gives(Field.BallotsReceived)
                && figures.Gives(Field.Roll)
                && figures.At(Field.BallotsReceived) != figures.At(Field.Roll) + Reserve(figures.At(Field.Roll), paper.Limits)
        );

    internal static Clash? ClashOf<T>(CheckIndex check, Figures<T> figures, Limits limits)
        where T : struct, IBinaryInteger<T> =>
        check switch
        {
            CheckIndex.BallotsSum => new Clash().Add(
                figures,
                Field.BallotsReceived,
                Field.BallotsUsed,
                Field.BallotsReturned,
                Field.BallotsUnused
            ),
            CheckIndex.BallotsUsed => new Clash().Add(figures, Field.BallotsUsed, Field.AllVotes),
            CheckIndex.BallotsRoll => new Clash()
                .Add(figures, Field.Roll)
                .Add(PaperPlace.Reserve, Reserve(figures.At(Field.Roll), limits))
                .Add(figures, Field.BallotsReceived),
            _ => null,
        };

    /// <summary>Reserve ballots for a roll: the percentage, rounded up.</summary>
    private static long Reserve(long roll, Limits limits) => ((roll * limits.ReservePercent) + 99) / 100;
}
