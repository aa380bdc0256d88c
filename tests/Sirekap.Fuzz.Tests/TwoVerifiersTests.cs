using System.ComponentModel;
using System.Diagnostics;
using Sirekap.Fuzz.Verifiers;

namespace Sirekap.Fuzz.Tests;

/// <summary>Our verifier and the one in Python say the same of ledgers that were changed and signed again.</summary>
public sealed class TwoVerifiersTests(TwoVerifiersTests.Fixture fixture) : IClassFixture<TwoVerifiersTests.Fixture>
{
    private const int Cases = 200;

    [Fact]
    public void They_agree_on_ledgers_that_were_changed_and_signed_again()
    {
        SkipWithoutPython();
        var two = fixture.Two;
        var judged = Enumerable.Range(0, Cases).Select(number => two.Judge(number)).ToList();

        judged.Where(said => said.Disagreement is not null).Select(Told).ShouldBeEmpty();
        judged.Take(Drafts.All.Count).ShouldAllBe(said => said.First.Holds, "what nobody changed holds");
        judged.Count(said => said.First.Holds).ShouldBeInRange(Cases / 5, 4 * Cases / 5, "what is always refused shows nothing");
    }

    /// <summary>What was wrong once, of times, numbers, words and spaces: what one library reads as such and another does not.</summary>
    [Theory]
    [InlineData("\"time\":\"2024-02-30T00:00:00Z\"")]
    [InlineData("\"time\":\"2025-02-29T00:00:00Z\"")]
    [InlineData("\"time\":\"2100-02-29T00:00:00Z\"")]
    [InlineData("\"time\":\"2024-04-31T00:00:00Z\"")]
    [InlineData("\"time\":\"2024-02-14T24:00:00Z\"")]
    [InlineData("\"time\":\"2024-02-14T23:60:00Z\"")]
    [InlineData("\"time\":\"2024-02-14T23:59:60Z\"")]
    [InlineData("\"time\":\"0000-01-01T00:00:00Z\"")]
    [InlineData("\"time\":\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"time\":\"1969-12-31T23:59:59Z\"")]
    [InlineData("\"time\":\"2024-02-14T11:00:00z\"")]
    [InlineData("\"time\":\"2024-02-14T11:00:0\u0661Z\"")]
    [InlineData("\"time\":\"\u00a02024-02-14T11:00:00Z\"")]
    [InlineData("\"time\": \"2024-02-14T11:00:00Z\"")]
    [InlineData("\"time\":\"2024-02-14T11:00:00Z\"\u00a0")]
    [InlineData("\"time\":\"2024-02-14T11:00:00Z\",\"time\":\"2024-02-14T11:00:00Z\"")]
    public void Both_refuse_a_time_that_is_none(string time) => BothRefuse("president", text => ReplaceTime(text, time));

