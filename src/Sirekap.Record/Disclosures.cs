using System.Collections;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>A disclosure as it stands in the ledger.</summary>
/// <param name="Index">Its entry.</param>
/// <param name="Key">Who signed it.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Replaces">The entry of the disclosure that it takes the place of, or -1.</param>
public sealed record Disclosure(int Index, KeyName Key, Disclose Statement, int Replaces);

/// <summary>All disclosures in the order of the ledger. What was replaced stays: that it was said once is a fact, too.</summary>
public sealed class Disclosures : IReadOnlyList<Disclosure>
{
    private readonly List<Disclosure> _all = [];
    private readonly Dictionary<Digest, int> _ordinals = [];
    private readonly Dictionary<int, int> _replacedBy = [];
    private readonly Dictionary<RegionCode, int> _ofScope = [];

    public int Count => _all.Count;

    /// <summary>Those that no later one has replaced.</summary>
    public IEnumerable<Disclosure> Standing => _all.Where(disclosure => ReplacedBy(disclosure.Index) < 0);

    public Disclosure this[int ordinal] => _all[ordinal];

    /// <summary>The entry that replaces the disclosure of this entry, or -1.</summary>
    public int ReplacedBy(int index) => _replacedBy.GetValueOrDefault(index, -1);

    public IEnumerator<Disclosure> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Rejection? Add(int index, Digest identity, KeyName key, Disclose statement, int most)
    {
        var replaces = -1;
        if (statement.Replaces is { } earlier)
        {
            if (!_ordinals.TryGetValue(earlier, out var ordinal))
            {
                return new Rejection(RejectionCode.NoDisclosure, $"no disclosure {earlier} stands here");
            }

            var replaced = _all[ordinal];
            if (replaced.Statement.Scope != statement.Scope)
            {
                return new Rejection(
                    RejectionCode.OutOfScope,
                    $"entry {replaced.Index} is a disclosure of {replaced.Statement.Scope}, which {statement.Scope} does not replace"
                );
            }

            if (ReplacedBy(replaced.Index) is >= 0 and var by)
            {
                return new Rejection(RejectionCode.Stale, $"entry {by} has replaced entry {replaced.Index}");
            }

            replaces = replaced.Index;
        }

        var count = _ofScope.GetValueOrDefault(statement.Scope);
        if (count >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"{statement.Scope} has {most} disclosures");
        }

        _ofScope[statement.Scope] = count + 1;
        if (replaces >= 0)
        {
            _replacedBy.Add(replaces, index);
        }

        _ordinals.Add(identity, _all.Count);
        _all.Add(new Disclosure(index, key, statement, replaces));
        return null;
    }
}
