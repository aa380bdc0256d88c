using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli;

/// <summary>What those commands share by which witnesses and supervisors speak, and committees answer them.</summary>
internal static class WatchOptions
{
    public static Option<string> Key(string whose) => new("--key") { Description = $"the private key of {whose}", Required = true };

    public static Option<string> Station() => new("--station") { Description = "the station's code", Required = true };

    public static Option<string?> Text() =>
        new("--text") { Description = "a file with words to it, published beside the ledger; UTF-8 text, a salt is added" };

    /// <summary>Names the words by their hash; they are written when nothing speaks against the statement.</summary>
    public static BlobReference? Reference(byte[]? words) =>
        words is null ? null : new BlobReference(new Digest(Sha256.Hash(words)), words.Length);

    /// <summary>Says a statement whose blobs are given, if the record would have it; else nothing is written.</summary>
    /// <returns>The exit code.</returns>
    public static int Say(Sequencer sequencer, Statement statement, EcdsaSigner signer, IReadOnlyList<byte[]> blobs, string what)
    {
        if (LedgerByHand.Say(sequencer, statement, signer, blobs) is not { } index)
        {
            return Exit.DoesNotHold;
        }

        var record = sequencer.Record;
        var kind = record.Rules.Statements.Of(statement).Name;
        Console.Out.WriteLine($"{kind} {what}: entry {index}, identity {record.Ids[(int)index]}");
        LedgerByHand.TellSize(sequencer);
        return Exit.Holds;
    }

    /// <summary>The name of a key that says something in its own name.</summary>
    public static KeyName NameOf(EcdsaSigner signer) => Keys.NameOf(signer.Verifier.PublicKey.Span);
}
