using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Officers.Reviews;

/// <summary>Places of a form as the app's fields are called: <c>votes.0</c>, <c>parties.1</c>, <c>sums.2</c>.</summary>
internal static class DeskPlaces
{
    /// <summary>Those of which no two people say the same, in the order of the fields: what another is asked for.</summary>
    /// <param name="entries">What each has opened, of one ballot.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station.</param>
    public static IReadOnlyList<string> Open(IReadOnlyList<FormFields> entries, Contest contest, RegionCode station)
    {
        var ballot = contest.BallotOf(station);
        var open = Agreement.Open(entries, ballot).ToHashSet();
        return
        [
            .. ballot
                .Columns.Index()
                .Where(column => open.Contains(PaperPlace.Of(column.Item)))
                .Select(column => Name("votes", column.Index)),
            .. Enumerable
                .Range(0, ballot.Parties)
                .Where(party => open.Contains(PaperPlace.OfTotal(ballot.Lines[party].Number)))
                .Select(party => Name("parties", party)),
            .. contest.Form.Rows.SelectMany(row =>
                Enumerable
                    .Range(0, row.Length)
                    .Where(place => open.Contains(PaperPlace.Of((Field)((int)row.First + place))))
                    .Select(place => Name(row.Name, place))
            ),
        ];
    }

    private static string Name(string row, int place) => string.Create(CultureInfo.InvariantCulture, $"{row}.{place}");
}
