using System.Text.RegularExpressions;

namespace Sirekap.House.Tests;

/// <summary>The drawing in docs/architecture.md: projects, and which refers to which.</summary>
internal sealed partial class Drawing
{
    private Drawing(IReadOnlyDictionary<string, string> projects, IReadOnlySet<(string From, string To)> arrows)
    {
        Projects = [.. projects.Values.Order(StringComparer.Ordinal)];
        Arrows = arrows;
    }

    public IReadOnlyList<string> Projects { get; }

    public IReadOnlySet<(string From, string To)> Arrows { get; }

    /// <summary>Reads lines such as <c>Cli[Sirekap.Cli&lt;br&gt;the command] --> Server</c>.</summary>
    public static Drawing Read(string markdown)
    {
        var mermaid = Fence().Match(markdown).Groups["drawing"].Value;
        var projects = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match box in Box().Matches(mermaid))
        {
            projects.Add(box.Groups["id"].Value, box.Groups["project"].Value);
        }

        var arrows = new HashSet<(string, string)>();
        foreach (var line in mermaid.Split('\n').Where(line => line.Contains("-->", StringComparison.Ordinal)))
        {
            var ends = line.Split("-->").Select(end => projects[Id().Match(end).Value]).ToArray();
            for (var i = 1; i < ends.Length; i++)
            {
                arrows.Add((ends[i - 1], ends[i]));
            }
        }

        return new Drawing(projects, arrows);
    }

    /// <summary>Everything that arrows lead to from a project, over any number of steps.</summary>
    public IReadOnlySet<string> Reachable(string from)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var at))
        {
            foreach (var (_, to) in Arrows.Where(arrow => arrow.From == at && reached.Add(arrow.To)))
            {
                open.Push(to);
            }
        }

        return reached;
    }

    [GeneratedRegex(@"```mermaid\n(?<drawing>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<id>\w+)\[(?<project>[\w.]+)(<br>[^\]]*)?\]", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Box();

    [GeneratedRegex(@"\w+", RegexOptions.None, 60_000)]
    private static partial Regex Id();
}
