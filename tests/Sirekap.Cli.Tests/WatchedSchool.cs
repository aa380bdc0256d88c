namespace Sirekap.Cli.Tests;

/// <summary>The student election with teachers who supervise it and a ticket's witnesses, made once and copied for each test.</summary>
public sealed class WatchedSchoolElection : IDisposable
{
    private readonly TempFolder _begun = new();

    public WatchedSchoolElection()
    {
        Directory.CreateDirectory(_begun["k"]);
        var supervisor = Root("pengawas");
        var ticket = Root("tim-1");
        var definition = File.ReadAllText(Repository.At("examples/student-election/definition.json")).TrimEnd();
        var watched = $$"""
            {{definition[..^1]}}, "watchers": [
              { "key": "{{supervisor}}" },
              { "key": "{{ticket}}", "for": [{ "contest": "ketua-osis", "choice": 1 }] } ] }
            """;
        Command
            .Run(
                "init",
                "--data",
                _begun["d"],
                "--definition",
                _begun.Write("watched.json", watched),
                "--regions",
                Repository.At("examples/student-election/regions.csv")
            )
            .Succeeds();
        Command
            .Run("enrol", "--data", _begun["d"], "--table", Repository.At("examples/student-election/officers.csv"), "--to", _begun["k"])
            .Succeeds();
        Command
            .Run(
                "enrol",
                "--data",
                _begun["d"],
                "--by",
                _begun["k/pengawas.pem"],
                "--by",
                _begun["k/tim-1.pem"],
                "--table",
                _begun.Write("watch.csv", People),
                "--to",
                _begun["w"]
            )
            .Succeeds();
        Command
            .Run("form", "--data", _begun["d"], "--table", Repository.At("examples/student-election/forms.csv"), "--key", _begun["k"])
            .Succeeds();
    }

    /// <summary>Who watches: a committee of teachers, one of them at a box, an observer, and the ticket's people.</summary>
    public const string People =
        "role,scope,holder\n"
        + "supervisor,90,Guru pengawas\n"
        + "supervisor,9001011001001,Guru kotak 1\n"
        + "observer,9001,Orang tua\n"
        + "witness,900101,Saksi 1\n";

    internal School Copy()
    {
        var folder = new TempFolder();
        foreach (var part in new[] { "d", "k", "w" })
        {
            TempFolder.Copy(_begun[part], folder[part]);
        }

        return new School(folder);
    }

    public void Dispose() => _begun.Dispose();

    private string Root(string name) =>
        Command.Run("keys", "root", "--out", _begun[$"k/{name}.pem"]).Succeeds().Lines[1].Split("key", 2)[1].Trim();
}
