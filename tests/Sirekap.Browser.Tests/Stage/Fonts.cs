namespace Sirekap.Browser.Tests.Stage;

/// <summary>The fonts that the browser has: those that tests name, and none that a machine happens to have.</summary>
internal static class Fonts
{
    /// <summary>Where Debian's packages fonts-liberation and fonts-dejavu-core put theirs; one file of each that must be there.</summary>
    private static readonly string[] Files =
    [
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ];

    /// <summary>What is not installed, or null.</summary>
    public static string? Missing => Files.FirstOrDefault(file => !File.Exists(file));

    /// <summary>The environment of a browser that has these fonts alone.</summary>
    /// <param name="folder">For the configuration that names them, and what is remembered of them.</param>
    public static IEnumerable<KeyValuePair<string, string>> Environment(string folder)
    {
        var file = Path.Combine(folder, "fonts.conf");
        Directory.CreateDirectory(folder);
        File.WriteAllText(
            file,
            $"""
            <?xml version="1.0"?>
            <fontconfig>
              {string.Concat(Files.Select(font => $"<dir>{Path.GetDirectoryName(font)}</dir>"))}
              <cachedir>{Path.Combine(folder, "cache")}</cachedir>
              {Prefer("sans-serif", Typeface.Narrow.Sans)}
              {Prefer("serif", Typeface.Narrow.Serif)}{Prefer("monospace", Typeface.Narrow.Mono)}
            </fontconfig>
            """
        );
        var environment = System.Environment.GetEnvironmentVariables();
        environment["FONTCONFIG_FILE"] = file;
        return environment
            .Cast<System.Collections.DictionaryEntry>()
            .Select(pair => KeyValuePair.Create((string)pair.Key, (string)pair.Value!));
    }

    private static string Prefer(string family, string font) =>
        $"<alias binding=\"strong\"><family>{family}</family><prefer><family>{font}</family></prefer></alias>";
}
