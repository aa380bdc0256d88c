using System.Diagnostics;
using System.Globalization;
using Sirekap.Cli;
using Sirekap.Cli.Commands;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;
using Sirekap.Publication;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;
using Sirekap.Verification;

namespace Sirekap.Bench;

/// <summary>
/// A night in which every form names photos, published and verified with the photos listed by hash and length and their bytes absent:
/// 2,469,708 of them for the nation. Arguments ask for another number of stations and of photos a form: 38,590 stations with 64 photos
/// each have as many as the nation, and are made in a few minutes.
/// </summary>
internal static class PhotoListing
{
    /// <summary>The pages of a presidential form.</summary>
    private const int PhotosOfForm = 3;

    /// <summary>What our own verifier takes for one file, and what one list of all photos would have exceeded.</summary>
    private const long Limit = Manifest.LongestFile;

    public static int Run(string[] args)
    {
        var stations = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : NationalNight.Stations;
        var photos = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : PhotosOfForm;
        var folder = Night(stations, photos);
        var publication = Path.Combine(NationalNight.Home, "publication", folder.Id);
        var clock = Stopwatch.StartNew();
        using (var sequencer = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), TimeProvider.System))
        {
            var opened = clock.Elapsed.TotalSeconds;
            var result = Publisher.Publish(sequencer, sequencer.Sign().Checkpoint!, publication, elsewhere: Photos(sequencer));
            Console.WriteLine(
                $"opened in {opened:F1} s; published {result.Files:N0} files, listed or written, "
                    + $"in {clock.Elapsed.TotalSeconds - opened:F1} s"
            );
        }

        var branches = Directory
            .GetFiles(Path.Combine(publication, ManifestTree.Attached))
            .Select(file => new FileInfo(file).Length)
            .ToArray();
        clock.Restart();
        using var source = PublicationSource.Open(publication);
        var report = Verifier.Verify(source, new VerificationOptions(Signatures: false));
        var seconds = clock.Elapsed.TotalSeconds;
        if (!report.Holds)
        {
            throw new InvalidOperationException($"the publication does not hold: {report.Flaws[0]}");
        }

        Console.WriteLine(
            $"verified without signatures in {seconds:F1} s: {report.AttachedListed:N0} photos listed, {report.AttachedHere:N0} here; "
                + $"peak of this process {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB"
        );
        var manifest = new FileInfo(Path.Combine(publication, Manifest.Path)).Length;
        Console.WriteLine(
            $"manifest {manifest / 1e3:N0} kB; {branches.Length} branches of photos, {branches.Sum() / 1e6:N1} MB together, "
                + $"the largest {branches.Max() / 1e3:N0} kB"
        );
        Console.WriteLine(
            new Figure(
                "photos",
                Math.Max(manifest, branches.Max()) / 1e6,
                "MB",
                "the longest file that the verifier takes",
                Limit / 1e6,
                (double)Math.Max(manifest, branches.Max()) / Limit,
                report.AttachedListed == photos * report.Record!.Contest(SimulatedElection.Contest)!.Tally.Totals(0).Received
            )
        );
        return 0;
    }

    /// <summary>The photos that forms name, as if each were somewhere else.</summary>
    private static IEnumerable<BlobReference> Photos(Sequencer sequencer) =>
        sequencer.Record.Attached.Select(photo => new BlobReference(photo, 150_000 + (photo.GetHashCode() & 0xFFFF)));

    private static ElectionFolder Night(int stations, int photos)
    {
        var folder = ElectionFolder.At(Path.Combine(NationalNight.Home, "data", "bench-photos"), $"photos-{stations}-{photos}");
        if (folder.Exists)
        {
            return folder;
        }

        Console.Error.WriteLine("making the night with photos");
        var options = SimulationOptions.BenchmarkNight(stations, 1);
        var places = SimulatedRegions.Generate(stations, 1);
        var definition = SimulatedElection.Define(folder.Id, $"localhost/{folder.Id}", places.Names, places.StationNames);
        var regions = new RegionsFile(places.Tree, places.Names, new Dictionary<RegionCode, string>(), [], []);
        using var sequencer = InitCommand.Begin(folder, definition, regions, [], null, 1, TimeProvider.System);
        using var root = KeyFiles.ReadOfficer(KeyFiles.Root(folder));
        using var night = new NightSimulation(options, sequencer.Record.Head, places.Tree, root);
        foreach (var batch in night.Entries().Chunk(4000))
        {
            var entries = new ReadOnlyMemory<byte>[batch.Length];
            Parallel.For(0, batch.Length, i => entries[i] = WithPhotos(sequencer, night, batch[i].Entry, photos));
            if (
                sequencer.Append(entries).FirstOrDefault(outcome => outcome.Rejection is { Code: not Record.RejectionCode.Stale }) is
                { Rejection: { } refused }
            )
            {
                throw new InvalidOperationException($"an entry is refused: {refused}");
            }
        }

        sequencer.Sign();
        return folder;
    }

    /// <summary>The entry, or where it is a form the same with photos.</summary>
    private static byte[] WithPhotos(Sequencer sequencer, NightSimulation night, byte[] entry, int photos) =>
        sequencer.Record.Read(entry, out _)!.Statement is Form form
            ? night.WithPhotos(form.Station, [.. Enumerable.Range(0, photos).Select(photo => Photo(form.Station, photo))])
            : entry;

    private static Digest Photo(RegionCode station, int photo) =>
        BlobFolder.Reference(System.Text.Encoding.ASCII.GetBytes($"{station}/{photo}")).Sha256;
}
