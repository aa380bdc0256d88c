using Sirekap.Cli;
using Sirekap.Cli.Commands;
using Sirekap.Demo;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Browser.Tests.Stage;

/// <summary>
/// A data directory as <c>sirekap demo</c> leaves it when it is stopped in the middle of its night: most forms are in, some are missing,
/// and nothing that waits for a person has been settled by a plenary yet.
/// </summary>
internal sealed class HalfNight : IDisposable
{
    public const int Stations = 600;
    public const ulong Seed = 1;

    /// <summary>Of all entries; late in the evening, so that every kind of station is there.</summary>
    public const double Evening = 0.8425;

    /// <summary>Of all entries; districts and some regencies have certified their totals, the nation has not.</summary>
    public const double Weeks = 0.984;

    private const int Batch = 100;

    private readonly EcdsaSigner _root;
    private readonly NightSimulation _night;
    private readonly IEnumerator<SimulatedEntry> _rest;
    private readonly Addresses? _addresses;

    private HalfNight(EcdsaSigner root, NightSimulation night, IEnumerator<SimulatedEntry> rest, Addresses? addresses) =>
        (_root, _night, _rest, _addresses) = (root, night, rest, addresses);

    /// <summary>Where its kinds of places are, all of which there are in the evening alone.</summary>
    public Addresses Addresses => _addresses ?? throw new InvalidOperationException("it is not evening any more");

    /// <summary>Begins an election in a data directory and tells its night so far.</summary>
    public static HalfNight Tell(string data, double share)
    {
        var options = new SimulationOptions(Stations, Seed) { Plenaries = true, Watching = SimulationOptions.UsualWatching };
        var folder = CommonOptions.NewFolder(data, $"simulasi-{Stations}-{Seed}");
        var clock = new ToldTime(new Stopped());
        clock.Reach(new DateTimeOffset(options.VotingDay.ToDateTime(default, DateTimeKind.Utc).AddDays(-4).AddHours(-7)));
        var invented = SimulatedRegions.Generate(Stations, Seed);
        var places = new RegionsFile(invented.Tree, invented.Names, invented.StationNames, [], []);
        // The demo that goes on with this night has its officers' keys from the secret that is kept there.
        using var sequencer = DemoCommand.Begin(folder, options, places, clock);
        var root = KeyFiles.ReadOfficer(KeyFiles.Root(folder));
        var night = new NightSimulation(options, sequencer.Record.Head, sequencer.Record.Tree, root, DemoCommand.Secret(folder));
        var rest = night.Entries().GetEnumerator();
        for (var left = (int)(night.Count * share); left > 0; left -= Batch)
        {
            var batch = Next(rest).Take(Math.Min(Batch, left)).ToArray();
            clock.Reach(batch[^1].At.ToDateTimeOffset());
            foreach (var words in batch.Select(entry => entry.Words).OfType<byte[]>())
            {
                folder.Blobs.Add(words);
            }

            sequencer.Append([.. batch.Select(entry => (ReadOnlyMemory<byte>)entry.Entry)]);
        }

        return new HalfNight(root, night, rest, share == Evening ? Addresses.In(sequencer.Record, places.Names) : null);
    }

    /// <summary>
    /// What is said next, but for the station without a form: its own is kept for whoever waits for it. Nor what has words beside it, which
    /// a statement's sender brings by itself, nor answers, which may be to such.
    /// </summary>
    public IReadOnlyList<byte[]> GoOn(int entries)
    {
        lock (_rest)
        {
            return
            [
                .. Next(_rest)
                    .Where(entry => entry is { Intent: Intent.Stands, Words: null } && !IsLast(entry.Entry) && !Is(entry.Entry, "answer"))
                    .Take(entries)
                    .Select(entry => entry.Entry),
            ];
        }
    }

    /// <summary>The form that is missing.</summary>
    public byte[] LastForm()
    {
        using var night = _night.Entries().GetEnumerator();
        return Next(night).Select(entry => entry.Entry).First(entry => IsLast(entry) && Is(entry, "form"));
    }

    public void Dispose()
    {
        _rest.Dispose();
        _night.Dispose();
        _root.Dispose();
    }

    private static bool Is(byte[] entry, string kind) => entry.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes($"\"{kind}\"")) >= 0;

    private bool IsLast(byte[] entry) => entry.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Addresses.WithoutForm.ToString())) >= 0;

    private static IEnumerable<SimulatedEntry> Next(IEnumerator<SimulatedEntry> entries)
    {
        while (entries.MoveNext())
        {
            yield return entries.Current;
        }
    }

    /// <summary>
    /// What a statement's moment is depends on what is told alone: on a slow machine a true clock would carry it into another month.
    /// </summary>
    private sealed class Stopped : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
