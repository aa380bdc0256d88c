using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Sirekap.Cli.Tests;

public sealed partial class MissingLibraryTests
{
    [Fact]
    public void A_library_that_is_not_there_is_named_with_the_command_that_installs_it()
    {
        var real = Should.Throw<DllNotFoundException>(() => NativeLibrary.Load("libnowhere.so.7"));
        MissingLibrary
            .In(new TypeInitializationException("Some.Type", real))
            .ShouldBe("libnowhere.so.7 is not installed; on Debian: apt-get install libnowhere7");
        MissingLibrary.In(new InvalidOperationException("libnowhere.so.7")).ShouldBeNull();
    }

    /// <summary>What setup installs and what the program says are one.</summary>
    [Fact]
    public void Packages_are_named_as_setup_knows_them()
    {
        var known = Known().Matches(File.ReadAllText(Repository.At(".ci/setup")));
        known.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (Match line in known)
        {
            MissingLibrary.PackageOf(line.Groups["library"].Value).ShouldBe(line.Groups["package"].Value);
        }
    }

    [GeneratedRegex(@"^    (?<library>lib\S+\.so\.\d+) (?<package>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Known();
}
