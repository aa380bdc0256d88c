using System.Globalization;
using Sirekap.Elections.Forms;
using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// The figures of an invented station, all of them in agreement: up to 300 voters in the roll, about 80 % of them came, as in 2024.
/// </summary>
internal sealed class InventedFigures
{
    /// <summary>The most voters that the commission planned for a station in 2024.</summary>
    private const int Planned = 300;
    private readonly Draws _draws;
    private readonly Dictionary<string, int> _figures = new(StringComparer.Ordinal);

    private InventedFigures(Draws draws) => _draws = draws;

    public static Dictionary<string, int> Of(FormLayout layout, Draws draws)
    {
        var invented = new InventedFigures(draws);
        var voters = invented.Voters();
        invented.Votes(layout, voters);
        var names = layout.Pages.SelectMany(p => p.Numbers).Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        return invented._figures.Where(f => names.Contains(f.Key)).ToDictionary(StringComparer.Ordinal);
    }

    private int Voters()
    {
        // One station in a hundred is small: a prison, a hospital, a lighthouse.
        var roll = _draws.Chance(0.012) ? 12 + _draws.Below(109) : Math.Min(Planned, 190 + _draws.Below(60) + _draws.Below(56));
        var men = Share(roll, 0.4985);
        Row(Field.RollMen, men, roll - men);
        var turnout = Math.Clamp(0.81 + (0.06 * _draws.Normal()), 0.4, 0.98);
        var (cameMen, cameWomen) = (Share(men, turnout), Share(roll - men, turnout));
        Row(Field.FromRollMen, cameMen, cameWomen);
        var received = roll + (((2 * roll) + 99) / 100);
        var returned = Math.Min(Few(0.15), received - cameMen - cameWomen);
        var room = received - returned - cameMen - cameWomen;
        var transferred = Math.Min(Few(2.4), room);
        var sameDay = Math.Min(Few(3.1), room - transferred);
        var (transferredMen, sameDayMen) = (Share(transferred, 0.5), Share(sameDay, 0.5));
        Row(Field.TransferredMen, transferredMen, transferred - transferredMen);
        Row(Field.SameDayMen, sameDayMen, sameDay - sameDayMen);
        Row(Field.VotersMen, cameMen + transferredMen + sameDayMen, cameWomen + transferred - transferredMen + sameDay - sameDayMen);
        var voters = cameMen + cameWomen + transferred + sameDay;
        Row(Field.DisabledMen, Share(cameMen, 0.004), Share(cameWomen, 0.004));
        Set(Field.BallotsReceived, received);
        Set(Field.BallotsUsed, voters);
        Set(Field.BallotsReturned, returned);
        Set(Field.BallotsUnused, received - returned - voters);
        return voters;
    }

    private void Votes(FormLayout layout, int voters)
    {
        var invalid = Share(voters, 0.0202 * 2 * _draws.Unit());
        Set(Field.Invalid, invalid);
        Set(Field.Valid, voters - invalid);
        Set(Field.AllVotes, voters);
        var names = layout
            .Pages.SelectMany(p => p.Numbers)
            .Select(n => n.Name)
            .Where(n => n.StartsWith("IV.", StringComparison.Ordinal) || n[0] == 'P')
            .ToArray();
        var weights = new double[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            weights[i] = names[i].EndsWith(".S", StringComparison.Ordinal) ? 0 : Weight(names[i]);
        }

        var votes = new int[names.Length];
        var all = weights.Sum();
        for (var vote = 0; vote < voters - invalid && all > 0; vote++)
        {
            var at = _draws.Unit() * all;
            var choice = 0;
            while (choice < names.Length - 1 && at >= weights[choice])
            {
                at -= weights[choice++];
            }

            votes[choice]++;
        }

        for (var i = 0; i < names.Length; i++)
        {
            _figures[names[i]] = votes[i];
        }

        foreach (var sum in names.Where(n => n.EndsWith(".S", StringComparison.Ordinal)))
        {
            var party = sum[..^2];
            _figures[sum] = names.Where(n => n == party || n.StartsWith(party + ".", StringComparison.Ordinal)).Sum(n => _figures[n]);
        }
    }

    /// <summary>
    /// Parties and candidates differ by orders of magnitude, and the first candidate of a list has most of it; tickets are closer.
    /// </summary>
    private double Weight(string name)
    {
        var spread = Math.Exp(0.9 * _draws.Normal());
        if (name[0] != 'P')
        {
            return spread;
        }

        var parts = name[1..].Split('.');
        var party = Math.Exp(1.1 * Draws.Of((ulong)int.Parse(parts[0], CultureInfo.InvariantCulture), "party").Normal());
        return parts.Length == 1 ? 3 * party * spread : party * spread * 2 / int.Parse(parts[1], CultureInfo.InvariantCulture);
    }

    private int Share(int people, double share)
    {
        var count = 0;
        for (var i = 0; i < people; i++)
        {
            count += _draws.Chance(share) ? 1 : 0;
        }

        return count;
    }

    private int Few(double mean)
    {
        var count = 0;
        while (count < 60 && _draws.Chance(mean / (1 + mean)))
        {
            count++;
        }

        return count;
    }

    private void Row(Field men, int l, int p)
    {
        Set(men, l);
        Set(men.After(1), p);
        Set(men.After(2), l + p);
    }

    private void Set(Field field, int value) => _figures[PaperPlace.Of(field).ToString()] = value;
}
