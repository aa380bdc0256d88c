using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Tests;

/// <summary>The student election with its officers enrolled, made once and copied for each test.</summary>
public sealed class SchoolElection : IDisposable
{
    private readonly TempFolder _begun = new();

    public SchoolElection()
    {
        InitTests.Init(_begun["d"]).Succeeds();
        Command
            .Here("enrol", "--data", _begun["d"], "--table", Repository.At("examples/student-election/officers.csv"), "--to", _begun["k"])
            .Succeeds();
    }

    public static string Forms { get; } = File.ReadAllText(Repository.At("examples/student-election/forms.csv"));

    internal School Copy()
    {
        var folder = new TempFolder();
        TempFolder.Copy(_begun["d"], folder["d"]);
        TempFolder.Copy(_begun["k"], folder["k"]);
        return new School(folder);
    }

    public void Dispose() => _begun.Dispose();
}

/// <summary>One test's student election.</summary>
internal sealed class School(TempFolder folder) : IDisposable
{
    public const string First = "9001011001001";

    /// <summary>The box whose form contradicts itself.</summary>
    public const string Third = "9001011001003";

    public TempFolder Folder => folder;

    /// <summary>A command on this election's data.</summary>
    public Ran Run(string verb, params string[] options) => Command.Here([.. verb.Split(' '), "--data", folder["d"], .. options]);

    public Ran HandIn(string table, string keys = "k") => Run("form", "--key", folder[keys], "--table", folder.Write("forms.csv", table));

    public string Key(string scope) => folder[$"k/{scope}.pem"];

    /// <summary>The key file of the election's root.</summary>
    public string Root => KeyFiles.Root(ElectionFolder.At(folder["d"], "osis-2026"));

    /// <summary>The ledger as it is on the disk.</summary>
    public LedgerReader Read() => LedgerReader.Open(ElectionFolder.At(folder["d"], "osis-2026"));

    /// <summary>What the election holds, to be compared with what it holds after a command that is to change nothing.</summary>
    public SortedDictionary<string, string> Content() => TempFolder.Content(folder["d"]);

    /// <summary>A root ends a key.</summary>
    public void Revoke(string scope)
    {
        var election = ElectionFolder.At(folder["d"], "osis-2026");
        using var root = KeyFiles.ReadOfficer(KeyFiles.Root(election));
        using var ended = KeyFiles.ReadOfficer(Key(scope));
        using var sequencer = Sequencer.Open(election, KeyFiles.ReadLog(KeyFiles.Log(election)), TimeProvider.System);
        var revoke = new Revoke(Keys.NameOf(ended.Verifier.PublicKey.Span), RevocationReason.Lost);
        sequencer.Append([Signing.Entry(sequencer.Record.Head, revoke, root)])[0].Rejection.ShouldBeNull();
    }

    public void Dispose() => folder.Dispose();
}
