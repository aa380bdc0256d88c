namespace Sirekap.Cli.Tests;

/// <summary>
/// What <c>./sirekap</c> asks of a machine: nothing when it is built; when it builds, libraries and packages, and one line for what cannot
/// be had. Programs first on PATH stand for a machine that lacks things, and write down how they were called.
/// </summary>
public sealed class SetupTests : IDisposable
{
    private static readonly string[] Libraries = ["libcrypto.so.3", "libturbojpeg.so.0", "libpng16.so.16", "libapriltag.so.3"];

    private readonly TempFolder _copy = new();

    public SetupTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands at the root are for bash");
        foreach (var file in new[] { "sirekap", ".ci/setup", "src/Sirekap.Cli/Program.cs", "Directory.Build.props" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_copy[file])!);
            File.Copy(Repository.At(file), _copy[file]);
        }

        Directory.CreateDirectory(_copy["machine"]);
        Stands("apt-get", "exit 1");
        Stands("sudo", "exit 1");
        Stands("ldconfig", "exit 0");
        Stands("dotnet", $"if [ \"$1\" = build ]; then mkdir -p '{BuiltFolder}' && touch '{BuiltFolder}/sirekap.dll'; else echo runs; fi");
    }

    private string BuiltFolder => _copy["src/Sirekap.Cli/bin/Release/net10.0"];

    private string[] Calls => File.Exists(_copy["calls"]) ? File.ReadAllLines(_copy["calls"]) : [];

    [Fact]
    public void What_is_built_runs_and_asks_nothing_of_the_machine()
    {
        Directory.CreateDirectory(BuiltFolder);
        File.WriteAllText(Path.Combine(BuiltFolder, "sirekap.dll"), "");
        for (var call = 0; call < 20; call++)
        {
            Sirekap().Succeeds().Out.ShouldBe("runs\n");
        }

        Calls.Length.ShouldBe(20);
        Calls.ShouldAllBe(line => line == $"dotnet {BuiltFolder}/sirekap.dll --version");
    }

    [Fact]
    public void Libraries_that_are_there_are_found_however_long_the_list_of_them_is()
    {
        Stands("ldconfig", $"printf '\\t%s (libc6) => /lib/x\\n' {string.Join(' ', Libraries)}; seq 1000000");
        Sirekap().Exits(0).Says("Building");
        Calls.ShouldBe([
            "ldconfig -p",
            $"dotnet build {_copy["src/Sirekap.Cli"]} -c Release -v quiet -nologo",
            $"dotnet {BuiltFolder}/sirekap.dll --version",
        ]);
    }

    [Theory]
    [InlineData("0", "apt-get ")]
    [InlineData("1000", "sudo -n true")]
    public void Libraries_that_cannot_be_had_are_said_in_one_line_and_the_rest_works(string user, string tried)
    {
        Stands("id", $"echo {user}");
        var ran = Sirekap().Exits(0);
        ran.Out.ShouldBe("runs\n");
        ran.ErrorLines.ShouldContain(
            "missing: libcrypto.so.3 libturbojpeg.so.0 libpng16.so.16 libapriltag.so.3; on Debian: apt-get install libssl3 "
                + "libturbojpeg0 libpng16-16 libapriltag3"
        );
        ran.ErrorLines.Length.ShouldBeLessThanOrEqualTo(3);
        Calls.ShouldContain(line => line.StartsWith(tried, StringComparison.Ordinal));
        Sirekap().Succeeds();
    }

    [Fact]
    public void A_first_build_without_network_says_so_in_one_line()
    {
        Stands("ldconfig", "exit 1");
        Stands("dotnet", "for project in 1 2 3; do echo 'x.csproj : error NU1301: Unable to load the service index'; done; exit 1");
        var ran = Sirekap().Exits(1);
        ran.Out.ShouldBeEmpty();
        ran.ErrorLines[^1].ShouldContain("needs the network");
        ran.Error.ShouldNotContain("NU1301");
    }

    [Fact]
    public void A_build_that_fails_for_another_reason_says_all_that_the_compiler_said()
    {
        Stands("ldconfig", "exit 1");
        Stands("dotnet", "echo 'x.cs(1,1): error CS1002: ; expected'; exit 1");
        Sirekap().Exits(1).Says("error CS1002");
    }

    public void Dispose() => _copy.Dispose();

    private Ran Sirekap() => Command.RunIn(_copy.Path, "bash", "-c", "PATH=\"$PWD/machine:$PATH\" ./sirekap --version");

    /// <summary>A program of this name stands on the machine, and does this after it has written down how it was called.</summary>
    private void Stands(string name, string does)
    {
        var path = _copy["machine/" + name];
        File.WriteAllText(path, $"#!/bin/bash\necho \"{name} $*\" >> '{_copy["calls"]}'\n{does}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
