using System.Diagnostics;
using System.Net.Sockets;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>Whatever stands in a file's place is named, and nobody waits for it.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sirekap-regular-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("Désa\nCiliwung\n")]
    public void A_file_is_read_whole(string text)
    {
        var path = In("file");
        File.WriteAllText(path, text);
        RegularFile.ReadAllText(path).ShouldBe(text);
        RegularFile.ReadAllBytes(path).ShouldBe(File.ReadAllBytes(path));
        File.CreateSymbolicLink(In("link"), path);
        RegularFile.ReadAllText(In("link")).ShouldBe(text);
    }

    [Fact]
    public void What_is_no_file_is_named_and_not_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes and sockets of Linux");
        using (var made = Process.Start("mkfifo", [In("pipe")]))
        {
            made.WaitForExit();
            made.ExitCode.ShouldBe(0);
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(In("socket")));
        File.CreateSymbolicLink(In("link"), In("pipe"));
        foreach (var (name, what) in new[] { ("pipe", "a pipe"), ("link", "a pipe"), ("socket", "a pipe or a device"), (".", "a folder") })
        {
            var refused = Should.Throw<NotAFileException>(() => RegularFile.ReadAllBytes(In(name)));
            refused.Message.ShouldStartWith($"{In(name)} is {what}");
            Should.Throw<NotAFileException>(() => RegularFile.ReadAllText(In(name)));
        }

        Should.Throw<FileNotFoundException>(() => RegularFile.ReadAllBytes(In("none")));
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
