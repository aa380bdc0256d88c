using System.Diagnostics.CodeAnalysis;
using System.Reflection;

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
}
