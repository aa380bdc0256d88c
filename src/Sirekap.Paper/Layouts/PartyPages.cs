using System.Globalization;
using System.Text.RegularExpressions;

namespace Sirekap.Paper.Layouts;

/// <summary>
/// Which parties a form of one page a party has. A layout has a page for every number that a party could bear; a ballot has fewer.
/// </summary>
public static partial class PartyPages
{
    /// <summary>The party whose page this is, or null on any other page.</summary>
    public static int? PartyOf(PageLayout page) => page.Numbers.Count > 0 ? PartyOf(page.Numbers[0].Name) : null;

    /// <summary>
    /// The form with the pages of these parties alone, and sums over them; other forms stay as they are. Page numbers and tags do not
    /// change.
    /// </summary>
    public static FormLayout Of(FormLayout form, IReadOnlySet<int> parties)
    {
        bool Stands(string name) => PartyOf(name) is not { } party || parties.Contains(party);
        return form with
        {
            Pages = [.. form.Pages.Where(page => PartyOf(page) is not { } party || parties.Contains(party))],
            Sums =
            [
                .. form
                    .Sums.Where(sum => Stands(sum.Total))
                    .Select(sum => sum with { Parts = [.. sum.Parts.Where(Stands)] })
                    .Where(sum => sum.Parts.Count > 0),
            ],
        };
    }

    /// <summary>The party whose number this is, e.g. 3 for <c>P3.S</c>; null for any other.</summary>
    public static int? PartyOf(string name) =>
        Party().Match(name) is { Success: true } match ? int.Parse(match.Groups["party"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^P(?<party>\d{1,3})(\.|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Party();
}
