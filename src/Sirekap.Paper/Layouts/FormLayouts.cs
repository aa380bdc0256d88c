using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.Paper.Layouts;

/// <summary>The forms that can be read: one embedded file each.</summary>
public static class FormLayouts
{
    private const string Folder = "Layouts/";

    private static readonly Lazy<IReadOnlyList<FormLayout>> Embedded = new(() =>
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    return LayoutFile.Read(stream, name[Folder.Length..]);
                }),
        ];
    });

    public static IReadOnlyList<FormLayout> All => Embedded.Value;

    /// <summary>The layout of a name, e.g. <c>c-hasil-ppwp-2024</c>.</summary>
    public static FormLayout Named(string name) =>
        All.FirstOrDefault(layout => layout.Name == name) ?? throw new ArgumentException($"no layout is named {name}", nameof(name));

    /// <summary>
    /// The layout that is made for a contest's form, whatever the contest is called: it has the rows that the form has, pages for parties
    /// where its choices are such, a place for every choice of every district, and room for a seal on each page.
    /// </summary>
    public static FormLayout? For(Contest contest) => All.FirstOrDefault(layout => IsFor(layout, contest));

    /// <summary>The page that a tag names.</summary>
    /// <param name="tag">The tag's id in the family 36h10.</param>
    public static bool TryFindPage(int tag, [NotNullWhen(true)] out FormLayout? form, [NotNullWhen(true)] out PageLayout? page)
    {
        foreach (var layout in All)
        {
            foreach (var candidate in layout.Pages)
            {
                if (candidate.Tag.Id == tag)
                {
                    (form, page) = (layout, candidate);
                    return true;
                }
            }
        }

        (form, page) = (null, null);
        return false;
    }

    private static bool IsFor(FormLayout layout, Contest contest)
    {
        var places = layout.Pages.SelectMany(page => page.Numbers).Select(number => number.Name).ToHashSet(StringComparer.Ordinal);
        var prefix = contest.Kind == ContestKind.Parties ? "P" : "IV.";
        return layout.Pages.All(page => page.Qr is not null)
            && layout.Pages.Any(page => PartyPages.PartyOf(page) is not null) == (contest.Kind == ContestKind.Parties)
            && Enumerable
                .Range(0, Fields.Count)
                .All(field => places.Contains(PaperPlace.Of((Field)field).ToString()) == contest.Form.Has((Field)field))
            && contest.Districts.SelectMany(district => district.Choices).All(choice => places.Contains(prefix + choice));
    }
}
