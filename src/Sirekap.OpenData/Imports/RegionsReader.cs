using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>Gathers regions from tables.</summary>
internal sealed class RegionsReader
{
    private const string Code = "kode";
    private const string Tier = "tingkat";
    private const string Name = "nama";
    private const string Parent = "kode_induk";
    private const string Stations = "tps";
    private const string KpuName = "nama_kpu";
    private const string Usual = $"{Code},{Tier},{Name},{Parent},{Stations}";

    private static readonly string[] Known = [Code, Tier, Name, Parent, Stations, KpuName];

    private readonly List<(RegionCode Station, VotingMethod Method)> _stations = [];
    private readonly SortedDictionary<RegionCode, string> _names = [];
    private readonly Dictionary<RegionCode, (string File, int Line)> _places = [];
    private readonly List<RegionCode> _childrenOfRows = [];
    private readonly List<RowFlaw> _flaws = [];
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    public void Add(RegionTree tree)
    {
        for (var station = 0; station < tree.StationCount; station++)
        {
            _stations.Add((tree.Station(station), tree.MethodOf(station)));
        }
    }

    /// <returns>Why the table cannot be read at all, or null.</returns>
    public string? ReadTable(string file, ReadOnlyMemory<byte> text)
    {
        using var table = TableText.Open(text, name => Known.Contains(Meaning(name)), out var reason);
        if (table is null)
        {
            return reason;
        }

        if (table.PlaceInHeader() is { } region)
        {
            return $"it has no header line: line {table.Line} is already the row of {region}; "
                + $"a line such as {Usual} above it names the columns";
        }

        var header = table.Header.Select(Meaning).ToList();
        var missing = new[] { Code, Name }.Except(header, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            return $"missing columns: {string.Join(", ", missing)}; nor is it a list of stations such as \"3171010001 1-12\"";
        }

        if (Known.FirstOrDefault(name => header.Count(other => other == name) > 1) is { } twice)
        {
            return $"column {twice} stands twice in the header";
        }

        _unknown.UnionWith(table.HeaderWords.Where((word, i) => word.Length > 0 && !Known.Contains(header[i])));
        var columns = Known.ToDictionary(name => name, name => header.IndexOf(name), StringComparer.Ordinal);
        var flawed = 0;
        while (table.Next())
        {
            var before = _flaws.Count;
            if (table.Flaw is not null)
            {
                _flaws.Add(new RowFlaw(file, table.Line, "", table.Flaw));
            }
            else
            {
                ReadRow(file, table.Line, name => columns[name] < 0 ? "" : table[columns[name]]);
            }

            flawed += _flaws.Count > before ? 1 : 0;
            if (flawed > Feed.MostFlawedRows)
            {
                return $"{flawed} rows cannot be understood; the last was {_flaws[^1]}";
            }
        }

        return table.Broken;
    }

    public RegionsFile Done()
    {
        foreach (var child in _childrenOfRows.Where(child => !_places.ContainsKey(child.Parent)))
        {
            _flaws.Add(new RowFlaw(_places[child].File, _places[child].Line, Parent, $"{child.Parent}, in which {child} lies, has no row"));
        }

        var tree = RegionTree.FromStations(Once());
        var names = _names.ToLookup(name => name.Key.Level == Level.Station);
        foreach (var station in names[true].Select(name => name.Key).Where(station => tree.FindStation(station) < 0))
        {
            _flaws.Add(
                new RowFlaw(_places[station].File, _places[station].Line, Code, $"{station} has a name and is no station of any village")
            );
        }

        return new RegionsFile(
            tree,
            names[false].ToDictionary(name => name.Key, name => name.Value),
            names[true].Where(name => tree.FindStation(name.Key) >= 0).ToDictionary(name => name.Key, name => name.Value),
            _flaws,
            [.. _unknown]
        );
    }

    /// <summary>The stations, of which one that two files have in two ways keeps the first and is said to be wrong.</summary>
    private IEnumerable<(RegionCode Station, VotingMethod Method)> Once()
    {
        var methods = new Dictionary<RegionCode, VotingMethod>(_stations.Count);
        foreach (var (station, method) in _stations)
        {
            if (!methods.TryAdd(station, method) && methods[station] != method)
            {
                var (file, line) = _places.GetValueOrDefault(station.Parent, ("the lists of stations", 0));
                var ways = $"{VotingMethods.WordOf(methods[station])} and {VotingMethods.WordOf(method)}";
                _flaws.Add(new RowFlaw(file, line, Stations, $"{station} is given with two ways of voting, {ways}"));
            }
        }

        return methods.Select(station => (station.Key, station.Value));
    }

    /// <summary>What a column is called elsewhere.</summary>
    private static string Meaning(string name) =>
        name switch
        {
            "code" or "kode_wilayah" => Code,
            "level" => Tier,
            "name" or "nama_wilayah" => Name,
            "parent" or "induk" => Parent,
            "stations" => Stations,
            _ => name,
        };

    private void ReadRow(string file, int line, Func<string, string> cell)
    {
        if (!RegionCode.TryParse(Figure.Code(cell(Code)), out var region) || region.Level == Level.Nation)
        {
            Flaw(Code, $"{Figure.Show(cell(Code))} is no code of a region (2, 4, 6, 10 or 13 characters)");
        }
        else if (FlawOf(region, cell) is { } wrong)
        {
            Flaw(wrong.Column, wrong.Reason);
        }
        else if (!_places.TryAdd(region, (file, line)))
        {
            Flaw(Code, $"{region} has a row already, at {_places[region].File}:{_places[region].Line}");
        }
        else
        {
            if (cell(Parent).Length > 0)
            {
                _childrenOfRows.Add(region);
            }

            _names[region] = cell(Name).Length > 0 ? cell(Name) : cell(KpuName);
            if (cell(Stations).Length > 0 && StationRanges.Read(cell(Stations), region, _stations) is { } none)
            {
                Flaw(Stations, none);
            }
        }

        void Flaw(string column, string reason) => _flaws.Add(new RowFlaw(file, line, column, reason));
    }

    private static (string Column, string Reason)? FlawOf(RegionCode region, Func<string, string> cell)
    {
        var level = ((int)region.Level).ToString(CultureInfo.InvariantCulture);
        if (cell(Tier).Length > 0 && Figure.Code(cell(Tier)) != level)
        {
            return (Tier, $"{region} is of level {level}");
        }

        var parent = region.Level == Level.Province ? "" : region.Parent.ToString();
        if (cell(Parent).Length > 0 && Figure.Code(cell(Parent)) != parent)
        {
            return (Parent, $"{region} lies in {(parent.Length == 0 ? "no region but the nation" : parent)}");
        }

        var name = cell(Name).Length > 0 ? cell(Name) : cell(KpuName);
        if (name.Length == 0)
        {
            return (Name, $"{region} has no name");
        }

        if (NameRules.FlawOf(name) is { } flaw)
        {
            return (Name, flaw);
        }

        return region.Level != Level.Village && cell(Stations).Length > 0 ? (Stations, "only a village (level 4) has stations") : null;
    }
}
