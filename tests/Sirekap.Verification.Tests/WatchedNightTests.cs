using System.Text;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Verification.Tests;

/// <summary>What those who watch have said, dropped, changed or invented by the operator: what both verifiers say.</summary>
public sealed class WatchedNightTests : IDisposable
{
    private const string Village = "results/ppwp/31/3101012001.json";

    private readonly WatchedNight _night = new();

    [Fact]
    public void Both_verifiers_find_signatures_objection_and_answers_in_the_villages_document()
    {
        var files = Publish(_night.Entries);

        var report = Verify(files);
        report.Flaws.ShouldBeEmpty();
        report.Record!.Watching.Objections.ShouldHaveSingleItem().State().ShouldBe(ObjectionState.Settled);
        Second(files, 0);
        var document = Encoding.ASCII.GetString(files[Village]);
        document.ShouldContain("\"attestations\":[{");
        document.ShouldContain("\"stance\":\"refused\",\"ground\":\"figures-differ\"");
        document.ShouldContain("\"outcome\":\"settled\",\"reason\":\"corrected\"");
        files.Keys.ShouldContain($"blobs/{_night.Words.Sha256}");
    }

    [Fact]
    public void An_objection_dropped_with_all_that_hangs_on_it_is_missed_by_whoever_has_seen_the_ledger()
    {
        byte[][] entries = [.. _night.Entries.Where((_, i) => _night.Statement(i) is not (Objection or Answer))];
        var files = Publish(entries);

        // It agrees with itself: nobody can prove from the files alone that somebody was left out.
        Verify(files).Flaws.ShouldBeEmpty();
        Second(files, 0);

        // Whoever has seen the ledger with it: a receipt's holder, a log witness, a reader.
        var seen = SignedCheckpoint.TryParse(Publish(_night.Entries)["checkpoint"], out var checkpoint, out var error) ? checkpoint : null;
        error.ShouldBeNull();
        Verifier.Verify(new MemorySource(files), new VerificationOptions(Seen: seen)).Flaws.ShouldContain(flaw => flaw.Where == "seen");
    }

    [Fact]
    public void An_objection_dropped_alone_leaves_answers_to_nothing()
    {
        var dropped = _night.IndexOf<Objection>();
        ShouldBeRefused([.. _night.Entries.Where((_, i) => i != dropped)], dropped, "no-objection", "");
    }

    [Theory]
    [InlineData("\"stance\":\"signed\"", "\"stance\":\"refused\",\"ground\":\"other\"")]
    [InlineData("\"ground\":\"figures-differ\"", "\"ground\":\"procedure\"")]
    [InlineData("\"votes\":[95,55,30]", "\"votes\":[90,60,30]")]
    [InlineData("\"outcome\":\"replied\"", "\"outcome\":\"rejected\"")]
    [InlineData("\"reason\":\"plenary\"", "\"reason\":\"unfounded\"")]
    public void What_somebody_signed_in_other_words_breaks_their_signature(string right, string wrong)
    {
        var index = Enumerable.Range(0, _night.Entries.Count).First(i => Text(i).Contains(right, StringComparison.Ordinal));
        var entries = _night.Entries.ToArray();
        Note.TryParse(entries[index], out var note, out _).ShouldBeTrue();
        entries[index] = Note.Encode(Encoding.ASCII.GetBytes(Text(index).Replace(right, wrong)), note!.Signatures);

        // The answers to an objection in other words are answers to nothing besides.
        var files = Publish([.. entries.Take(index + 1)]);

        Verify(files).Flaws.ShouldHaveSingleItem().ToString().ShouldStartWith($"entry {index}: bad-signature");
        Second(files, 1, withSignatures: true).ShouldContain($"wrong signatures: ['entry {index}']");
    }

