using System.Buffers.Binary;
using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Record;

/// <summary>Something in place that dice drew.</summary>
/// <param name="Station">The station.</param>
/// <param name="On">The entry that was in place.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is nothing that was drawn.</remarks>
public readonly record struct DrawnForm(RegionCode Station, int On);

/// <summary>A supervisor's dice, and what they drew.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the supervisor's key.</param>
/// <param name="Statement">What they say.</param>
/// <param name="Covered">How many forms they drew from.</param>
/// <param name="Drawn">What was drawn, in the order of the stations.</param>
public sealed record DiceRoll(int Index, int Key, Dice Statement, int Covered, IReadOnlyList<DrawnForm> Drawn);

/// <summary>
/// Dice that supervisors rolled, what they covered and what they drew. What was covered is a bit an entry; what was drawn is kept by codes,
/// beside the stations. One thread adds, under the record's lock.
/// </summary>
public sealed class DiceRolls
{
    /// <summary>Of an <see langword="ulong"/>, of which each keeps so many entries.</summary>
    private const int Bits = 64;

    private readonly List<DiceRoll> _rolls = [];
    private readonly Dictionary<(string Contest, RegionCode Station), List<int>> _drawn = [];
    private readonly Dictionary<(string Contest, RegionCode Region), List<DiceRoll>> _byRegion = [];
    private readonly List<ulong> _covered = [];

    /// <summary>All, oldest first.</summary>
    public IReadOnlyList<DiceRoll> All => _rolls;

    /// <summary>Those of one region in a contest, oldest first.</summary>
    public IReadOnlyList<DiceRoll> Of(string contest, RegionCode region) => _byRegion.GetValueOrDefault((contest, region)) ?? [];

    /// <summary>The stations at which anything was drawn in a contest.</summary>
    public IEnumerable<RegionCode> DrawnIn(string contest) => _drawn.Keys.Where(at => at.Contest == contest).Select(at => at.Station);

    /// <summary>The first dice that drew something at a station, within the first <paramref name="size"/> entries; -1 for none.</summary>
    public int FirstDrawing(string contest, RegionCode station, long size = long.MaxValue) =>
        _drawn.TryGetValue((contest, station), out var dice) && dice[0] < size ? dice[0] : -1;

    /// <summary>Whether any dice drew from what an entry put in place.</summary>
    public bool Covers(int entry) => entry / Bits < _covered.Count && (_covered[entry / Bits] >> (entry % Bits) & 1) != 0;

    /// <summary>The chance of one form under some rolls: the lower, the sooner it is drawn.</summary>
    /// <param name="rolls">What the dice showed.</param>
    /// <param name="form">The form, by its statement's identity.</param>
    public static Digest Chance(string rolls, Digest form)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        TreeHash.Digest(Encoding.ASCII.GetBytes($"sirekap-draw/v1\n{rolls}\n{form}\n")).CopyTo(hash);
        return new Digest(hash);
    }

    /// <summary>Which of some forms dice draw: each whose chance is below the share, and at least the lowest.</summary>
    /// <param name="dice">What the dice showed.</param>
    /// <param name="forms">What they cover.</param>
    /// <param name="ids">Identities of entries.</param>
    /// <param name="oneIn">One of so many, on average.</param>
    internal static IReadOnlyList<DrawnForm> Draw(Dice dice, IReadOnlyList<DrawnForm> forms, EntryIds ids, int oneIn)
    {
        var chances = forms.Select(form => (Form: form, Chance: Chance(dice.Rolls, ids[form.On]))).ToArray();
        DrawnForm[] drawn = [.. chances.Where(its => IsBelow(its.Chance, oneIn)).Select(its => its.Form)];
        return drawn.Length > 0 ? drawn : [chances.MinBy(its => its.Chance).Form];
    }

    internal void Add(DiceRoll roll, IReadOnlyList<DrawnForm> covered)
    {
        _rolls.Add(roll);
        var where = (roll.Statement.Contest, roll.Statement.Region);
        (_byRegion.TryGetValue(where, out var its) ? its : _byRegion[where] = []).Add(roll);
        foreach (var (_, on) in covered)
        {
            while (_covered.Count <= on / Bits)
            {
                _covered.Add(0);
            }

            _covered[on / Bits] |= 1UL << (on % Bits);
        }

        foreach (var (station, _) in roll.Drawn)
        {
            var at = (roll.Statement.Contest, station);
            if (!_drawn.TryGetValue(at, out var dice))
            {
                _drawn[at] = dice = [];
            }

            dice.Add(roll.Index);
        }
    }

    private static bool IsBelow(Digest chance, int oneIn)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        chance.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes) < ulong.MaxValue / (ulong)oneIn;
    }
}
