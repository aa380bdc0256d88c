namespace Sirekap.OpenData.Imports;

/// <summary>Where each column of the file goes: votes first, then the counts by field.</summary>
/// <param name="Station">The column of the station's code.</param>
/// <param name="Choices">The numbers on the ballot.</param>
/// <param name="Names">The columns as the file calls them.</param>
/// <param name="Targets">Where each goes.</param>
/// <param name="Utc">Which say that their times are UTC.</param>
/// <param name="Unknown">Columns that have no meaning here, each with what it was perhaps meant to be.</param>
internal sealed record KpuCsvColumns(
    int Station,
    IReadOnlyList<int> Choices,
    IReadOnlyList<string> Names,
    IReadOnlyList<int> Targets,
    IReadOnlyList<bool> Utc,
    IReadOnlyList<string> Unknown
)
{
    /// <summary>Below zero, where no figure has its place.</summary>
    public const int Ignored = -1;

    /// <summary>Below zero, and another than <see cref="Ignored"/>.</summary>
    public const int Time = -2;

    /// <inheritdoc cref="Time"/>
    public const int Poll = -3;

    /// <inheritdoc cref="Time"/>
    public const int Citation = -4;

    /// <inheritdoc cref="Time"/>
    public const int SourceCitation = -7;

    /// <inheritdoc cref="Time"/>
    public const int Contest = -5;

    /// <inheritdoc cref="Time"/>
    public const int Kind = -6;

    /// <summary>Whether a target is what a row says of its station: a figure, a time or a poll.</summary>
    public static bool IsFigure(int target) => target >= 0 || target is Time or Poll;

    public static KpuCsvColumns? Read(TableText table, IReadOnlyList<int>? choices, out string? reason)
    {
        var meanings = Meanings(table.Header);
        if (
            meanings.IndexOf(KpuColumns.Station) < 0
            && table.HeaderElsewhere(name => KpuColumns.IsKnown(KpuColumns.Meaning(name))) is { } none
        )
        {
            reason = $"{none}; expected a line such as kode,paslon_1,paslon_2,paslon_3,ts that names the columns, and it first";
            return null;
        }

        var inFile = meanings.Select(KpuColumns.ChoiceOf).Where(number => number > 0).Distinct().Order().ToArray();
        choices ??= [.. Enumerable.Range(1, inFile.DefaultIfEmpty(1).Max())];
        reason =
            Missing(meanings, choices)
            ?? Twice(table, meanings)
            ?? (
                inFile.Except(choices).FirstOrDefault() is > 0 and var other
                    ? $"column {table.HeaderWords[meanings.IndexOf($"{KpuColumns.VotesPrefix}{other}")]}: the ballot here has "
                        + $"{string.Join(", ", choices)} and no {other}: these are figures of another contest"
                    : null
            );
        if (reason is not null)
        {
            return null;
        }

        string[] unknown =
        [
            .. meanings
                .Select((meaning, i) => (meaning, Word: table.HeaderWords[i]))
                .Where(column => column.meaning.Length > 0 && !KpuColumns.IsKnown(column.meaning))
                .Select(column => Named(column.Word, column.meaning))
                .Distinct(),
        ];
        return new KpuCsvColumns(
            meanings.IndexOf(KpuColumns.Station),
            choices,
            table.HeaderWords,
            [.. meanings.Select(meaning => Target(meaning, choices))],
            [.. table.Header.Select(KpuColumns.IsUtc)],
            unknown
        );
    }

    /// <summary>
    /// What each column means. KPU's own time of a row goes before the time at which a ledger took it: both stand in a table of our own.
    /// </summary>
    private static List<string> Meanings(IReadOnlyList<string> header)
    {
        var meanings = header.Select(KpuColumns.Meaning).ToList();
        var ledgers = meanings.IndexOf("time");
        if (ledgers >= 0)
        {
            meanings[ledgers] = meanings.Contains(KpuColumns.Time) ? "entry" : KpuColumns.Time;
        }

        return meanings;
    }

    private static string? Missing(List<string> meanings, IReadOnlyList<int> choices)
    {
        var needed = choices.Select(number => $"{KpuColumns.VotesPrefix}{number}");
        var missing = needed.Prepend(KpuColumns.Station).Except(meanings, StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return null;
        }

        var meant = meanings
            .Where(meaning => !KpuColumns.IsKnown(meaning))
            .Select(meaning => (meaning, Near: ColumnName.Near(meaning, missing)))
            .Where(near => near.Near is not null)
            .Select(near => $"did you mean {near.Near} by {near.meaning}?")
            .ToList();
        return $"missing columns: {string.Join(", ", missing)}"
            + (meant.Count > 0 ? $"; {string.Join(" ", meant)}" : $"; the header has {string.Join(", ", meanings.Take(12))}");
    }

    private static string? Twice(TableText table, List<string> meanings)
    {
        var twice = meanings
            .Select((meaning, i) => (meaning, Word: table.HeaderWords[i]))
            .Where(column =>
                Target(column.meaning, []) != Ignored || column.meaning == KpuColumns.Station || KpuColumns.ChoiceOf(column.meaning) > 0
            )
            .GroupBy(column => column.meaning, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? null
            : $"column {twice.Key} stands twice in the header: {string.Join(" and ", twice.Select(column => column.Word))}";
    }

    private static string Named(string word, string meaning) =>
        ColumnName.Near(meaning, KpuColumns.Names) is { } near ? $"{word} (did you mean {near}?)" : word;

    private static int Target(string meaning, IReadOnlyList<int> choices)
    {
        if (KpuColumns.Counts.TryGetValue(meaning, out var field))
        {
            return choices.Count + (int)field;
        }

        return meaning switch
        {
            KpuColumns.Time => Time,
            KpuColumns.Poll => Poll,
            KpuColumns.Citation => Citation,
            KpuColumns.SourceCitation => SourceCitation,
            KpuColumns.Contest => Contest,
            KpuColumns.Kind => Kind,
            _ => KpuColumns.ChoiceOf(meaning) is > 0 and var number ? choices.ToList().IndexOf(number) : Ignored,
        };
    }
}
