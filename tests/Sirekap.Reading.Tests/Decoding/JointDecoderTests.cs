using System.Globalization;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Tests.Decoding;

public sealed class JointDecoderTests
{
    [Fact]
    public void A_plain_form_is_clear_and_has_its_numbers()
    {
        var form = JointDecoder.Decode(PresidentialForm.Evidence(), PresidentialForm.Sums);
        form.Outcome.ShouldBe(FormOutcome.Clear, $"bound {form.ErrorBound}");
        foreach (var (name, written) in PresidentialForm.True)
        {
            form.Of(name).Value.ShouldBe(int.Parse(written.Replace('X', '0').Replace('_', '0'), CultureInfo.InvariantCulture), name);
        }

        form.Sums.ShouldAllBe(sum => sum.Holds == true && sum.Left == sum.Right);
    }

    [Fact]
    public void A_sum_settles_a_digit_that_could_be_two()
    {
        var form = JointDecoder.Decode(PresidentialForm.But("V.A", number => number.Torn(2, '1', '7', 0.6)), PresidentialForm.Sums);
        form.Of("V.A").Value.ShouldBe(227);
        form.Of("V.A").State.ShouldBe(NumberState.Read);
        form.Outcome.ShouldBe(FormOutcome.Clear);
    }

    [Fact]
    public void A_number_that_cannot_be_seen_follows_from_the_others()
    {
        var form = JointDecoder.Decode(PresidentialForm.But("V.A", number => Seen.Number(number.Name, "???")), PresidentialForm.Sums);
        form.Of("V.A").Value.ShouldBe(227);
    }

    [Fact]
    public void A_network_that_is_sure_and_wrong_is_outvoted_by_two_sums()
    {
        var form = JointDecoder.Decode(PresidentialForm.But("V.C", number => Seen.Number(number.Name, "832")), PresidentialForm.Sums);
        form.Of("V.C").Value.ShouldBe(232);
    }

    [Fact]
    public void Votes_that_do_not_add_up_on_the_paper_are_a_contradiction_and_not_corrected()
    {
        var form = JointDecoder.Decode(
            [
                Seen.Number("IV.1", "123").WithBubbles("123"),
                Seen.Number("IV.2", "274").WithBubbles("274"),
                Seen.Number("IV.3", "X32").WithBubbles("-32"),
                Seen.Number("V.A", "427"),
                Seen.Number("V.B", "XX4"),
                Seen.Number("V.C", "431"),
            ],
            PresidentialForm.Sums
        );
        form.Outcome.ShouldBe(FormOutcome.Contradictory);
        form.Of("V.A").Value.ShouldBe(427);
        form.Of("V.A").State.ShouldBe(NumberState.Contradictory);
        form.Of("V.B").State.ShouldNotBe(NumberState.Contradictory);
        form.Of("V.B").Probability.ShouldBeGreaterThan(0.99);
        var sum = form.Sums.Single(sum => sum.Rule.Check == "VALID_SUM");
        (sum.Holds, sum.Left, sum.Right).ShouldBe((false, 427L, 429L));
    }

    [Fact]
    public void A_number_that_is_plainly_written_wrong_is_not_corrected()
    {
        // Three sums say 232; the paper says 231, and one slip is enough for that.
        var form = JointDecoder.Decode(PresidentialForm.But("I.B.4.J", number => Seen.Number(number.Name, "231")), PresidentialForm.Sums);
        form.Of("I.B.4.J").Value.ShouldBe(231);
        form.Outcome.ShouldNotBe(FormOutcome.Clear);

        // With the bubbles saying so too, it is sure.
        form = JointDecoder.Decode(
            PresidentialForm.But("I.B.4.J", number => Seen.Number(number.Name, "231").WithBubbles("231")),
            PresidentialForm.Sums
        );
        form.Of("I.B.4.J").Value.ShouldBe(231);
        form.Of("V.C").Value.ShouldBe(232);
        form.Outcome.ShouldBe(FormOutcome.Contradictory);
        form.Sums.Where(sum => sum.Holds == false).Select(sum => sum.Rule.Check).ShouldBe(["VOTERS_SUM", "TURNOUT_PARTS", "TURNOUT_VOTES"]);
    }

    [Fact]
    public void A_page_without_the_others_is_read_but_never_clear()
    {
        var form = JointDecoder.Decode(
            [.. PresidentialForm.Evidence().Where(number => number.Name.StartsWith("IV", StringComparison.Ordinal))],
            PresidentialForm.Sums
        );
        form.Numbers.ShouldAllBe(number => number.State == NumberState.Read);
        form.Sums.ShouldAllBe(sum => sum.Holds == null);
        form.Outcome.ShouldBe(FormOutcome.Unclear);
    }

    [Fact]
    public void Empty_boxes_are_no_zero()
    {
        var form = JointDecoder.Decode(PresidentialForm.But("III.P", number => Seen.Number(number.Name, "___")), PresidentialForm.Sums);
        form.Of("III.P").Value.ShouldBeNull();
        form.Of("III.P").State.ShouldBe(NumberState.Read);
        form.Outcome.ShouldBe(FormOutcome.Unclear);
    }

    [Fact]
    public void Faint_zeros_with_their_bubbles_filled_are_zeros()
    {
        NumberEvidence faint = Seen.Number("P1", "__0").Torn(2, '0', '_', 0.9).WithBubbles("000");
        NumberEvidence[] others = [.. Enumerable.Range(2, 6).Select(i => Seen.Number($"P{i}", "__3").WithBubbles("003"))];
        var number = JointDecoder.Decode([faint, .. others], []).Numbers[0];
        number.Value.ShouldBe(0);
        number.State.ShouldBe(NumberState.Read);
        JointDecoder
            .Decode([faint.WithBubbles("---"), .. others], [])
            .Numbers[0]
            .State.ShouldBe(NumberState.Uncertain, "a faint zero, or left empty");
        JointDecoder
            .Decode([Seen.Number("P1", "___").WithBubbles("---"), .. others], [])
            .Numbers[0]
            .Value.ShouldBeNull("whatever the writer does elsewhere, an empty number has no bubbles");
    }

