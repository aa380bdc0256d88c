using System.Globalization;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms;

/// <summary>A figure of the paper that is not the same in two forms.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Before">The figure of the first; null where it is not given.</param>
/// <param name="After">The figure of the second; null where it is not given.</param>
public sealed record Difference(PaperPlace Place, int? Before, int? After)
{
    /// <summary>Whether one figure stands in the place of another, and not in an empty one.</summary>
    public bool Replaces => Before is not null && After is not null;

    /// <summary>By how much, whatever the direction; 0 where nothing stood, or nothing stands.</summary>
    public int By => Replaces ? Math.Abs(After!.Value - Before!.Value) : 0;

    public override string ToString() => $"{Place} {Show(Before)} → {Show(After)}";

    private static string Show(int? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "–";
}

/// <summary>What differs between two forms of one ballot.</summary>
public static class Differences
{
    /// <summary>In the order of the paper.</summary>
    /// <param name="before">Null for no form, which gives no figure.</param>
    /// <param name="after">Null for a form withdrawn.</param>
    /// <param name="ballot">The ballot that both are of.</param>
    public static IReadOnlyList<Difference> Between(FormFields? before, FormFields? after, Ballot ballot)
    {
        if ((before ?? after) is not { } any || any.Equals(after) && any.Equals(before))
        {
            return [];
        }

        var places = any.On(ballot).Select(line => line.Place);
        var found = new List<Difference>();
        foreach (var (place, was, now) in places.Zip(Of(before), Of(after)))
        {
            if (was != now)
            {
                found.Add(new Difference(place, was, now));
            }
        }

        return found;

        IEnumerable<int?> Of(FormFields? form) =>
            form is null ? Enumerable.Repeat<int?>(null, int.MaxValue) : form.On(ballot).Select(line => line.Figure);
    }
}
