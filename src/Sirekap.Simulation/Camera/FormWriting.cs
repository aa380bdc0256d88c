using System.Globalization;
using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>From figures to characters in boxes: the writer's habits, and on some forms a mistake.</summary>
internal sealed class FormWriting
{
    private readonly FormLayout _layout;
    private readonly Scenario _scenario;
    private readonly Draws _draws;
    private readonly NumberPlace[] _places;
    private readonly HashSet<string> _tallied;
    private readonly Dictionary<string, int> _counted;
    private readonly Dictionary<string, int> _written;
    private readonly List<FormMistake> _mistakes = [];

    public FormWriting(FormLayout layout, IReadOnlyDictionary<string, int> figures, Scenario scenario, ulong seed)
    {
        (_layout, _scenario, _draws) = (layout, scenario, Draws.Of(seed, "writing"));
        _places = [.. layout.Pages.SelectMany(p => p.Numbers)];
        _tallied = layout.Pages.SelectMany(p => p.Tallies).Select(t => t.Number).ToHashSet(StringComparer.Ordinal);
        _counted = new Dictionary<string, int>(figures, StringComparer.Ordinal);
        _written = new Dictionary<string, int>(figures, StringComparer.Ordinal);
    }

    /// <exception cref="ArgumentException">A figure does not fit its boxes.</exception>
    public FormTruth Write()
    {
        var habit = new LeadingHabit(_draws);
        var bubbles = !_draws.Chance(_scenario.UnfilledBubbles);
        if (_draws.Chance(_scenario.Mistakes))
        {
            Err((Mistake)_draws.Below(6));
        }

        var numbers = _places.Select(p => Number(p, habit, bubbles)).ToArray();
        return new FormTruth(_layout.Name, numbers, _mistakes);
    }

    /// <summary>Makes the mistake where the form has a place for it; else another.</summary>
    private void Err(Mistake mistake)
    {
        var done = mistake switch
        {
            Mistake.WrongSum => WrongSum(),
            Mistake.Swapped => Swap(),
            Mistake.PartsWrong => PartsWrong(),
            Mistake.BubbleDisagrees => At(mistake, _places.Where(p => p.Bubbles.Count > 0 && _written.GetValueOrDefault(p.Name) > 0)),
            Mistake.Overwritten => At(mistake, _places.Where(p => _written.GetValueOrDefault(p.Name) > 0)),
            _ => At(mistake, _places.Where(p => _written.ContainsKey(p.Name))),
        };
        if (!done)
        {
            At(Mistake.Overwritten, _places);
        }

        if (mistake == Mistake.LeftEmpty && _mistakes is [{ Kind: Mistake.LeftEmpty } empty])
        {
            _written.Remove(empty.Number);
        }
    }

    private bool Fits(string name, int value) =>
        value.ToString(CultureInfo.InvariantCulture).Length <= _places.First(p => p.Name == name).Boxes.Count;

    private bool Movable(string name, int off) => _written.TryGetValue(name, out var value) && value >= off && Fits(name, value + off);

    private bool At(Mistake mistake, IEnumerable<NumberPlace> places)
    {
        var candidates = places.ToArray();
        if (candidates.Length == 0)
        {
            return false;
        }

        _mistakes.Add(new FormMistake(mistake, _draws.Pick(candidates).Name));
        return true;
    }

    private bool WrongSum()
    {
        var rule = _draws.Pick(_layout.Sums);
        if (!_written.TryGetValue(rule.Total, out var total))
        {
            return false;
        }

        // Off by a few, or a carry forgotten.
        var off = _draws.Chance(0.4) ? 10 : 1 + _draws.Below(5);
        _written[rule.Total] = total + (total < off || (_draws.Chance(0.5) && Fits(rule.Total, total + off)) ? off : -off);
        _mistakes.Add(new FormMistake(Mistake.WrongSum, rule.Total));
        return true;
    }

    private bool Swap()
    {
        var rows = _written.Keys.Where(n => n.EndsWith(".L", StringComparison.Ordinal) && _written[n] != _written[n[..^1] + "P"]).ToArray();
        if (rows.Length == 0)
        {
            return false;
        }

        var men = _draws.Pick(rows);
        var women = men[..^1] + "P";
        (_written[men], _written[women]) = (_written[women], _written[men]);
        _mistakes.Add(new FormMistake(Mistake.Swapped, men));
        return true;
    }

    private bool PartsWrong()
    {
        var off = 1 + _draws.Below(5);
        var rules = _layout.Sums.Where(r => r.Parts.Count(p => Movable(p, off)) >= 2).ToArray();
        if (rules.Length == 0)
        {
            return false;
        }

        var parts = _draws.Pick(rules).Parts.Where(p => Movable(p, off)).ToArray();
        var first = _draws.Below(parts.Length);
        var second = (first + 1 + _draws.Below(parts.Length - 1)) % parts.Length;
        _written[parts[first]] += off;
        _written[parts[second]] -= off;
        _mistakes.Add(new FormMistake(Mistake.PartsWrong, parts[first]));
        return true;
    }

    private WrittenNumber Number(NumberPlace place, LeadingHabit habit, bool fillsBubbles)
    {
        var count = place.Boxes.Count;
        var tally = _tallied.Contains(place.Name) && _counted.TryGetValue(place.Name, out var counted) ? counted : (int?)null;
        if (!_written.TryGetValue(place.Name, out var value))
        {
            return new WrittenNumber(
                place.Name,
                null,
                new string(' ', count),
                new string(' ', count),
                place.Bubbles.Count > 0 ? new string(' ', count) : "",
                tally
            );
        }

        var boxes = habit.Boxes(value, count, _draws);
        var bubbles =
            place.Bubbles.Count == 0
                ? []
                : boxes
                    .Select(c =>
                        !fillsBubbles ? ' '
                        : char.IsAsciiDigit(c) ? c
                        : habit.FillsZeros ? '0'
                        : ' '
                    )
                    .ToArray();
        var struck = new string(' ', count).ToCharArray();
        foreach (var mistake in _mistakes.Where(m => m.Number == place.Name))
        {
            var digits = Enumerable.Range(0, count).Where(i => char.IsAsciiDigit(boxes[i])).ToArray();
            if (digits.Length > 0 && mistake.Kind == Mistake.Overwritten)
            {
                var at = _draws.Pick(digits);
                struck[at] = Other(boxes[at]);
            }

            if (digits.Length > 0 && mistake.Kind == Mistake.BubbleDisagrees)
            {
                var at = _draws.Pick(digits);
                bubbles[at] = Other(boxes[at]);
            }
        }

        return new WrittenNumber(place.Name, value, boxes, new string(struck), new string(bubbles), tally);
    }

    private char Other(char digit) => ((digit - '0' + 1 + _draws.Below(9)) % 10).ToString(CultureInfo.InvariantCulture)[0];
}
