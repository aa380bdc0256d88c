using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Publication;
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests;

/// <summary>
/// What the verifier in Python (tests/second-verifier), which was written from docs/ledger-format.md alone, says of the same files.
/// </summary>
public class SecondVerifierTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    [Fact]
    public void A_second_verifier_agrees_on_root_signatures_roles_and_all_totals_per_province()
    {
        var (exit, said) = Run(_night.Files);

        exit.ShouldBe(0, said.ToJsonString());
        said["root"]!.GetValue<string>().ShouldBe(_night.Checkpoint.Checkpoint.Root.ToString());
        said["signatures"]!.GetValue<int>().ShouldBe(_night.Entries.Sum(entry => Read(entry).Signatures.Count));
        ShouldBeSame(said["keys"], Roles());
        ShouldBeSame(said["totals"], new JsonObject { [SimulatedElection.Contest] = Totals() });
    }

    [Fact]
    public void It_notices_a_vote_that_an_outsider_changes()
    {
        var files = new Dictionary<string, byte[]>(_night.Files, StringComparer.Ordinal)
        {
            ["results/ppwp/0.json"] = OneMoreVote(_night.Files["results/ppwp/0.json"]),
        };

        var (exit, said) = Run(files);

        exit.ShouldBe(1);
        said["flaw"]!.GetValue<string>().ShouldContain("results/ppwp/0.json is not what the manifest says");
    }

    [Theory]
    [InlineData("\"votes\":")]
    [InlineData("\"plenaries\":[{\"index\":")]
    [InlineData("\"own\":{\"stations\":")]
    public void It_notices_a_figure_that_the_operator_changes_in_a_document(string before)
    {
        var forged = new Republication(_night.Entries, _night.Blobs);
        forged.Files["results/ppwp/31.json"] = OneMoreVote(forged.Files["results/ppwp/31.json"], before);

        var (exit, said) = Run(forged.Sign(_night.Log), "--no-signatures");

        exit.ShouldBe(1);
        said["flaw"]!.GetValue<string>().ShouldContain("results/ppwp/31.json says otherwise");
    }

    [Fact]
    public void It_notices_by_the_officers_signature_alone_a_vote_that_the_operator_changes_in_a_form()
    {
        var reviewed = _night.Entries.Select(_night.Statement).OfType<Review>().Select(review => review.On.ToString()).ToHashSet();
        var changed = Enumerable
            .Range(0, _night.Entries.Count)
            .First(index =>
                _night.Statement(_night.Entries[index]) is Form
                && !reviewed.Contains(Convert.ToHexStringLower(SHA256.HashData(Read(_night.Entries[index]).Text.Span)))
            );
        var entries = _night.Entries.ToArray();
        entries[changed] = OneMoreVote(entries[changed]);
        var forged = new Republication(entries, _night.Blobs).Sign(_night.Log);

        var (exit, said) = Run(forged);

        exit.ShouldBe(1);
        said["flaw"]!.GetValue<string>().ShouldContain($"wrong signatures: ['entry {changed}']");
        Run(forged, "--no-signatures").Exit.ShouldBe(0, "nothing but the signature is wrong");
    }

    private static Note Read(byte[] entry) =>
        Note.TryParse(entry, out var note, out var error) ? note : throw new InvalidOperationException(error);

    /// <summary>The first votes' first figure, or another after a certain text, one more.</summary>
    private static byte[] OneMoreVote(byte[] file, string before = "\"votes\":")
    {
        var text = Encoding.UTF8.GetString(file);
        var start = text.IndexOfAny([.. "0123456789"], text.IndexOf(before, StringComparison.Ordinal));
        var end = text.IndexOfAny([',', ']'], start);
        return Encoding.UTF8.GetBytes($"{text[..start]}{int.Parse(text[start..end]) + 1}{text[end..]}");
    }

    /// <summary>How many keys of each role were enrolled and stand, or are revoked, counted from the statements.</summary>
    private JsonObject Roles()
    {
        var statements = _night.Entries.Select(_night.Statement).ToList();
        var revoked = statements.OfType<Revoke>().Select(revoke => revoke.Key.ToString()).ToHashSet();
        var keys = statements
            .OfType<Definition>()
            .Single()
            .Roots.Select(root => (Role: "root", Key: root))
            .Concat(statements.OfType<Enrol>().Select(enrol => (Role: enrol.Role.ToString().ToLowerInvariant(), enrol.Key)))
            .Select(key => (key.Role, Revoked: revoked.Contains(Convert.ToHexStringLower(SHA256.HashData(key.Key)[..16]))))
            .ToLookup(key => key.Role, key => key.Revoked);
        revoked.ShouldNotBeEmpty();
        return new JsonObject(
            from role in Words.Roles.Select(role => role.Word)
            select KeyValuePair.Create(
                role,
                (JsonNode?)new JsonObject { ["inForce"] = keys[role].Count(gone => !gone), ["revoked"] = keys[role].Count(gone => gone) }
            )
        );
    }

    private JsonObject Totals()
    {
        var record = _night.Sequencer.Record;
        var tally = record.Contest(SimulatedElection.Contest)!.Tally;
        var totals = new JsonObject();
        for (var region = 0; region < record.Tree.RegionCount; region++)
        {
            if (record.Tree.Region(region).ToString() is { Length: <= 2 } code)
            {
                var w = new CanonicalWriter();
                w.Raw("{"u8).Sums(tally.Totals(region)).Raw(","u8).Counts(tally.Totals(region)).Raw("}"u8);
                totals[code] = JsonNode.Parse(w.Written);
            }
        }

        totals.Count.ShouldBe(3, "the nation and two provinces");
        return totals;
    }

    private static void ShouldBeSame(JsonNode? said, JsonNode expected) =>
        JsonNode.DeepEquals(said, expected).ShouldBeTrue($"{said}\nand not\n{expected}");

    internal static (int Exit, JsonNode Said) Run(IReadOnlyDictionary<string, byte[]> files, params string[] options)
    {
        using var temporary = new TemporaryFolder();
        return RunOn(temporary.Write("publication", files), options);
    }

    internal static (int Exit, JsonNode Said) RunOn(string folder, params string[] options)
    {
        Assert.SkipUnless(Exists("python3", "--version") && Exists("openssl", "version"), "needs python3 and openssl");
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "verify.py"), folder, "--json", .. options])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, JsonNode.Parse(output) ?? throw new InvalidOperationException(output));
    }

    private static bool Exists(string program, string argument)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, [argument])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
