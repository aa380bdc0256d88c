using System.Numerics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms.Sections;

/// <summary>I: voters in the roll, and those who voted (data pemilih dan pengguna hak pilih). Its rows are men, women and both.</summary>
public static class VotersSection
{
    private const string Paper = "C.HASIL ";

    /// <summary>I.A to I.B.4.</summary>
    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        new("roll", "I.A", Field.RollMen, new Bilingual("Pemilih dalam DPT", "Voters in the roll (DPT)")),
        new("fromRoll", "I.B.1", Field.FromRollMen, new Bilingual("Pengguna hak pilih dalam DPT", "Voters who voted, from the roll")),
        new(
            "transferred",
            "I.B.2",
            Field.TransferredMen,
            new Bilingual("Pengguna hak pilih dalam DPTb", "Voters who voted, transferred (DPTb)")
        ),
        new("sameDay", "I.B.3", Field.SameDayMen, new Bilingual("Pengguna hak pilih dalam DPK", "Voters who voted, same-day (DPK)")),
        new("voters", "I.B.4", Field.VotersMen, new Bilingual("Jumlah pengguna hak pilih", "All who voted")),
    ];

    internal static IReadOnlyList<(CheckIndex Index, Check Check)> Checks { get; } =
    [
        Sum(CheckIndex.RollSum, "ROLL_SUM", "I.A", "Pemilih dalam DPT", "Voters in the roll"),
        Sum(CheckIndex.FromRollSum, "FROM_ROLL_SUM", "I.B.1", "Pengguna hak pilih dalam DPT", "Voters who voted, from the roll"),
        Sum(CheckIndex.TransferredSum, "TRANSFERRED_SUM", "I.B.2", "Pengguna hak pilih dalam DPTb", "Voters who voted, transferred"),
        Sum(CheckIndex.SameDaySum, "SAME_DAY_SUM", "I.B.3", "Pengguna hak pilih dalam DPK", "Voters who voted, same-day"),
        Sum(CheckIndex.VotersSum, "VOTERS_SUM", "I.B.4", "Seluruh pengguna hak pilih", "All who voted"),
        (
            CheckIndex.TurnoutParts,
            new(
                "TURNOUT_PARTS",
                Severity.Flags,
                Paper + "I.B.4",
                "Seluruh pengguna hak pilih tidak sama dengan jumlah pengguna dalam DPT, DPTb, dan DPK.",
                "All who voted are not the sum of those from the roll, transferred and same-day."
            )
        ),
        (
            CheckIndex.FromRollOverRoll,
            new(
                "FROM_ROLL_OVER_ROLL",
                Severity.Flags,
                Paper + "I.A, I.B.1",
                "Pengguna hak pilih dalam DPT melebihi pemilih dalam DPT.",
                "More voters from the roll voted than the roll has."
            )
        ),
    ];

    internal static void Check<T>(Figures<T> figures, ref FailingChecks failing)
        where T : struct, IBinaryInteger<T>
    {
        failing.Add(CheckIndex.RollSum, Sexes.AreNotSum(figures, Field.RollMen));
        failing.Add(CheckIndex.FromRollSum, Sexes.AreNotSum(figures, Field.FromRollMen));
        failing.Add(CheckIndex.TransferredSum, Sexes.AreNotSum(figures, Field.TransferredMen));
        failing.Add(CheckIndex.SameDaySum, Sexes.AreNotSum(figures, Field.SameDayMen));
        failing.Add(CheckIndex.VotersSum, Sexes.AreNotSum(figures, Field.VotersMen));
        failing.Add(CheckIndex.TurnoutParts, PartsDiffer(figures, 0) || PartsDiffer(figures, 1) || PartsDiffer(figures, 2));
        failing.Add(CheckIndex.FromRollOverRoll, Sexes.AnyExceeds(figures, Field.FromRollMen, Field.RollMen));
    }

    internal static Clash? ClashOf<T>(CheckIndex check, Figures<T> figures)
        where T : struct, IBinaryInteger<T> =>
        check switch
        {
            CheckIndex.RollSum => Sexes.ClashOf(figures, Field.RollMen),
            CheckIndex.FromRollSum => Sexes.ClashOf(figures, Field.FromRollMen),
            CheckIndex.TransferredSum => Sexes.ClashOf(figures, Field.TransferredMen),
            CheckIndex.SameDaySum => Sexes.ClashOf(figures, Field.SameDayMen),
            CheckIndex.VotersSum => Sexes.ClashOf(figures, Field.VotersMen),
            CheckIndex.TurnoutParts => Sexes.ClashOf(
                figures,
                column => PartsDiffer(figures, column),
                Field.FromRollMen,
                Field.TransferredMen,
                Field.SameDayMen,
                Field.VotersMen
            ),
            CheckIndex.FromRollOverRoll => Sexes.ClashOf(
                figures,
                column => figures.Exceeds(Field.FromRollMen.After(column), Field.RollMen.After(column)),
                Field.RollMen,
                Field.FromRollMen
            ),
            _ => null,
        };

    /// <summary>I.B.4 against I.B.1 + 2 + 3 in one of its columns.</summary>
    /// <param name="column">0 men, 1 women, 2 both.</param>
    private static bool PartsDiffer<T>(Figures<T> figures, int column)
        where T : struct, IBinaryInteger<T> =>
        figures.IsNotSum(
            Field.VotersMen.After(column),
            Field.FromRollMen.After(column),
            Field.TransferredMen.After(column),
            Field.SameDayMen.After(column)
        );

    private static (CheckIndex Index, Check Check) Sum(CheckIndex index, string code, string where, string indonesian, string english) =>
        (index, Sexes.SumCheck(code, Paper + where, new Bilingual(indonesian, english)));
}
