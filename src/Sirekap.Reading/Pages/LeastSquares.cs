namespace Sirekap.Reading.Pages;

/// <summary>Small systems of normal equations: n rows of n coefficients and a right side.</summary>
internal static class LeastSquares
{
    /// <summary>Adds one equation, its right side last.</summary>
    public static void Add(double[,] normals, ReadOnlySpan<double> equation, double weight)
    {
        var n = normals.GetLength(0);
        for (var i = 0; i < n; i++)
        {
            if (equation[i] == 0)
            {
                continue;
            }

            for (var j = 0; j <= n; j++)
            {
                normals[i, j] += weight * equation[i] * equation[j];
            }
        }
    }

    /// <summary>Gauss with pivots; null where the equations do not determine every unknown. The matrix is used up.</summary>
    public static double[]? Solve(double[,] normals)
    {
        var n = normals.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var i = column + 1; i < n; i++)
            {
                pivot = Math.Abs(normals[i, column]) > Math.Abs(normals[pivot, column]) ? i : pivot;
            }

            if (!(Math.Abs(normals[pivot, column]) > 1e-12))
            {
                return null;
            }

            for (var j = 0; j <= n; j++)
            {
                (normals[pivot, j], normals[column, j]) = (normals[column, j], normals[pivot, j]);
            }

            for (var i = column + 1; i < n; i++)
            {
                var factor = normals[i, column] / normals[column, column];
                for (var j = column; j <= n; j++)
                {
                    normals[i, j] -= factor * normals[column, j];
                }
            }
        }

        var solution = new double[n];
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = normals[i, n];
            for (var j = i + 1; j < n; j++)
            {
                sum -= normals[i, j] * solution[j];
            }

            solution[i] = sum / normals[i, i];
        }

        return solution;
    }
}
