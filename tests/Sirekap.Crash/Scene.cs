using System.Buffers.Binary;
using Sirekap.Cli;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Crash;

/// <summary>
/// A folder with an election that has begun, and all that will be said in it, signed already: <c>data/</c>, <c>publication/</c>,
/// <c>stream</c>.
/// </summary>
internal sealed class Scene
{
    private readonly string _root;

    private Scene(string root) => _root = root;

    public string Root => _root;

    public string Data => Path.Combine(_root, "data");

    public string Publication => Path.Combine(_root, "publication");

    public ElectionFolder Folder => ElectionFolder.Find(Data, null, out var error) ?? throw new InvalidOperationException(error);

    private string Stream => Path.Combine(_root, "stream");

    public static Scene At(string root) => new(root);

    /// <summary>Begins an election and signs its night: enrolments from the provinces down, one form a station, reviews.</summary>
    public static Scene Create(string root, int stations, ulong seed)
    {
        var scene = new Scene(root);
        Directory.CreateDirectory(root);
        var places = SimulatedRegions.Generate(stations, seed);
        var definition = SimulatedElection.Define("coba", "localhost/coba", places.Names, places.StationNames);
        var folder = ElectionFolder.At(scene.Data, definition.Id);
        var regions = new RegionsFile(places.Tree, places.Names, new Dictionary<RegionCode, string>(), [], []);
        using (var sequencer = Cli.Commands.InitCommand.Begin(folder, definition, regions, [], null, 1, TimeProvider.System))
        using (var root1 = KeyFiles.ReadOfficer(KeyFiles.Root(folder)))
        using (var night = new NightSimulation(SimulationOptions.BenchmarkNight(stations, seed), sequencer.Record.Head, places.Tree, root1))
        using (var file = new FileStream(scene.Stream, FileMode.Create))
        {
            Span<byte> length = stackalloc byte[2];
            foreach (var entry in night.Entries())
            {
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Entry.Length);
                file.Write(length);
                file.Write(entry.Entry);
            }
        }

        return scene;
    }

    public Sequencer Open() => Sequencer.Open(Folder, KeyFiles.ReadLog(KeyFiles.Log(Folder)), TimeProvider.System);

    public VerifierKey LogKey() => KeyFiles.ReadLog(KeyFiles.Log(Folder)).Verifier;

    /// <summary>All that will be said, in an order in which every entry may be.</summary>
    public List<byte[]> Entries()
    {
        var bytes = File.ReadAllBytes(Stream).AsSpan();
        var entries = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            entries.Add(bytes.Slice(2, length).ToArray());
            bytes = bytes[(2 + length)..];
        }

        return entries;
    }

    /// <summary>The place that an entry is about; entries about different stations may come in any order.</summary>
    public static RegionCode PlaceOf(Statement statement) =>
        statement switch
        {
            Enrol enrol => enrol.Scope,
            Form form => form.Station,
            Review review => review.Station,
            Transcription read => read.Station,
            _ => throw new InvalidOperationException($"a plain night has no {statement.GetType().Name}"),
        };
}
