using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>
/// Entry 0 of any text, properly signed by both roots: a record begins or the reason has a name, and the definition is the one that was
/// written.
/// </summary>
internal static class BeginningTarget
{
    public static Target Create() =>
        new("beginnings", [.. new[] { SampleElection.Simulation, SampleElection.Copy }.Select(election => TextOf(election.Entry))], Begin)
        {
            Words =
            [
                .. StatementTargets.Words,
                "\n",
                "\"real\"",
                "\"copy\"",
                "\"simulation\"",
                SampleElection.Head.Ledger,
                "1",
                "2",
                "3",
                "16",
                "17",
            ],
        };

    private static byte[] TextOf(byte[] entry) => entry[..(entry.AsSpan().IndexOf("\n\n"u8) + 1)];

    private static string Begin(byte[] text)
    {
        byte[] entry;
        try
        {
            entry = Note.Encode(text, [SampleElection.Keys[0].Sign(text), SampleElection.Keys[1].Sign(text)]);
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }

        var record = ElectionRecord.Begin(entry, SampleElection.Simulation.Find, out var rejection);
        Unless((record is null) == (rejection is not null), "neither begun nor refused");
        if (record is null)
        {
            return rejection!.ToString();
        }

        Unless(
            Entry.Read(entry, new StatementCodec(record.Head), out _)!.Statement is Definition && record.Count == 1,
            "it began with something else"
        );
        Unless(
            StatementCodec.Write(record.Head, record.Definition).AsSpan().SequenceEqual(text.AsSpan()[..^1]),
            "the definition is not the one that was written"
        );
        return Target.Accepted;
    }
}
