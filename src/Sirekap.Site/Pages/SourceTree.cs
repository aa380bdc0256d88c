using System.Text.Json;

namespace Sirekap.Site.Pages;

/// <summary>
/// The folders Texts and Assets of the projects that pages come from, where somebody works on them: what is saved there is on the next
/// page, without building.
/// </summary>
public static class SourceTree
{
    private static readonly string[] Folders = ["Texts", "Assets"];

    /// <summary>Whoever saves a file and turns to the browser takes longer.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>The projects below a folder of sources that have what pages are made of.</summary>
    public static IReadOnlyList<string> Below(string sources) =>
        Directory.Exists(sources) ? [.. Directory.EnumerateDirectories(sources).Where(HasAll).Order(StringComparer.Ordinal)] : [];

    /// <summary>Whether a file is of those, by its path in its project.</summary>
    internal static bool Has(string path) => Folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>
    /// Reads the files, and again whenever one has changed, until it is cancelled. By looking, since a folder that is mounted tells nobody
    /// of its changes. Files that cannot be read, as when they are half written, leave the pages as they were.
    /// </summary>
    /// <param name="projects">The projects' folders.</param>
    /// <param name="log">Is told what cannot be read, and what has been read anew.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task FollowAsync(IReadOnlyList<string> projects, Action<string> log, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(Pace);
        var seen = "";
        do
        {
            try
            {
                var now = string.Join('\n', projects.Select(Look));
                if (now != seen)
                {
                    seen = now;
                    SiteEdition.Take(projects.SelectMany(Read).ToDictionary(StringComparer.Ordinal));
                    log($"Texts and styles are read from {string.Join(", ", projects)}.");
                }
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or KeyNotFoundException)
            {
                log(e.Message);
            }
        } while (await pace.WaitForNextTickAsync(cancellation));
    }

    private static bool HasAll(string project) => Folders.All(folder => Directory.Exists(Path.Combine(project, folder)));

    /// <summary>Of every file its path, length and time.</summary>
    private static string Look(string project) =>
        string.Join('\n', Files(project).Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}"));

    private static Dictionary<string, byte[]> Read(string project) =>
        Files(project)
            .ToDictionary(
                file => Path.GetRelativePath(project, file.FullName).Replace('\\', '/'),
                file => File.ReadAllBytes(file.FullName),
                StringComparer.Ordinal
            );

    private static IEnumerable<FileInfo> Files(string project) =>
        Folders
            .SelectMany(folder => new DirectoryInfo(Path.Combine(project, folder)).EnumerateFiles("*", SearchOption.AllDirectories))
            .OrderBy(file => file.FullName, StringComparer.Ordinal);
}
