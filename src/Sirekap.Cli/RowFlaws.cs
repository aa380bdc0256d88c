using Sirekap.OpenData.Imports;

namespace Sirekap.Cli;

/// <summary>Flaws of a table of which either all rows are taken or none.</summary>
internal static class RowFlaws
{
    /// <summary>More than a screen of them is one fault of the file, many times.</summary>
    private const int MostShown = 20;

    /// <summary>Goes on only where there is none.</summary>
    /// <exception cref="CommandFailure">There is one; each is named by file, line and column.</exception>
    public static void Require(IReadOnlyList<RowFlaw> flaws)
    {
        if (flaws.Count == 0)
        {
            return;
        }

        var shown = flaws.Take(MostShown).Select(flaw => $"{flaw}\n");
        throw new CommandFailure($"{string.Concat(shown)}sirekap: nothing was written: {flaws.Count} flaws in the table");
    }
}
