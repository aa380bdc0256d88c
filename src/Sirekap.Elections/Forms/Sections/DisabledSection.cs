using System.Numerics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms.Sections;

/// <summary>III: voters with a disability who voted (data pemilih disabilitas).</summary>
public static class DisabledSection
{
    /// <summary>III, men, women and both.</summary>
    public static FieldRow Row { get; } =
        new("disabled", "III", Field.DisabledMen, new Bilingual("Pemilih disabilitas yang memilih", "Voters with a disability who voted"));

    internal static IReadOnlyList<(CheckIndex Index, Check Check)> Checks { get; } =
    [
        (
            CheckIndex.DisabledSum,
            Sexes.SumCheck("DISABLED_SUM", "C.HASIL III", new Bilingual("Pemilih disabilitas", "Voters with a disability"))
        ),
        (
            CheckIndex.DisabledOverVoters,
            new(
                "DISABLED_OVER_VOTERS",
                Severity.Flags,
                "C.HASIL I.B.4, III",
                "Pemilih disabilitas yang memilih melebihi seluruh pengguna hak pilih.",
                "More voters with a disability voted than voters voted in all."
            )
        ),
    ];

    internal static void Check<T>(Figures<T> figures, ref FailingChecks failing)
        where T : struct, IBinaryInteger<T>
    {
        failing.Add(CheckIndex.DisabledSum, Sexes.AreNotSum(figures, Field.DisabledMen));
        failing.Add(CheckIndex.DisabledOverVoters, Sexes.AnyExceeds(figures, Field.DisabledMen, Field.VotersMen));
    }

    internal static Clash? ClashOf<T>(CheckIndex check, Figures<T> figures)
        where T : struct, IBinaryInteger<T> =>
        check switch
        {
            CheckIndex.DisabledSum => Sexes.ClashOf(figures, Field.DisabledMen),
            CheckIndex.DisabledOverVoters => Sexes.ClashOf(
                figures,
                column => figures.Exceeds(Field.DisabledMen.After(column), Field.VotersMen.After(column)),
                Field.VotersMen,
                Field.DisabledMen
            ),
            _ => null,
        };
}