    [Theory]
    [InlineData("time", "\"time\":\"2024-02-29T23:59:59Z\"")]
    [InlineData("time", "\"time\":\"9999-12-31T23:59:59Z\"")]
    public void Both_take_the_last_second_that_there_is(string kind, string time)
    {
        SkipWithoutPython();
        var draft = Drafts.All.Single(draft => draft.Name == "five").Copy();
        var last = draft.Entries.FindLastIndex(said => said.Text.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal));
        draft.Rewrite((i, text) => i == last ? ReplaceTime(text, time) : text);
        var (first, second) = fixture.Two.Say(draft);
        (first.Holds, second.Holds).ShouldBe((true, true), $"{first.Why} {second.Why}");
    }

    [Theory]
    [InlineData("\"bytes\":5", "\"bytes\":05")]
    [InlineData("\"bytes\":5", "\"bytes\":+5")]
    [InlineData("\"bytes\":5", "\"bytes\":-5")]
    [InlineData("\"bytes\":5", "\"bytes\": 5")]
    [InlineData("\"bytes\":5", "\"bytes\":5.0")]
    [InlineData("\"bytes\":5", "\"bytes\":5e0")]
    [InlineData("\"bytes\":5", "\"bytes\":\u0665")]
    [InlineData("\"bytes\":5", "\"bytes\":\uff15")]
    [InlineData("\"bytes\":5", "\"bytes\":5\u00a0")]
    [InlineData("\"bytes\":5", "\"bytes\":268435457")]
    [InlineData("\"bytes\":5", "\"bytes\":6")]
    [InlineData("\"quorum\":2", "\"quorum\":02")]
    [InlineData("\"quorum\":2", "\"quorum\":0")]
    [InlineData("\"quorum\":2", "\"quorum\":true")]
    public void Both_refuse_a_number_in_another_form_than_its_own(string old, string now) =>
        BothRefuse("president", text => text.Replace(old, now, StringComparison.Ordinal));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Both_know_how_long_a_word_may_be(int length, bool holds)
    {
        SkipWithoutPython();
        var draft = Drafts.All.Single(draft => draft.Name == "several").Copy();
        draft.Rewrite(
            (_, text) => text.Replace("\"layout\":\"2024\"", $"\"layout\":\"{new string('a', length)}\"", StringComparison.Ordinal)
        );
        var (first, second) = fixture.Two.Say(draft);
        (first.Holds, second.Holds).ShouldBe((holds, holds), $"{first.Why} {second.Why}");
    }

    /// <summary>A province's plenary certifies what is set in the province, and nothing that is set in its regencies.</summary>
    [Theory]
    [InlineData("pdprdp", "[1,2,3,4]", true)]
    [InlineData("pdprdk", "[1,5]", false)]
    public void Both_know_up_to_where_a_contest_is_certified(string contest, string votes, bool holds)
    {
        SkipWithoutPython();
        const string Said = "\"kind\":\"totals\",\"contest\":\"ppwp\",\"region\":\"31\",\"stations\":1,\"votes\":[10,20,30]";
        var draft = Drafts.All.Single(draft => draft.Name == "five").Copy();
        draft.Entries.ShouldContain(said => said.Text.Contains(Said));
        draft.Rewrite(
            (_, text) =>
                text.Replace(
                    Said,
                    Said.Replace("ppwp", contest, StringComparison.Ordinal).Replace("[10,20,30]", votes, StringComparison.Ordinal),
                    StringComparison.Ordinal
                )
        );
        var (first, second) = fixture.Two.Say(draft);
        (first.Holds, second.Holds).ShouldBe((holds, holds), $"{first.Why} {second.Why}");
        first.Why.Contains("above-tier", StringComparison.Ordinal).ShouldBe(!holds);
    }

    private void BothRefuse(string name, Func<string, string> change)
    {
        SkipWithoutPython();
        var draft = Drafts.All.Single(draft => draft.Name == name).Copy();
        var changed = -1;
        draft.Rewrite(
            (i, text) =>
            {
                var other = change(text);
                changed = changed < 0 && other != text ? i : changed;
                return changed == i ? System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(other)) : text;
            }
        );
        changed.ShouldBeGreaterThanOrEqualTo(0, "nothing was changed");
        var (first, second) = fixture.Two.Say(draft);
        (first.Holds, second.Holds).ShouldBe((false, false), $"{first.Why} {second.Why}");
        first.Entries.ShouldContain(changed, first.Why);
        second.Entries.ShouldBe([changed], second.Why);
    }

    private static string ReplaceTime(string text, string time)
    {
        var at = text.IndexOf("\"time\":\"", StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + time + text[(at + "\"time\":\"2024-02-14T11:00:00Z\"".Length)..];
    }

    private static string Told(Judged judged)
    {
        using var words = new StringWriter();
        VerifiersRun.Tell(judged, 1, words);
        return words.ToString();
    }

    private static void SkipWithoutPython()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("python3", ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false }
            )!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Skip("needs python3");
        }
    }

    /// <summary>The second verifier is started once.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly Lazy<TwoVerifiers> _two = new(() => new TwoVerifiers(1));

        internal TwoVerifiers Two => _two.Value;

        public void Dispose()
        {
            if (_two.IsValueCreated)
            {
                _two.Value.Dispose();
            }
        }
    }
}
