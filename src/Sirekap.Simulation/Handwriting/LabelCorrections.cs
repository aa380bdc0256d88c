namespace Sirekap.Simulation.Handwriting;

/// <summary>
/// Boxes of the 2024 development set whose label says what is not in them, each looked at as a picture; frozen before the last training.
/// </summary>
public static class LabelCorrections
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> List = new(Read);

    /// <summary>File name → what is really in it.</summary>
    public static IReadOnlyDictionary<string, string> Known => List.Value;

    private static Dictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(LabelCorrections).Assembly.GetManifestResourceStream("label-corrections.txt")!);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .ToDictionary(fields => fields[0], fields => fields[1], StringComparer.Ordinal);
    }
}
