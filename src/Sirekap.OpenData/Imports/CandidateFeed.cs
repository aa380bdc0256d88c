using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>A table of votes by candidate as a snapshot of a feed: a form for each district or station, with votes and no counts.</summary>
public static class CandidateFeed
{
    /// <summary>
    /// Reads a snapshot against the ballots of an election, or says why the file cannot be read at all; then nothing of it is taken. A
    /// figure that cannot be understood, or stands there twice, is one that is not given.
    /// </summary>
    public static Feed? Read(FeedFile file, FeedScope scope, out InputError? error)
    {
        if (CandidateTable.Read(file, out error) is not { } table)
        {
            return null;
        }

        var ballots = scope.Ballots ?? throw new ArgumentException("a table by candidate is read against ballots", nameof(scope));
        var rows = new FeedRows(scope.Tree);
        rows.Flaws.AddRange(table.Flaws);
        foreach (var place in table.Rows.GroupBy(row => row.Place, StringComparer.Ordinal))
        {
            if (Find(table, scope.Tree, ballots, place.Key, out var station) is { } district)
            {
                var fields = new FormFields(Votes(place, district, file.Name, rows.Flaws), FormFields.NoCounts());
                rows.Add(new FeedRow(station, fields, file.Name, place.First().Line), ColumnOf(table));
            }
            else
            {
                rows.Flaws.Add(
                    new RowFlaw(file.Name, place.First().Line, ColumnOf(table), $"{Figure.Show(place.Key)} has no ballot in this election")
                );
            }
        }

        return new Feed(file.Name, file.Reference, file.Bytes, [], rows.Done(), rows.Flaws, table.Unknown);
    }

    private static string ColumnOf(CandidateTable table) => table.IsByDistrict ? CandidateTable.District : CandidateTable.Station;

    private static ElectoralDistrict? Find(CandidateTable table, RegionTree tree, Contest ballots, string place, out RegionCode station)
    {
        station = default;
        if (table.IsByDistrict)
        {
            if (DistrictUnit.TryFind(place, out var region))
            {
                station = DistrictUnit.Of(region);
            }
        }
        else if (RegionCode.TryParse(place, out var code) && code.Level == Level.Station)
        {
            station = code;
        }

        return tree.FindStation(station) >= 0 && ballots.TryFindDistrict(station, out var district) ? district : null;
    }

    private static int[] Votes(IEnumerable<CandidateRow> place, ElectoralDistrict district, string file, List<RowFlaw> flaws)
    {
        var votes = new int[district.Choices.Count];
        var lines = new int[votes.Length];
        Array.Fill(votes, FormFields.Missing);
        foreach (var row in place)
        {
            var column = district.IndexOf(row.Choice);
            if (column < 0)
            {
                flaws.Add(new RowFlaw(file, row.Line, "", $"{row.Choice} is not on the ballot of {district.Code}"));
            }
            else if (lines[column] > 0)
            {
                flaws.Add(new RowFlaw(file, row.Line, "", $"{row.Choice} has a row already, at {file}:{lines[column]}; neither was taken"));
                votes[column] = FormFields.Missing;
            }
            else
            {
                (votes[column], lines[column]) = (row.Votes ?? FormFields.Missing, row.Line);
            }
        }

        return votes;
    }
}
