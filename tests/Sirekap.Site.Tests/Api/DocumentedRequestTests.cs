using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Sirekap.Site.Tests.Api;

/// <summary>
/// The requests that docs/api.md shows, run as they stand there: every block tagged <c>sh</c>, against a server with one of everything.
/// </summary>
public sealed partial class DocumentedRequestTests
{
    [Fact]
    public async Task The_requests_that_the_document_shows_work()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the requests are for bash");
        await using var server = new ApiServer();
        await server.InitializeAsync();
        await server.SignedAsync();
        var folder = Directory.CreateTempSubdirectory("sirekap-documented-");
        try
        {
            var officer = server.Election.Officer("317101");
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, "form.note"),
                ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)), server.Election.Officer("3172010001001")),
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "words.txt"),
                "sesuai C.HASIL",
                TestContext.Current.CancellationToken
            );
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "officer.pem"),
                officer.ExportPem(),
                TestContext.Current.CancellationToken
            );
            var blocks = Block()
                .Matches(await File.ReadAllTextAsync(Document(), TestContext.Current.CancellationToken))
                .Select(match => match.Groups["commands"].Value)
                .ToArray();
            blocks.Length.ShouldBeGreaterThanOrEqualTo(6);
            var output = "";
            foreach (var commands in blocks)
            {
                output += await Run(
                    folder.FullName,
                    commands.Replace("http://localhost:8080", server.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal),
                    Addresses.NameOf(officer)
                );
            }

            // Of each kind something that only a right answer has.
            output.ShouldContain("\"logKey\"");
            output.ShouldContain("\"TURNOUT_VOTES\"");
            output.ShouldContain("event: changed");
            output.ShouldContain("\"proof\":\"/api/v1/proofs/");
            output.ShouldContain("There is no such region");
            output.ShouldContain("{\"sha256\":\"");
            File.Exists(Path.Combine(folder.FullName, "receipt.tlog-proof")).ShouldBeTrue();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Run(string folder, string commands, string key)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        (start.Environment["ELECTION"], start.Environment["KEY"]) = (ApiElection.Id, key);
        using var bash = Process.Start(start)!;
        var (output, error) = (
            bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        bash.ExitCode.ShouldBe(0, $"{commands}\n{await error}");
        return await output;
    }

    /// <summary>The document, in the repository above the test program, or above where the shell was that started it.</summary>
    private static string Document()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.GetEnvironmentVariable("PWD") ?? "/" })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Path.Combine(folder.FullName, "docs", "api.md") is var document && File.Exists(document))
                {
                    return document;
                }
            }
        }

        throw new InvalidOperationException("neither the test program nor the current directory lies in the repository");
    }

    [GeneratedRegex(
        "^```sh\n(?<commands>.*?)^```",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Block();
}
