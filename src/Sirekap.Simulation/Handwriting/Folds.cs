namespace Sirekap.Simulation.Handwriting;

/// <summary>Which boxes are left out of which training. Copies of one picture are always in one fold.</summary>
public static class Folds
{
    /// <summary>A number of its own: other draws of the same seed have nothing to do with the folds.</summary>
    private const ulong Purpose = 11;

    /// <param name="originals">Of each box, the picture that it is a copy of, else itself: see <see cref="LabelledBox.Original"/>.</param>
    /// <param name="folds">How many there are.</param>
    /// <param name="seed">The same seed, the same folds.</param>
    /// <returns>Of each box its fold: 0 … folds − 1.</returns>
    public static int[] Of(IReadOnlyList<string> originals, int folds, ulong seed)
    {
        var distinct = originals.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var dice = new Dice(seed, Purpose, (ulong)folds);
        for (var i = distinct.Length - 1; i > 0; i--)
        {
            var other = dice.Below(i + 1);
            (distinct[i], distinct[other]) = (distinct[other], distinct[i]);
        }

        var fold = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < distinct.Length; i++)
        {
            fold[distinct[i]] = i % folds;
        }

        return [.. originals.Select(original => fold[original])];
    }
}
