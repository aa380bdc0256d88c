using Microsoft.Playwright;

namespace Sirekap.Browser.Tests;

/// <summary>
/// Letters that people's machines have. Pages ask for whatever a reader is used to, so they must hold in all usual ones: tests look in a
/// narrow and in a wide one, of Debian packages that <c>.ci/browser</c> installs, and in no other that a machine may have.
/// </summary>
/// <param name="Sans">Most text.</param>
/// <param name="Serif">Headings and large figures.</param>
/// <param name="Mono">Codes and hashes.</param>
public sealed record Typeface(string Sans, string Serif, string Mono)
{
    /// <summary>As wide as Arial, Helvetica and Roboto; package fonts-liberation.</summary>
    public static Typeface Narrow { get; } = new("Liberation Sans", "Liberation Serif", "Liberation Mono");

    /// <summary>A tenth wider; package fonts-dejavu-core.</summary>
    public static Typeface Wide { get; } = new("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono");

    public static IReadOnlyList<Typeface> All { get; } = [Narrow, Wide];

    private static readonly string Overflow = Scripts.Read("overflow.js");

    /// <summary>
    /// In which typefaces the page is wider than its window, by how much, and what sticks out; the page is left as it was.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="times">How many times as large as usual its letters are: twice must do (WCAG 2.2, 1.4.4).</param>
    public static Task<string[]> OverflowsAsync(IPage page, int times = 1) =>
        page.EvaluateAsync<string[]>(
            Overflow,
            new object[]
            {
                All.Select(face => new
                    {
                        sans = face.Sans,
                        serif = face.Serif,
                        mono = face.Mono,
                    })
                    .ToArray(),
                times,
            }
        );
}
