using System.Text;
using System.Text.Json;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Proofs;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap station</c>.</summary>
public sealed class StationTests
{
    [Fact]
    public void A_station_under_review_is_shown_with_its_contradiction_and_its_law()
    {
        using var copy = CopyFolder.Usual();
        var text = Command.Here("station", "--data", copy.Data, MadeFeed.Jakarta(2)).Succeeds().Out;
        text.ShouldContain($"{MadeFeed.Jakarta(2)} ppwp: underReview");
        text.ShouldContain("855 / 60 / 40");
        text.ShouldContain("HOLDS VALID_SUM");
        text.ShouldContain("V.A = 185");
        text.ShouldContain("IV.1 = 855");
        text.ShouldContain("(C.HASIL V.A)");
        text.ShouldContain("by import");

        var json = copy.Station(MadeFeed.Jakarta(2));
        json.EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["election", "kind", "contest", "index", "checkpoint", "result", "receipt"]);
        var result = json.GetProperty("result");
        result.GetProperty("class").GetString().ShouldBe("underReview");
        result.GetProperty("findings").EnumerateArray().Select(code => code.GetString()).ShouldContain("VALID_SUM");
    }

    [Fact]
    public void A_correction_shows_what_it_changed_and_erases_nothing()
    {
        using var copy = CopyFolder.Usual();
        copy.Import("later.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(2), 85, 60, 40, MadeFeed.Late))).Succeeds();
        var text = Command.Here("station", "--data", copy.Data, MadeFeed.Jakarta(2)).Succeeds().Out;
        text.ShouldContain("ppwp: accepted");
        text.ShouldContain("IV.1 855 → 85");
        text.ShouldContain("then underReview");
        text.ShouldContain("then accepted");
        text.ShouldContain("taken 2024-02-19T03:00:00Z");
        text.ShouldContain("taken 2024-03-03T21:00:00Z");

        var history = copy.Station(MadeFeed.Jakarta(2)).GetProperty("result").GetProperty("history");
        history.GetArrayLength().ShouldBe(2);
        CopyFolder.Numbers(history[0].GetProperty("votes")).ShouldBe([855, 60, 40]);
    }

    [Fact]
    public void A_station_emptied_later_is_withdrawn_and_its_history_remains()
    {
        using var copy = CopyFolder.Usual();
        copy.Import("later.csv", MadeFeed.Table(MadeFeed.Nothing(MadeFeed.Jakarta(1), MadeFeed.Late))).Succeeds();
        var text = Command.Here("station", "--data", copy.Data, MadeFeed.Jakarta(1)).Succeeds().Out;
        text.ShouldContain("ppwp: none");
        text.ShouldContain("withdraw by import");
        copy.Station(MadeFeed.Jakarta(1)).GetProperty("result").GetProperty("history").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void The_receipt_proves_that_what_is_in_place_stands_in_the_ledger()
    {
        using var copy = CopyFolder.Usual();
        TlogPolicy
            .TryParse(Encoding.UTF8.GetBytes(Command.Here("keys", "policy", "--data", copy.Data).Succeeds().Out), out var policy, out _)
            .ShouldBeTrue();
        var json = copy.Station(MadeFeed.Jakarta(1));
        var receipt = Convert.FromBase64String(json.GetProperty("receipt").GetString()!);
        TlogProof.TryParse(receipt, out var proof, out var error).ShouldBeTrue(error);
        proof!.Index.ShouldBe(json.GetProperty("result").GetProperty("entry").GetInt64());

        using var ledger = LedgerReader.Open(ElectionFolder.Find(copy.Data, null, out _)!);
        byte[]? entry = null,
            another = null;
        ledger.Store.ReadAll(
            0,
            (index, bytes) =>
            {
                entry = index == proof.Index ? bytes.ToArray() : entry;
                another = index == proof.Index - 1 ? bytes.ToArray() : another;
            }
        );
        Encoding.ASCII.GetString(entry!).ShouldContain($"\"station\":\"{MadeFeed.Jakarta(1)}\"");
        proof.Verify(entry, policy!).Holds.ShouldBeTrue();
        proof.Verify(another, policy!).Holds.ShouldBeFalse();

        // The text ends with the same receipt, to be cut off and kept.
        var text = Command.Here("station", "--data", copy.Data, MadeFeed.Jakarta(1)).Succeeds().Out;
        text[text.IndexOf(TlogProof.Header, StringComparison.Ordinal)..].ShouldBe(Encoding.UTF8.GetString(receipt));
    }

    [Fact]
    public void A_station_that_has_sent_nothing_has_nothing()
    {
        using var copy = CopyFolder.Usual();
        Command
            .Here("station", "--data", copy.Data, MadeFeed.Jakarta(901))
            .Succeeds()
            .Out.ShouldBe($"{MadeFeed.Jakarta(901)} ppwp: none\n");
        copy.Station(MadeFeed.Jakarta(4)).TryGetProperty("receipt", out _).ShouldBeFalse();
    }
}
