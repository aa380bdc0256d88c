using System.Text.RegularExpressions;

namespace Sirekap.Cli;

/// <summary>What is said where the system lacks a library that is looked for only when it is needed.</summary>
public static partial class MissingLibrary
{
    /// <summary>One line with the library and the command that installs it; null where none is missing.</summary>
    public static string? In(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (at is DllNotFoundException && Name().Match(at.Message) is { Success: true, Value: var library })
            {
                return $"{library} is not installed; on Debian: apt-get install {PackageOf(library)}";
            }
        }

        return null;
    }

    /// <summary>
    /// Debian names a library's package by its name and version, with a hyphen between two digits (Debian Policy 8.1), but for those that
    /// share one: libcrypto lies in that of libssl.
    /// </summary>
    public static string PackageOf(string library)
    {
        var (name, version) = (library[..library.IndexOf(".so.", StringComparison.Ordinal)], library[(library.LastIndexOf('.') + 1)..]);
        name = name == "libcrypto" ? "libssl" : name;
        return char.IsAsciiDigit(name[^1]) ? $"{name}-{version}" : name + version;
    }

    [GeneratedRegex(@"lib[\w+-]+\.so\.\d+", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
