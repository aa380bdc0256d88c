using System.Xml.Linq;
using Mono.Cecil;

namespace Sirekap.House.Tests;

/// <summary>The projects under src, as their files and their assemblies are.</summary>
internal static class Projects
{
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .GetFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The projects that a project's file refers to.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [
            .. File(project)
                .Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))),
        ];

    /// <summary>Its compiled assembly, read but not loaded.</summary>
    public static AssemblyDefinition Assembly(string project) =>
        AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, AssemblyName(project) + ".dll"));

    /// <summary>The project whose assembly this is; null when it is none of ours.</summary>
    public static string? OfAssembly(string assembly) => Names.FirstOrDefault(project => AssemblyName(project) == assembly);

    private static string AssemblyName(string project) => File(project).Descendants("AssemblyName").SingleOrDefault()?.Value ?? project;

    private static XDocument File(string project) => XDocument.Load(Repository.At($"src/{project}/{project}.csproj"));
}
