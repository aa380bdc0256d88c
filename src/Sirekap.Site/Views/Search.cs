using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Site.Views;

/// <summary>A place that a query may mean.</summary>
/// <param name="Place">Region or station.</param>
/// <param name="Above">The regions around it, the province first: many villages share a name.</param>
public sealed record Found(NamedRegion Place, IReadOnlyList<NamedRegion> Above);

/// <summary>
/// Finds places by what people type: <c>TPS 12 Sukamaju Cibeunying</c>, <c>kec menteng jakpus</c>, <c>soekamadjoe</c>,
/// <c>3273081001012</c>, <c>32.73.08.1001</c>. Every word must be in the name of the place or of a region around it, and at least one in
/// its own name. Places that are called exactly so come alone; else those whose words begin so; else those that were meant but for a slip
/// of the finger.
/// Immutable: any number of threads may search.
/// </summary>
public sealed class Search
{
    /// <summary>Characters, as pages and API take.</summary>
    private const int LongestQuery = 200;

    /// <summary>Names of village, district, regency and province have fewer; a bit each.</summary>
    private const int MostWords = 8;

    private readonly RegionTree _tree;
    private readonly ElectionNames _names;

    // Sorted, each once, with the regions in whose name it is.
    private readonly string[] _words;
    private readonly int[][] _regions;

    public Search(RegionTree tree, ElectionNames names)
    {
        (_tree, _names) = (tree, names);
        var known = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (var region = 1; region < tree.RegionCount; region++)
        {
            foreach (var word in SearchWords.OfName(names.RegionName(tree.Region(region))).Distinct(StringComparer.Ordinal))
            {
                if (!known.TryGetValue(word, out var regions))
                {
                    known.Add(word, regions = []);
                }

                regions.Add(region);
            }
        }

        _words = [.. known.Keys];
        _regions = [.. known.Values.Select(regions => regions.ToArray())];
    }

    /// <summary>Whether it finds the places of this tree, and no other.</summary>
    internal bool IsOf(RegionTree tree) => ReferenceEquals(tree, _tree);

    /// <summary>The best matches, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<Found> Find(string query, int most = 20)
    {
        query = query.Length > LongestQuery ? query[..LongestQuery] : query;
        if (ByCode(query) is { } exact)
        {
            return [Of(exact)];
        }

        var words = SearchWords.OfQuery(query).Take(MostWords).ToList();
        var number = TakeNumber(words);
        if (words.Count == 0)
        {
            return [];
        }

        var codes = Meant(words, most).Select(_tree.Region);
        return [.. (number is { } n ? codes.SelectMany(code => WithStation(code, n)).Distinct() : codes).Take(most).Select(Of)];
    }

