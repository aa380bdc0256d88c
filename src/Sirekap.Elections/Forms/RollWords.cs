using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms;

/// <summary>
/// What the roll is called. DPT, DPTb and DPK are the law's three lists (UU 7/2017 Art. 202 ff., verify): whoever votes and stands in the
/// first, has come from elsewhere, or stands in none. A form without rows for the latter two, as a school's, knows one list of voters.
/// </summary>
public static class RollWords
{
    /// <summary>The first list; that of voters from elsewhere is written DPTb, "b" for additional.</summary>
    private const string InTheRoll = "dalam DPT";

    /// <summary>What only a form with several lists can fail.</summary>
    private static readonly string[] OfSeveral = ["TRANSFERRED_SUM", "SAME_DAY_SUM", "TURNOUT_PARTS"];

    /// <summary>Whether a form tells apart who of several lists has voted.</summary>
    public static bool HasSeveral(ContestForm form) => form.Has(Field.Transferred) || form.Has(Field.SameDay);

    /// <summary>Whether a check can fail where the form does, or does not, tell several lists apart.</summary>
    public static bool CanFail(Check check, bool hasSeveral) => hasSeveral || !OfSeveral.Contains(check.Code);

    /// <summary>What is wrong when a check fails, in the words of a form.</summary>
    /// <param name="check">The check.</param>
    /// <param name="hasSeveral">Whether the form has several lists (<see cref="HasSeveral"/>).</param>
    public static Bilingual Of(Check check, bool hasSeveral) => Of(new Bilingual(check.Indonesian, check.English), hasSeveral);

    /// <summary>What stands beside a figure, in the words of a form.</summary>
    /// <param name="field">The figure.</param>
    /// <param name="form">The form.</param>
    public static Bilingual Of(Field field, ContestForm form) => Of(field.Words(), HasSeveral(form));

    private static Bilingual Of(Bilingual words, bool hasSeveral) =>
        hasSeveral
            ? words
            : new Bilingual(
                words
                    .Indonesian.Replace($"{InTheRoll}b", "dalam daftar pemilih pindahan", StringComparison.Ordinal)
                    .Replace(InTheRoll, "dalam daftar pemilih", StringComparison.Ordinal),
                words.English.Replace(" (DPT)", "", StringComparison.Ordinal)
            );
}
