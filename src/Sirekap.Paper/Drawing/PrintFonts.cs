using System.Text;

namespace Sirekap.Paper.Drawing;

/// <summary>
/// What texts are printed in. ASCII stands in the two fonts that every printer has; a line with any other letter is set whole in a font
/// that is taken from the machine and goes into the file, as it is and not in letters that resemble it.
/// </summary>
/// <param name="Regular">For plain lines.</param>
/// <param name="Bold">For headings.</param>
public sealed record PrintFonts(PrintFont Regular, PrintFont Bold)
{
    /// <summary>The Debian package: DejaVu covers Latin with all its extensions, Greek and Cyrillic, and may be embedded.</summary>
    public const string Package = "fonts-dejavu-core";

    /// <summary>Where the package has them.</summary>
    private const string Folder = "/usr/share/fonts/truetype/dejavu";

    /// <summary>The machine's, or null where the package is not installed.</summary>
    public static PrintFonts? OfThisMachine()
    {
        var (regular, bold) = (Path.Combine(Folder, "DejaVuSans.ttf"), Path.Combine(Folder, "DejaVuSans-Bold.ttf"));
        return File.Exists(regular) && File.Exists(bold)
            ? new PrintFonts(
                new PrintFont("DejaVuSans", File.ReadAllBytes(regular)),
                new PrintFont("DejaVuSans-Bold", File.ReadAllBytes(bold))
            )
            : null;
    }

    /// <summary>Why a text cannot be printed as it is, or null.</summary>
    /// <param name="fonts">The fonts; null where there are only those of every printer.</param>
    /// <param name="text">The text.</param>
    public static string? FlawOf(PrintFonts? fonts, string text)
    {
        if (IsPlain(text))
        {
            return null;
        }

        if (fonts is null)
        {
            return $"\"{text}\" has letters that need a font which is not installed; on Debian: apt-get install {Package}";
        }

        return (fonts.Regular.Lacks(text) ?? fonts.Bold.Lacks(text)) is { } rune
            ? $"\"{text}\" has U+{rune.Value:X4}, which cannot be printed as it is: expected letters of Latin, Greek or Cyrillic, each "
                + "in one character"
            : null;
    }

    /// <summary>Whether every printer's own fonts have it.</summary>
    public static bool IsPlain(string text) => Ascii.IsValid(text);
}
