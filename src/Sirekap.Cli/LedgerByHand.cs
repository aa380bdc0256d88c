using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli;

/// <summary>The ledger of a command that somebody types: opened for writing, written to once, and signed.</summary>
public static class LedgerByHand
{
    /// <summary>
    /// So long nothing may have been said before a command believes this computer's clock of itself: whoever runs an election by hand does
    /// so within weeks, and a clock that lost its battery, or whose year was mistyped, is off by more.
    /// </summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromDays(30);

    /// <summary>No release is older: a clock that says so has begun again at its first day.</summary>
    public static Timestamp FirstRelease { get; } = Timestamp.From(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>By which a person says that the clock is right.</summary>
    public static Option<bool> ClockIsRight() =>
        new("--clock-is-right")
        {
            Description = "you have looked at this computer's clock; needed where it is far from the time that the ledger was last told",
        };

    /// <summary>Opens it, and learns of the publications that show how far it has been.</summary>
    /// <exception cref="CommandFailure">The clock is not to be believed, and nobody has said that it is right.</exception>
    public static Sequencer Open(ElectionFolder folder, bool isClockRight, Action<long>? progress = null)
    {
        var sequencer = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), TimeProvider.System, progress: progress);
        var (last, kind) = sequencer.Read(record => (record.Times.Now, record.Definition.Kind));
        if (kind == ElectionKind.Real && !isClockRight && Doubt(LastTime(folder, last), Now()) is { } doubt)
        {
            sequencer.Dispose();
            throw new CommandFailure(doubt);
        }

        Publications.Learn(sequencer);
        return sequencer;
    }

    /// <summary>What this computer's clock says.</summary>
    public static Timestamp Now() => Timestamp.From(TimeProvider.System.GetUtcNow());

    /// <summary>Why the clock is not believed, or null. A time once told can never be taken back.</summary>
    /// <param name="last">The last time that is known to have been; null before an election begins.</param>
    /// <param name="now">What the clock says.</param>
    public static string? Doubt(Timestamp? last, Timestamp now)
    {
        const string Word = "; nothing was written. Set the clock, or say --clock-is-right when you have looked at it";
        var ahead = TimeSpan.FromSeconds(now.UnixSeconds - (last ?? now).UnixSeconds);
        return now < FirstRelease ? $"this computer's clock says {now}, and no release of this program is so old{Word}"
            : ahead > LongestPause ? $"this computer's clock says {now}, {ahead.TotalDays:N0} days after the last time told, {last}{Word}"
            : ahead < -BoundedClock.Slack ? $"this computer's clock says {now}, before the last time told, {last}{Word}"
            : null;
    }

    /// <summary>Appends statements, and signs a checkpoint of them. What is refused is said.</summary>
    /// <returns>Index and refusal of each, or null where nothing may be signed.</returns>
    public static Outcome[]? Append(Sequencer sequencer, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (!Commands.ImportCommand.Signs(sequencer))
        {
            return null;
        }

        var outcomes = sequencer.Append(entries);
        foreach (var rejection in outcomes.Select(outcome => outcome.Rejection).OfType<Rejection>())
        {
            Refuse(rejection);
        }

        return Commands.ImportCommand.Signs(sequencer) ? outcomes : null;
    }

    /// <summary>Says a refusal by its name.</summary>
    public static void Refuse(Rejection rejection) => Console.Error.WriteLine($"sirekap: refused: {rejection}");

    /// <summary>
    /// Why the record would not let an entry in, by whose signature it bears and what its kind can tell, or null; asked before anything is
    /// written.
    /// </summary>
    public static Rejection? MayNot(ElectionRecord record, ReadOnlyMemory<byte> bytes) =>
        record.Read(bytes, out var rejection) is { } entry
            ? record.Claims(entry, out var claims) ?? record.Refusal(entry, claims)
            : rejection;

    /// <summary>
    /// Signs and appends one statement with the blobs that it names, if the record would have it; else nothing is written.
    /// </summary>
    /// <returns>The index of its entry, or null where it is refused, which has been said.</returns>
    public static long? Say(Sequencer sequencer, Statement statement, EcdsaSigner signer, params IReadOnlyList<byte[]> blobs)
    {
        var entry = Signing.Entry(sequencer.Record.Head, statement, signer);
        if (MayNot(sequencer.Record, entry) is { } refusal)
        {
            Refuse(refusal);
            return null;
        }

        foreach (var blob in blobs)
        {
            sequencer.Folder.Blobs.Add(blob);
        }

        return Append(sequencer, [entry]) is [{ Rejection: null } outcome] ? outcome.Index : null;
    }

    /// <summary>Says how far the ledger has come.</summary>
    public static void TellSize(Sequencer sequencer) =>
        Console.Out.WriteLine($"ledger of {sequencer.Tree.Size:N0} entries, root {sequencer.Tree.Root()}");

    private static Timestamp? LastTime(ElectionFolder folder, Timestamp? told) =>
        new ClockFile(folder).Read() is { } written && !(written <= told) ? written : told;
}
