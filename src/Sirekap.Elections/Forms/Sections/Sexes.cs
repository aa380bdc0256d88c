using System.Numerics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms.Sections;

/// <summary>Rows of men, women and both: J = L + P, wherever they stand.</summary>
internal static class Sexes
{
    public static Check SumCheck(string code, string law, Bilingual row) =>
        new(
            code,
            Severity.Flags,
            law,
            $"{row.Indonesian}: laki-laki ditambah perempuan tidak sama dengan jumlahnya.",
            $"{row.English}: men plus women are not the sum."
        );

    /// <param name="men">The row's first field.</param>
    public static bool AreNotSum<T>(Figures<T> figures, Field men)
        where T : struct, IBinaryInteger<T> => figures.IsNotSum(men + 2, men, men + 1);

    /// <summary>Whether the left row is the larger in any of its columns.</summary>
    public static bool AnyExceeds<T>(Figures<T> figures, Field left, Field right)
        where T : struct, IBinaryInteger<T> =>
        figures.Exceeds(left, right) || figures.Exceeds(left + 1, right + 1) || figures.Exceeds(left + 2, right + 2);

    /// <summary>The whole row.</summary>
    public static Clash ClashOf<T>(Figures<T> figures, Field men)
        where T : struct, IBinaryInteger<T> => new Clash().Add(figures, men, men + 1, men + 2);

    /// <summary>The rows in each column, men, women and both, in which the check fails.</summary>
    public static Clash ClashOf<T>(Figures<T> figures, Func<int, bool> fails, params Field[] men)
        where T : struct, IBinaryInteger<T>
    {
        var clash = new Clash();
        for (var column = 0; column < 3; column++)
        {
            if (fails(column))
            {
                clash.Add(figures, [.. men.Select(field => field.After(column))]);
            }
        }

        return clash;
    }
}
