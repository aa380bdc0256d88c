using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>One figure of a form before and after a correction.</summary>
/// <param name="Paper">Where it stands on C.HASIL: IV.2 for the votes of choice 2, I.B.4.J, V.C …</param>
/// <param name="Before">The figure before; null when there was none.</param>
/// <param name="After">The figure after; null when there is none.</param>
public sealed record Difference(string Paper, int? Before, int? After)
{
    public override string ToString() => $"{Paper} {Show(Before)} → {Show(After)}";

    private static string Show(int? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "–";
}

/// <summary>What changed between two forms of a station, in the order of the paper.</summary>
public static class Differences
{
    /// <param name="before">The figures before; null for no form.</param>
    /// <param name="after">The figures after; null for a form withdrawn.</param>
    /// <param name="ballot">The choices, as many as either form has votes.</param>
    public static IReadOnlyList<Difference> Between(FormFields? before, FormFields? after, IReadOnlyList<Choice> ballot)
    {
        var differences = new List<Difference>();
        for (var field = Field.RollMen; field < Field.Valid; field++)
        {
            Add(field.Paper(), before?[field], after?[field]);
        }

        for (var i = 0; i < ballot.Count; i++)
        {
            Add($"IV.{ballot[i]}", Vote(before, i), Vote(after, i));
        }

        for (var field = Field.Valid; field <= Field.AllVotes; field++)
        {
            Add(field.Paper(), before?[field], after?[field]);
        }

        return differences;

        void Add(string paper, int? was, int? @is)
        {
            if (was != @is)
            {
                differences.Add(new Difference(paper, was, @is));
            }
        }
    }

    private static int? Vote(FormFields? fields, int choice) =>
        fields is null || fields.Votes[choice] == FormFields.Missing ? null : fields.Votes[choice];
}
