using System.Diagnostics;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Publication.Tests;

/// <summary>A small election and the folder that it is published to.</summary>
public abstract class PublisherScene : IDisposable
{
    private protected static readonly RegionTree Places = RegionTree.FromStations(
        from village in (string[])["3101012001", "3101012002", "7301012001"]
        from number in Enumerable.Range(1, 3)
        select RegionCode.Parse(village).Station(number)
    );

    private protected readonly string _temporary = Directory.CreateTempSubdirectory("sirekap-publisher-").FullName;
    private protected readonly Ed25519Signer _log = Ed25519Signer.Generate("publisher.example");
    private protected readonly EcdsaSigner _root = EcdsaSigner.Generate();
    private protected readonly Sequencer _sequencer;

    protected PublisherScene()
    {
        var begin = new NewElection(
            Head,
            ElectionKind.Simulation,
            1,
            SimulatedElection.Structure.Encode(),
            Places.Encode(),
            ElectionNames.None(Head.Election).Encode()
        );
        _sequencer = begin.Begin(ElectionFolder.At(Path.Combine(_temporary, "data"), Head.Election), [_root], _log, new Steady());
        Enrol(1);
    }

    private protected static StatementHead Head { get; } = new("publisher.example", "malam", RuleSets.First);

    private protected string Target => Path.Combine(_temporary, "public", "malam");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _sequencer.Dispose();
        Directory.Delete(_temporary, recursive: true);
    }

    private protected PublishResult Publish() =>
        Publisher.Publish(_sequencer, _sequencer.Guard.Sign(_sequencer.Tree, _sequencer.Store).Checkpoint!, Target);

    private protected void A_manifest_holds()
    {
        foreach (var file in Listed())
        {
            new Digest(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(Target, file.Path)))).ShouldBe(
                file.Sha256,
                file.Path
            );
        }
    }

    /// <summary>All files but the manifest, as it and its branches have them.</summary>
    private protected List<ManifestFile> Listed()
    {
        var contents = PublicationWriter.ReadContents(Target, ReadManifest());
        contents.Files.ShouldNotBeEmpty();
        return [.. contents.Files.Values, .. contents.Attached.Select(blob => new ManifestFile($"blobs/{blob.Key}", blob.Value, blob.Key))];
    }

    private protected Manifest ReadManifest()
    {
        Note.TryParse(File.ReadAllBytes(Path.Combine(Target, "manifest")), out var note, out _).ShouldBeTrue();
        Manifest.TryParse(note!, out var manifest, out var error).ShouldBeTrue(error);
        return manifest!;
    }

    private protected List<string> Files() =>
        [
            .. Directory
                .EnumerateFiles(Target, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Target, path).Replace('\\', '/')),
        ];

    private protected string[] Siblings() =>
        [.. Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).Select(path => Path.GetFileName(path))];

    private protected Dictionary<string, string> Inodes()
    {
        var start = new ProcessStartInfo("find")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList = { Target, "-type", "f", "-printf", "%P %i\\n" },
        };
        using var find = Process.Start(start)!;
        var lines = find.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        find.WaitForExit();
        return lines.Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    private protected void Enrol(int keys)
    {
        for (var i = 0; i < keys; i++)
        {
            using var key = EcdsaSigner.Generate();
            Append(new Enrol(Role.Province, RegionCode.Parse("31"), key.Verifier.PublicKey.ToArray(), Holders.New()), _root);
        }
    }

    private protected void SubmitForm(IReadOnlyList<Digest> photos)
    {
        using var province = EcdsaSigner.Generate();
        using var regency = EcdsaSigner.Generate();
        using var district = EcdsaSigner.Generate();
        using var station = EcdsaSigner.Generate();
        var code = RegionCode.Parse("3101012001001");
        Append(new Enrol(Role.Province, code.At(Level.Province), province.Verifier.PublicKey.ToArray(), Holders.New()), _root);
        Append(new Enrol(Role.Regency, code.At(Level.Regency), regency.Verifier.PublicKey.ToArray(), Holders.New()), province);
        Append(new Enrol(Role.District, code.At(Level.District), district.Verifier.PublicKey.ToArray(), Holders.New()), regency);
        Append(new Enrol(Role.Station, code, station.Verifier.PublicKey.ToArray(), Holders.New()), district);
        Append(
            new Form("ppwp", code, new Timestamp(1_707_900_000), new([3, 2, 1], Elections.Forms.FormFields.NoCounts()), photos),
            station
        );
    }

    private protected void Append(Statement statement, SignerKey signer) =>
        _sequencer.Append([Signing.Entry(Head, statement, signer)])[0].Rejection.ShouldBeNull();

    /// <summary>One second for all: a batch then begins with no new time.</summary>
    private sealed class Steady : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 2, 14, 12, 0, 0, TimeSpan.Zero);
    }
}