    /// <summary>As they are typed; without words that may only say a level; and then with slips.</summary>
    private List<int> Meant(List<string> words, int most)
    {
        foreach (var tried in new[] { words, SearchWords.WithoutLevels(words) }.Where(tried => tried.Count > 0))
        {
            var begins = tried.Select(Beginning).ToArray();
            var found = Rank(tried, begins, most);
            if (found.Count == 0)
            {
                found = Rank(tried, [.. tried.Select((word, i) => begins[i].Count > 0 ? begins[i] : Slipped(word))], most);
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private RegionCode? ByCode(string query)
    {
        var compact = new string([.. query.Where(c => c is not ('.' or '-' or ' ' or '/'))]).ToUpperInvariant();
        return
            compact.Length >= 2
            && RegionCode.TryParse(compact, out var code)
            && (_tree.FindRegion(code) > 0 || _tree.FindStation(code) >= 0)
            ? code
            : null;
    }

    /// <summary>Takes "TPS 12", or a number that stands alone at the end, out of the words.</summary>
    private static int? TakeNumber(List<string> words)
    {
        var at = words.FindIndex(word => word.StartsWith("TPS", StringComparison.Ordinal));
        if (at >= 0)
        {
            var digits = words[at][3..];
            if (digits.Length == 0 && at + 1 < words.Count && Number(words[at + 1]) is { } next)
            {
                words.RemoveRange(at, 2);
                return next;
            }

            if (Number(digits) is { } attached)
            {
                words.RemoveAt(at);
                return attached;
            }

            words.RemoveAt(at);
        }

        if (words.Count > 1 && Number(words[^1]) is { } last)
        {
            words.RemoveAt(words.Count - 1);
            return last;
        }

        return null;
    }

    private static int? Number(string word) =>
        word.Length <= 3 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    /// <summary>The regions that match all words, the best first; if some are called exactly so, these alone.</summary>
    /// <param name="words">What was typed.</param>
    /// <param name="meant">For each the words that it may mean, by their place in the list of words.</param>
    /// <param name="most">How many are wanted.</param>
    private List<int> Rank(List<string> words, List<int>[] meant, int most)
    {
        // Bit i: word i is in the region's own name, or in that of a region around it. Parents stand before their children.
        var (own, all) = (new byte[_tree.RegionCount], new byte[_tree.RegionCount]);
        var whole = new byte[_tree.RegionCount];
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var at in meant[i])
            {
                foreach (var region in _regions[at])
                {
                    own[region] |= (byte)(1 << i);
                    whole[region] |= (byte)(_words[at].Length == words[i].Length ? 1 << i : 0);
                }
            }
        }

        var every = (byte)((1 << words.Count) - 1);
        var matches = new List<(int Score, int Region)>();
        for (var region = 1; region < own.Length; region++)
        {
            all[region] = (byte)(own[region] | all[_tree.Parent(region)]);
            whole[region] |= whole[_tree.Parent(region)];
            if (all[region] == every && own[region] != 0)
            {
                // More of the words in its own name first, then whole words, then the wider place.
                var score =
                    (1000 * System.Numerics.BitOperations.PopCount(own[region]))
                    + (10 * System.Numerics.BitOperations.PopCount(whole[region]))
                    - (int)_tree.Region(region).Level;
                matches.Add((-score, region));
            }
        }

        matches.Sort();
        var exact = matches.Where(match => whole[match.Region] == every && IsCalled(match.Region, words)).ToList();
        return [.. (exact.Count > 0 ? exact : matches).Take(10 * most).Select(match => match.Region)];
    }

    /// <summary>Whether the words have all of the name by which people call a place.</summary>
    private bool IsCalled(int region, List<string> words) =>
        SearchWords.CallName(_names.RegionName(_tree.Region(region))) is var name && name.Any() && name.All(words.Contains);

    /// <summary>The words that begin so.</summary>
    private List<int> Beginning(string word)
    {
        var found = new List<int>();
        for (var at = LowerBound(word); at < _words.Length && _words[at].StartsWith(word, StringComparison.Ordinal); at++)
        {
            found.Add(at);
        }

        return found;
    }

    /// <summary>The words that are this one but for a slip; a nation has some forty thousand, which takes milliseconds.</summary>
    private List<int> Slipped(string word) => [.. Enumerable.Range(0, _words.Length).Where(at => SearchWords.IsSlip(word, _words[at]))];

    private IEnumerable<RegionCode> WithStation(RegionCode code, int number)
    {
        var region = _tree.FindRegion(code);
        var villages = _tree.IsVillage(region) ? [region] : Enumerable.Range(region, _tree.EndOf(region) - region).Where(_tree.IsVillage);
        return villages.Select(village => _tree.Region(village).Station(number)).Where(station => _tree.FindStation(station) >= 0);
    }

    private int LowerBound(string word)
    {
        var (low, high) = (0, _words.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_words[middle], word) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Found Of(RegionCode code)
    {
        var above = new List<NamedRegion>();
        for (var level = Level.Province; level < code.Level; level++)
        {
            above.Add(new NamedRegion(code.At(level), _names.RegionName(code.At(level))));
        }

        return new Found(new NamedRegion(code, code.Level == Level.Station ? _names.StationName(code) : _names.RegionName(code)), above);
    }
}