    [Theory]
    [InlineData("a signature by the log", "role-not-allowed", "signed by a key that may not")]
    [InlineData("a signature by nobody who is enrolled", "unknown-key", "")]
    [InlineData("a signature by a committee", "role-not-allowed", "signed by a key that may not")]
    [InlineData("a signature in another's name", "wrong-signers", "no such station here")]
    [InlineData("a second signature", "already-attested", "signs again")]
    [InlineData("a signature of nothing", "no-form", "")]
    [InlineData("a signature of a hold", "no-form", "is on no form")]
    [InlineData("a signature off the ballot", "not-on-ballot", "is not on this ballot")]
    [InlineData("a paper that a stranger signed", "not-on-ballot", "names somebody who does not watch here")]
    [InlineData("a paper that nobody signed who is named", "unknown-watcher", "names somebody who does not watch here")]
    [InlineData("a copy for a stranger", "not-on-ballot", "names somebody who does not watch here")]
    [InlineData("a copy for nobody who is named", "unknown-watcher", "names somebody who does not watch here")]
    [InlineData("a copy to whom one was given", "nothing-new", "gives nothing new")]
    [InlineData("a copy of nothing", "no-form", "")]
    [InlineData("a copy of a hold", "no-form", "is on no form")]
    [InlineData("a copy by a witness", "role-not-allowed", "signed by a key that may not")]
    [InlineData("an objection by an observer", "role-not-allowed", "signed by a key that may not")]
    [InlineData("an objection in another's name", "wrong-signers", "no such station here")]
    [InlineData("an objection without a figure", "no-figures", "figures that are none")]
    [InlineData("an objection of another ballot", "wrong-choices", "no such station here")]
    [InlineData("an answer by the log", "role-not-allowed", "signed by a key that may not")]
    [InlineData("an answer by the objector", "role-not-allowed", "signed by a key that may not")]
    [InlineData("an answer from elsewhere", "out-of-scope", "may not answer this")]
    [InlineData("an answer to what is settled", "closed", "may not answer this")]
    [InlineData("an answer to no objection", "no-objection", "")]
    [InlineData("a witness by a root", "role-not-allowed", "may not enrol this")]
    [InlineData("a supervisor by a contestant", "role-not-allowed", "may not enrol this")]
    [InlineData("a witness ended by a root", "role-not-allowed", "may not revoke")]
    public void What_may_not_be_said_is_refused_by_both(string which, string rejection, string second) =>
        ShouldBeRefused([.. _night.Entries, Invented(which)], _night.Entries.Count, rejection, second);

    [Theory]
    [InlineData("\"stance\":\"signed\"", "\"stance\":\"refused\"")]
    [InlineData("\"outcome\":\"settled\"", "\"outcome\":\"replied\"")]
    [InlineData("\"objections\":[{", "\"objection\":[{")]
    [InlineData("\"answers\":[{", "\"answer\":[{")]
    [InlineData("\"notGiven\":[0]", "\"notGiven\":[1]")]
    [InlineData("\"given\":[\"pps\",1]", "\"given\":[\"pps\",0,1]")]
    [InlineData("\"paper\":{\"signed\":[1],\"refused\":[0]}", "\"paper\":{\"signed\":[0,1],\"refused\":[]}")]
    [InlineData(",\"gallery\":[1]", "")]
    public void A_document_that_says_otherwise_is_noticed_by_both(string honest, string forged)
    {
        var publication = new Republication(_night.Entries, _night.Blobs);
        var document = Encoding.ASCII.GetString(publication.Files[Village]);
        document.ShouldContain(honest);
        publication.Files[Village] = Encoding.ASCII.GetBytes(document.Replace(honest, forged));
        var files = publication.Sign(_night.Log);

        Verify(files).Flaws.ShouldHaveSingleItem().Where.ShouldBe(Village);
        Second(files, 1).ShouldContain($"{Village} says otherwise");
    }

    [Fact]
    public void Words_that_are_not_there_are_missed_by_both()
    {
        var path = $"blobs/{_night.Words.Sha256}";
        var forged = new Republication(_night.Entries, _night.Blobs);
        forged.Files.Remove(path).ShouldBeTrue();
        var files = forged.Sign(_night.Log);

        Verify(files).Flaws.ShouldHaveSingleItem().Where.ShouldBe(path);
        Second(files, 1).ShouldContain("is missing");
    }

    public void Dispose() => _night.Dispose();

