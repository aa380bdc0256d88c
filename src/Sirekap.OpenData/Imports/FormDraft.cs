using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>A station's form while its figures are written down one by one, each once. One thread.</summary>
public sealed class FormDraft
{
    private readonly RegionCode _station;
    private readonly Ballot _ballot;
    private readonly int[] _votes;
    private readonly int[] _totals;
    private readonly int[] _counts;
    private readonly HashSet<PaperPlace> _given = [];

    /// <param name="contest">The contest; the station has a part in it.</param>
    /// <param name="station">The station.</param>
    /// <param name="from">Figures that stand where no other is given, as of a form that is corrected; none where left out.</param>
    public FormDraft(Contest contest, RegionCode station, FormFields? from = null)
    {
        _station = station;
        _ballot = contest.BallotOf(station);
        _votes = from?.Votes.ToArray() ?? Missing(_ballot.Columns.Count);
        _counts = from?.Counts.ToArray() ?? FormFields.NoCounts();
        _totals = from is { PartyTotals.Length: > 0 } ? from.PartyTotals.ToArray() : Missing(_ballot.Parties);
    }

    /// <summary>The form as it is written down now.</summary>
    public FormFields Fields => new([.. _votes], [.. _counts], [.. _totals]);

    /// <summary>Writes a figure down as it stands in a cell; an empty one is a figure that the paper does not give.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Set(PaperPlace place, string cell)
    {
        if (!_given.Add(place))
        {
            return $"{place} is given twice";
        }

        var value = FormFields.Missing;
        if (!Figure.IsNothing(cell) && Figure.Read(cell, out value) is { } wrong)
        {
            return $"{wrong}; expected a whole number from 0 to {Elections.Forms.Fields.Largest}";
        }

        var (figures, at) = place.Part switch
        {
            PaperPart.Count => (_counts, (int)place.Field),
            PaperPart.PartyTotal => (_totals, Line(place.Choice.Number)),
            _ => (_votes, _ballot.ColumnOf(place.Choice)),
        };
        if (at < 0)
        {
            return Figure.IsNothing(cell) ? null : $"{place} is not on the ballot of {_station}";
        }

        figures[at] = value;
        return null;
    }

    private int Line(int number) => _ballot.Lines.Take(_ballot.Parties).ToList().FindIndex(line => line.Number == number);

    private static int[] Missing(int length)
    {
        var figures = new int[length];
        Array.Fill(figures, FormFields.Missing);
        return figures;
    }
}
