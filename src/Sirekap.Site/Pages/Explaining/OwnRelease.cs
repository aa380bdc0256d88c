using System.Reflection;
using System.Security.Cryptography;

namespace Sirekap.Site.Pages.Explaining;

/// <summary>What this server says of itself: nobody else vouches for it.</summary>
/// <param name="Version">The release, with the commit it was built from.</param>
/// <param name="File">Name of the program file.</param>
/// <param name="Sha256">The hash of that file, in hexadecimal; null where it cannot be read.</param>
public sealed record OwnRelease(string Version, string File, string? Sha256)
{
    /// <summary>Of the running program.</summary>
    public static OwnRelease Running { get; } = Of(typeof(OwnRelease).Assembly);

    private static OwnRelease Of(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

        // In a single file the assembly has no place of its own: then that file is the program.
        var path = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".dll");
        path = System.IO.File.Exists(path) ? path : Environment.ProcessPath ?? path;
        try
        {
            using var file = System.IO.File.OpenRead(path);
            return new OwnRelease(version, Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OwnRelease(version, Path.GetFileName(path), null);
        }
    }
}