    private byte[] Invented(string which)
    {
        var attest = _night.Attest("observer");
        var objection = _night.Objection with { By = _night.NameOf("supervisor"), Text = null };
        var answer = new Answer(_night.To, AnswerOutcome.Rejected, AnswerReason.Unfounded, Text: null);
        var hold = Entry.Read(_night.Entries[_night.IndexOf<Review>()], new StatementCodec(_night.Head), out _)!.Id;
        Enrol Person(Role role) => new(role, RegionCode.Parse("31"), _night.Spki("new"), new Holder(4711));
        return which switch
        {
            "a signature by the log" => Signing.Entry(_night.Head, attest, _night.Log),
            "a signature by nobody who is enrolled" => _night.SignedBy(attest with { By = _night.NameOf("new") }, "new"),
            "a signature by a committee" => _night.SignedBy(attest with { By = _night.NameOf("310101") }, "310101"),
            "a signature in another's name" => _night.SignedBy(_night.Attest("bawaslu"), "observer"),
            "a second signature" => _night.SignedBy(_night.Attest("supervisor", ObjectionGround.Other), "supervisor"),
            "a signature of nothing" => _night.SignedBy(attest with { On = default }, "observer"),
            "a signature of a hold" => _night.SignedBy(attest with { On = hold }, "observer"),
            "a signature off the ballot" => _night.SignedBy(_night.Attest("stranger to the ballot"), "stranger to the ballot"),
            "a paper that a stranger signed" => _night.SignedBy(WatchedNight.Paper([1, 2], []), $"{WatchedNight.Station}"),
            "a paper that nobody signed who is named" => _night.SignedBy(WatchedNight.Paper([], [3]), $"{WatchedNight.Station}"),
            "a copy for a stranger" => _night.SignedBy(WatchedNight.Gives(_night.Form, 2), $"{WatchedNight.Station}"),
            "a copy for nobody who is named" => _night.SignedBy(WatchedNight.Gives(_night.Form, 3), $"{WatchedNight.Station}"),
            "a copy to whom one was given" => _night.SignedBy(WatchedNight.Gives(_night.Form), $"{WatchedNight.Station}"),
            "a copy of nothing" => _night.SignedBy(WatchedNight.Gives(default, 0), $"{WatchedNight.Station}"),
            "a copy of a hold" => _night.SignedBy(WatchedNight.Gives(hold, 0), $"{WatchedNight.Station}"),
            "a copy by a witness" => _night.SignedBy(WatchedNight.Gives(_night.Form, 0), "witness"),
            "an objection by an observer" => _night.SignedBy(objection with { By = _night.NameOf("observer") }, "observer"),
            "an objection in another's name" => _night.SignedBy(objection, "witness"),
            "an objection without a figure" => _night.SignedBy(objection with { Fields = WatchedNight.Votes(-1, -1, -1) }, "supervisor"),
            "an objection of another ballot" => _night.SignedBy(objection with { Fields = WatchedNight.Votes(1, 2) }, "supervisor"),
            "an answer by the log" => Signing.Entry(_night.Head, answer, _night.Log),
            "an answer by the objector" => _night.SignedBy(answer, "witness"),
            "an answer from elsewhere" => _night.SignedBy(answer, "73"),
            "an answer to what is settled" => _night.SignedBy(answer, "310101"),
            "an answer to no objection" => _night.SignedBy(answer with { To = _night.Form }, "310101"),
            "a witness by a root" => _night.SignedBy(Person(Role.Witness), "root"),
            "a supervisor by a contestant" => _night.SignedBy(Person(Role.Supervisor), "ticket 1"),
            "a witness ended by a root" => _night.SignedBy(new Revoke(_night.NameOf("witness"), RevocationReason.Ended), "root"),
            _ => throw new ArgumentOutOfRangeException(nameof(which), which, null),
        };
    }

    /// <summary>The first entry that either verifier refuses.</summary>
    private void ShouldBeRefused(IReadOnlyList<byte[]> entries, int from, string rejection, string second)
    {
        var files = Publish(entries);
        var flaws = Verify(files).Flaws.Select(flaw => flaw.ToString()).ToList();
        flaws.ShouldContain(flaw => flaw.Contains($": {rejection}", StringComparison.Ordinal), string.Join('\n', flaws));
        flaws[0].ShouldStartWith($"entry {from}: {rejection}");
        var said = Second(files, 1);
        said.ShouldContain($"entry {from}: ");
        said.ShouldContain(second);
    }

    private string Text(int index) => Encoding.ASCII.GetString(_night.Entries[index]).Split("\n\n")[0] + "\n";

    private static VerificationReport Verify(IReadOnlyDictionary<string, byte[]> files) =>
        Verifier.Verify(new MemorySource(files), new VerificationOptions());

    private Dictionary<string, byte[]> Publish(IReadOnlyList<byte[]> entries) =>
        new Republication([.. entries], _night.Blobs).Sign(_night.Log);

    private static string Second(IReadOnlyDictionary<string, byte[]> files, int expected, bool withSignatures = false)
    {
        var (exit, said) = SecondVerifierTests.Run(files, withSignatures ? [] : ["--no-signatures"]);
        exit.ShouldBe(expected, said.ToJsonString());
        return said["flaw"]?.GetValue<string>() ?? "";
    }
}
