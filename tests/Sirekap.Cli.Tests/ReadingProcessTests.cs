using System.Diagnostics;
using Sirekap.Node.Readers;
using Sirekap.Reading;

namespace Sirekap.Cli.Tests;

/// <summary>Photos are read in a process that may crash: it says what this one would say, and its end is nobody else's.</summary>
public sealed class ReadingProcessTests
{
    private static readonly string[] Child = [Command.Dotnet, Command.Program, "read", "child"];

    [Fact]
    public void It_reads_what_this_process_would_read_and_starts_again_when_it_has_ended()
    {
        using var folder = new TempFolder();
        Command.Run("simulate", "photos", "--forms", "1", "--seed", "5", "--layout", "sirekap-ppwp", "--to", folder.Path).Exits(0);
        var page = File.ReadAllBytes(Directory.GetFiles(folder["FORM-0001"], "*.jpg").Order(StringComparer.Ordinal).First());
        var request = new ReadingRequest("ppwp", "e-1", [], [page, "no photo"u8.ToArray()]);
        using var child = new ReadingProcess(Child);
        var here = ReadingJson.Write(request.Read());
        ReadingJson.Write(child.Read(request)).ShouldBe(here);
        var id = child.Id!.Value;
        using (var process = Process.GetProcessById(id))
        {
            process.Kill();
            process.WaitForExit();
        }

        Should.Throw<IOException>(() => child.Read(request)).Message.ShouldContain("ended with");
        ReadingJson.Write(child.Read(request)).ShouldBe(here);
        child.Id.ShouldNotBe(id);
    }

    [Fact]
    public void It_writes_no_file_and_has_a_gigabyte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "limits are Linux's");
        using var child = new ReadingProcess(Child);
        child.Read(new ReadingRequest("ppwp", "e-1", [], ["x"u8.ToArray()])).Problems.ShouldHaveSingleItem();
        var limits = File.ReadAllLines($"/proc/{child.Id}/limits");
        string Of(string name) =>
            string.Join(
                ' ',
                limits
                    .Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..]
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );
        Of("Max file size").ShouldBe("0 0 bytes");
        Of("Max core file size").ShouldBe("0 0 bytes");
        Of("Max data size").ShouldBe("1073741824 1073741824 bytes");
        var environment = File.ReadAllText($"/proc/{child.Id}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        environment.ShouldAllBe(variable =>
            variable.StartsWith("PATH=")
            || variable.StartsWith("HOME=")
            || variable.StartsWith("TMPDIR=")
            || variable.StartsWith("DOTNET_ROOT=")
            || variable.StartsWith("LD_LIBRARY_PATH=")
        );
    }

    [Fact]
    public void A_program_that_is_none_and_one_that_answers_with_nonsense_are_told_and_nothing_hangs()
    {
        var request = new ReadingRequest("ppwp", "e-1", [], ["x"u8.ToArray()]);
        using var nonsense = new ReadingProcess([Command.Dotnet, Command.Program, "--help"]);
        Should.Throw<IOException>(() => nonsense.Read(request)).Message.ShouldContain("a reading of");
    }
}