    [Fact]
    public void Where_all_else_is_empty_a_speck_is_no_number()
    {
        NumberEvidence speck = Seen.Number("I.A.L", "___").Torn(2, '_', '1', 0.4);
        JointDecoder.Decode([speck], []).Numbers[0].Value.ShouldBe(1);
        JointDecoder
            .Decode([speck, .. Enumerable.Range(0, 9).Select(i => Seen.Number($"P{i}", "___"))], [])
            .Numbers[0]
            .Value.ShouldBeNull();
    }

    [Theory]
    [InlineData("X32", 32)]
    [InlineData("_32", 32)]
    [InlineData("032", 32)]
    [InlineData("XXX", 0)]
    [InlineData("000", 0)]
    [InlineData("__0", 0)]
    [InlineData("X_0", 0)]
    [InlineData("_X7", 7)]
    [InlineData("300", 300)]
    public void Leading_crosses_blanks_and_zeros_stand_for_nothing(string boxes, int value)
    {
        var number = JointDecoder.Decode([Seen.Number("V.B", boxes)], []).Numbers[0];
        number.Value.ShouldBe(value);
        number.State.ShouldBe(NumberState.Read);
    }

    [Fact]
    public void A_gap_after_a_digit_is_not_taken_for_granted()
    {
        var number = JointDecoder.Decode([Seen.Number("V.B", "X3_")], []).Numbers[0];
        number.State.ShouldBe(NumberState.Uncertain);
        new[] { number.Value!.Value }.Concat(number.Alternatives.Select(other => other.Value)).ShouldContain(3);
        new[] { number.Value!.Value }.Concat(number.Alternatives.Select(other => other.Value)).ShouldContain(30);
    }

    [Fact]
    public void A_bubble_that_disagrees_with_a_plain_digit_is_said_so()
    {
        var number = JointDecoder.Decode([Seen.Number("IV.1", "123").WithBubbles("128")], []).Numbers[0];
        number.Value.ShouldBe(123);
        number.State.ShouldBe(NumberState.Contradictory);
    }

    [Fact]
    public void A_sum_that_holds_settles_a_wrong_bubble()
    {
        var form = JointDecoder.Decode(PresidentialForm.But("IV.2", number => number.WithBubbles("148")), PresidentialForm.Sums);
        form.Of("IV.2").Value.ShouldBe(149);
        form.Of("IV.2").State.ShouldBe(NumberState.Read);
    }

    [Fact]
    public void A_bubble_settles_a_digit_that_could_be_two()
    {
        var number = JointDecoder.Decode([Seen.Number("IV.1", "123").Torn(2, '3', '8', 0.5).WithBubbles("128")], []).Numbers[0];
        number.Value.ShouldBe(128);
        number.Probability.ShouldBeGreaterThan(0.99);
    }

    [Fact]
    public void A_missing_bubble_says_more_where_all_others_are_filled()
    {
        // The same box, a cross or a 7, with nothing filled below.
        NumberEvidence Torn(string bubbles) => Seen.Number("IV.3", "X32").Torn(0, 'X', '7', 0.6).WithBubbles(bubbles);
        NumberEvidence[] Others(string bubbles) =>
            [.. Enumerable.Range(0, 6).Select(i => Seen.Number($"P{i}", "123").WithBubbles(bubbles))];
        JointDecoder
            .Decode([Torn("-32"), .. Others("123")], [])
            .Numbers[0]
            .Probability.ShouldBeGreaterThan(JointDecoder.Decode([Torn("---"), .. Others("---")], []).Numbers[0].Probability + 0.2);
    }

    [Fact]
    public void A_tally_settles_a_digit_that_could_be_two()
    {
        var tally = new double[60];
        tally[27] = 1;
        var number = JointDecoder.Decode([Seen.Number("IV.1", "X27").Torn(2, '1', '7', 0.8) with { Tally = tally }], []).Numbers[0];
        number.Value.ShouldBe(27);
        number.Probability.ShouldBeGreaterThan(0.99);
    }

    [Fact]
    public void Two_readings_that_both_add_up_are_both_counted()
    {
        // One vote more in each of two torn numbers fits the sums just as well.
        List<NumberEvidence> evidence =
        [
            .. PresidentialForm
                .Evidence()
                .Select(number =>
                    number.Name switch
                    {
                        "III.L" => number.Torn(2, '1', '7', 0.9),
                        "III.J" => number.Torn(2, '1', '7', 0.9),
                        _ => number,
                    }
                ),
        ];
        var form = JointDecoder.Decode(evidence, PresidentialForm.Sums);
        form.ErrorBound.ShouldBeGreaterThan(0.01);
        form.Outcome.ShouldBe(FormOutcome.Unclear);
        form.Of("III.J").Alternatives[0].Value.ShouldBe(7);
    }

    [Fact]
    public void A_sum_of_no_parts_is_not_judged()
    {
        var form = JointDecoder.Decode([Seen.Number("V.A", "123")], [new SumRule("VALID_SUM", "V.A", [])]);
        form.Of("V.A").Value.ShouldBe(123);
        form.Sums.ShouldHaveSingleItem().Holds.ShouldBeNull();
    }
}
