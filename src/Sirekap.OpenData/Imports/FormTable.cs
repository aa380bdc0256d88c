using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>A station's form as a row of a table has it.</summary>
/// <param name="Station">The station; it has a part in the contest.</param>
/// <param name="Fields">Its figures.</param>
/// <param name="Line">The line on which the row begins, from 1.</param>
public sealed record WrittenForm(RegionCode Station, FormFields Fields, int Line);

/// <summary>
/// A table of forms that an election's own people have written, a row a station, in any dialect of <see cref="TableText"/>: the station by
/// its code or its name, the figures by names of <see cref="FormColumns"/>. Unlike somebody else's feed it is corrected by whoever hands it
/// in: nothing in it is passed over, and one flaw is enough to take none of it.
/// </summary>
/// <param name="Forms">The rows, each station once.</param>
/// <param name="Flaws">What is wrong, with line and column.</param>
public sealed record FormTable(IReadOnlyList<WrittenForm> Forms, IReadOnlyList<RowFlaw> Flaws)
{
    private const string Code = KpuColumns.Station;
    private const string Name = "nama";

    /// <summary>Reads the rows and every flaw in them, or says why the file cannot be read at all.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">The contest's figures.</param>
    /// <param name="tree">The stations there are.</param>
    /// <param name="names">What they are called.</param>
    /// <param name="error">Why nothing can be read.</param>
    public static FormTable? Read(FeedFile file, FormColumns columns, RegionTree tree, ElectionNames names, out InputError? error)
    {
        if (InputText.Open(file, out error) is not { } text)
        {
            return null;
        }

        var places = new StationNames(tree, names);
        using var table = TableText.Open(text, name => columns.Knows(name) || places.Meaning(name) is Code or Name, out var reason);
        reason ??= HeaderFlaw(table!, places);
        if (reason is not null)
        {
            error = new InputError(file.Name, reason);
            return null;
        }

        var rows = new Rows(file.Name, table!, columns, places);
        rows.ReadHeader();
        while (rows.HeaderHolds && table!.Next())
        {
            rows.ReadRow();
        }

        error = table!.Broken is { } broken ? new InputError(file.Name, broken) : null;
        return error is null ? new FormTable(rows.Forms, rows.Flaws) : null;
    }

    private static string? HeaderFlaw(TableText table, StationNames places)
    {
        var stations = table.Header.Count(name => places.Meaning(name) == Code);
        return stations == 1
            ? null
            : $"line 1: {stations} columns of the station's code; expected one, {places.CodeColumns}; the header has "
                + string.Join(", ", table.HeaderWords.Take(12));
    }

    /// <summary>The rows of one table.</summary>
    private sealed class Rows(string file, TableText table, FormColumns columns, StationNames places)
    {
        private readonly List<PaperPlace?> _targets = [];
        private readonly Dictionary<RegionCode, int> _lines = [];
        private int _station;
        private int _name;

        public List<WrittenForm> Forms { get; } = [];

        public List<RowFlaw> Flaws { get; } = [];

        public bool HeaderHolds => Flaws.Count == 0;

        public void ReadHeader()
        {
            var meanings = table.Header.Select(places.Meaning).ToList();
            (_station, _name) = (meanings.IndexOf(Code), meanings.IndexOf(Name));
            var words = new Dictionary<PaperPlace, string>();
            for (var i = 0; i < meanings.Count; i++)
            {
                _targets.Add(null);
                if (i == _station || i == _name)
                {
                    continue;
                }

                var word = table.HeaderWords[i];
                if (columns.Find(word, out var place) is { } wrong)
                {
                    Flaw(word, wrong);
                }
                else if (!words.TryAdd(place, word))
                {
                    Flaw(word, $"the figure {place} stands in two columns, {words[place]} and {word}");
                }

                _targets[i] = place;
            }
        }

        public void ReadRow()
        {
            var before = Flaws.Count;
            if (table.Flaw is { } torn)
            {
                Flaw("", torn);
                return;
            }

            if (places.FlawOf(table[_station], columns.Contest, out var station) is { } unknown)
            {
                Flaw(table.HeaderWords[_station], unknown);
                return;
            }

            if (!_lines.TryAdd(station, table.Line))
            {
                Flaw(table.HeaderWords[_station], $"{station} has a row already, in line {_lines[station]}; expected one row a station");
            }

            if (_name >= 0 && places.NameFlaw(table[_name], station) is { } other)
            {
                Flaw(table.HeaderWords[_name], other);
            }

            var draft = new FormDraft(columns.Contest, station);
            for (var i = 0; i < _targets.Count; i++)
            {
                if (_targets[i] is { } place && draft.Set(place, table[i]) is { } wrong)
                {
                    Flaw(table.HeaderWords[i], wrong);
                }
            }

            if (draft.Fields.IsEmpty)
            {
                Flaw("", $"{station} has no figure at all; leave its row out until it has");
            }

            if (Flaws.Count == before)
            {
                Forms.Add(new WrittenForm(station, draft.Fields, table.Line));
            }
        }

        private void Flaw(string column, string reason) => Flaws.Add(new RowFlaw(file, table.Line, column, reason));
    }

    /// <summary>How a table says which station a row is of.</summary>
    private sealed class StationNames
    {
        private readonly RegionTree _tree;
        private readonly ElectionNames _names;
        private readonly ILookup<string, RegionCode> _stations;
        private readonly string[] _level;

        public StationNames(RegionTree tree, ElectionNames names)
        {
            (_tree, _names) = (tree, names);
            _stations = names.Stations.ToLookup(name => ColumnName.Of(name.Value), name => name.Key);
            _level = names.Levels.TryGetValue(Level.Station, out var words)
                ? [ColumnName.Of(words.Indonesian), ColumnName.Of(words.English)]
                : ["tps"];
        }

        public string CodeColumns => string.Join(" or ", _level.Prepend(Code));

        public string Meaning(string column) =>
            KpuColumns.Meaning(column) == Code || _level.Contains(column) ? Code
            : column == "name" ? Name
            : column;

        /// <summary>What is wrong with a station's code, or with its name in the code's place.</summary>
        public string? FlawOf(string cell, Contest contest, out RegionCode station)
        {
            station = default;
            var named = _stations[ColumnName.Of(cell)].Take(2).ToArray();
            if (named.Length == 2)
            {
                return $"{Figure.Show(cell)} is the name of {named[0]} and of {named[1]}; expected the code";
            }

            if (named.Length == 1)
            {
                station = named[0];
            }
            else if (FeedRows.FlawOf(_tree, cell, out station) is { } flaw)
            {
                return flaw;
            }

            return contest.TryFindDistrict(station, out _) ? null : $"{station} has no part in {contest.Code}";
        }

        public string? NameFlaw(string cell, RegionCode station)
        {
            var name = _names.StationName(station);
            return cell.Length == 0 || ColumnName.Of(cell) == ColumnName.Of(name)
                ? null
                : $"{Figure.Show(cell)} is not the name of {station}, which is {Figure.Show(name)}; is it another's row?";
        }
    }
}
