using System.Globalization;
using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Site.Views;

/// <summary>A place that a query may mean.</summary>
/// <param name="Place">Region or station.</param>
/// <param name="Above">The regions around it, the province first: many villages share a name.</param>
public sealed record Found(NamedRegion Place, IReadOnlyList<NamedRegion> Above);

/// <summary>
/// Finds places by what people type: <c>TPS 12 Sukamaju Cibeunying</c>, <c>sukamaju</c>, <c>3273081001012</c>, <c>32.73.08.1001</c>. Every
/// word must begin a word in the name of the place or of a region around it, and at least one in its own name.
/// </summary>
public sealed class Search
{
    /// <summary>Characters, as pages and API take.</summary>
    private const int LongestQuery = 200;

    /// <summary>Names of village, district, regency and province have fewer.</summary>
    private const int MostWords = 8;

    /// <summary>Words that say a level and are left out of most names.</summary>
    private static readonly HashSet<string> Levels = new(
        ["KELURAHAN", "KEL", "DESA", "KECAMATAN", "KEC", "KABUPATEN", "KAB", "PROVINSI", "PROV", "NO", "NOMOR"],
        StringComparer.Ordinal
    );

    private readonly RegionTree _tree;
    private readonly ElectionNames _names;
    private readonly string[] _words;
    private readonly int[] _regions;

    public Search(RegionTree tree, ElectionNames names)
    {
        (_tree, _names) = (tree, names);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var pairs = new List<(string Word, int Region)>(2 * tree.RegionCount);
        for (var region = 1; region < tree.RegionCount; region++)
        {
            foreach (var word in Words(names.RegionName(tree.Region(region))))
            {
                // Names repeat: one string for all who bear it.
                pairs.Add((known.TryGetValue(word, out var same) ? same : known[word] = word, region));
            }
        }

        pairs.Sort((left, right) => string.CompareOrdinal(left.Word, right.Word));
        _words = [.. pairs.Select(pair => pair.Word)];
        _regions = [.. pairs.Select(pair => pair.Region)];
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

        var words = Words(query).Where(word => !Levels.Contains(word)).Take(MostWords).ToList();
        var number = TakeNumber(words);
        if (words.Count == 0)
        {
            return [];
        }

        var found = Rank(words, most);
        var codes = found.Select(_tree.Region);
        return [.. (number is { } n ? codes.SelectMany(code => WithStation(code, n)).Distinct() : codes).Take(most).Select(Of)];
    }

    /// <summary>Words in capitals, without signs; KPU writes names in ASCII.</summary>
    internal static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToUpperInvariant(c));
            }
            else if (c is not '\'' && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
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

    private List<int> Rank(List<string> words, int most)
    {
        // Bit i: word i is in the region's own name, or in that of a region around it. Parents stand before their children.
        var (own, all) = (new byte[_tree.RegionCount], new byte[_tree.RegionCount]);
        var whole = new byte[_tree.RegionCount];
        for (var i = 0; i < words.Count; i++)
        {
            for (var at = LowerBound(words[i]); at < _words.Length && _words[at].StartsWith(words[i], StringComparison.Ordinal); at++)
            {
                own[_regions[at]] |= (byte)(1 << i);
                whole[_regions[at]] += (byte)(_words[at].Length == words[i].Length ? 1 : 0);
            }
        }

        var every = (byte)((1 << words.Count) - 1);
        var matches = new List<(int Score, int Region)>();
        for (var region = 1; region < own.Length; region++)
        {
            all[region] = (byte)(own[region] | all[_tree.Parent(region)]);
            if (all[region] == every && own[region] != 0)
            {
                // More of the words in its own name first, then whole words, then the wider place.
                var score =
                    (1000 * System.Numerics.BitOperations.PopCount(own[region])) + (10 * whole[region]) - (int)_tree.Region(region).Level;
                matches.Add((-score, region));
            }
        }

        matches.Sort();
        return [.. matches.Take(10 * most).Select(match => match.Region)];
    }

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
