using System.Globalization;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// What a writer does with the boxes before the first digit: the instructions ask for an X, many leave them blank, some write 0.
/// </summary>
internal sealed class LeadingHabit
{
    /// <summary>In one number of 25 a writer does anything, so that a reader that trusts habits is found out.</summary>
    private const double Slip = 0.04;
    private readonly char _lead;
    private readonly bool _crossesZero;

    public LeadingHabit(Draws draws)
    {
        var kind = draws.Unit();
        _lead =
            kind < 0.5 ? 'X'
            : kind < 0.8 ? '0'
            : ' ';
        _crossesZero = draws.Chance(0.2);
        FillsZeros = _lead == '0' || draws.Chance(0.3);
    }

    /// <summary>Whether the bubble 0 is filled for a box without a digit, too.</summary>
    public bool FillsZeros { get; }

    /// <exception cref="ArgumentException">The value has more digits than there are boxes.</exception>
    public string Boxes(int value, int count, Draws draws)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        if (digits.Length > count)
        {
            throw new ArgumentException($"{value} does not fit {count} boxes", nameof(value));
        }

        var lead = draws.Chance(Slip) ? "X0 "[draws.Below(3)] : _lead;

        // A zero in all boxes is crossed out by some, but never left out: that is a number not filled in.
        return value == 0 && lead == 'X' && _crossesZero ? new string('X', count) : digits.PadLeft(count, lead);
    }
}
