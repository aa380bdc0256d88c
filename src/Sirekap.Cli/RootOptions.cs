using System.CommandLine;
using System.Globalization;
using Sirekap.Cli.Commands;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli;

/// <summary>What commands share by which roots decide together.</summary>
internal static class RootOptions
{
    /// <summary>ISO 8601: a day, or a time with its zone.</summary>
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"];

    public static Option<string?> Key() =>
        new("--key") { Description = "the private key that says it; default the root key in the data directory" };

    /// <summary>The value of a word of a statement.</summary>
    /// <exception cref="CommandFailure">There is none such.</exception>
    public static T Word<T>(IReadOnlyList<(T Value, string Word)> words, string text, string option)
        where T : struct, Enum =>
        words.Any(word => word.Word == text)
            ? words.First(word => word.Word == text).Value
            : throw new CommandFailure($"{option} {text}: expected one of {string.Join(", ", words.Select(word => word.Word))}");

    /// <summary>
    /// A day or a time, in the one form in which nobody takes the day for the month: 12/11 is December to one and November to another.
    /// </summary>
    /// <exception cref="CommandFailure">It is none.</exception>
    public static Timestamp Day(string text, string option) =>
        DateTimeOffset.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
        && Timestamp.From(day) is { IsInRange: true } time
            ? time
            : throw new CommandFailure($"{option} {text}: expected a day such as 2026-11-30, or a time such as 2026-11-30T17:00:00+07:00");

    /// <summary>Says it, and tells whether what was proposed is in effect.</summary>
    public static int Say(Sequencer sequencer, Statement statement, EcdsaSigner signer, string what)
    {
        if (!ImportCommand.Signs(sequencer))
        {
            return Exit.DoesNotHold;
        }

        var outcome = sequencer.Append([Signing.Entry(sequencer.Record.Head, statement, signer)])[0];
        if (outcome.Rejection is { } rejection)
        {
            Console.Error.WriteLine($"sirekap: refused: {rejection}");
            return Exit.DoesNotHold;
        }

        if (!ImportCommand.Signs(sequencer))
        {
            return Exit.DoesNotHold;
        }

        var record = sequencer.Record;
        var index = (int)outcome.Index;
        var kind = record.Rules.Statements.Of(statement).Name;
        Console.Out.WriteLine($"{kind} {what}: entry {index}, identity {record.Ids[index]}");
        var proposal = record.Proposals.Find(statement is Agree agree ? agree.To : record.Ids[index])!;
        Console.Out.WriteLine(
            proposal.InEffect >= 0
                ? $"in effect, agreed by keys: {proposal.Agreed.Count}"
                : $"waits, agreed by keys: {proposal.Agreed.Count} of {record.Definition.Quorum}"
        );
        Console.Out.WriteLine($"ledger of {sequencer.Tree.Size:N0} entries, root {sequencer.Tree.Root()}");
        return Exit.Holds;
    }
}
