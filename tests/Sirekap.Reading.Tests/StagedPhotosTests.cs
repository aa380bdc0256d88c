using System.Text;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Tests;

/// <summary>The photos of a screen in the data pack; what they show was read by eye (forms/kawalc1/truth.csv).</summary>
public sealed class StagedPhotosTests
{
    [Fact]
    public void Page_two_is_read()
    {
        var reading = Read("pilpres-2024-hal2.jpg");

        Values(reading).ShouldBe("IV.1=123 IV.2=274 IV.3=32");
        reading.Numbers.ShouldAllBe(number => number.State == NumberState.Read);
        reading["IV.3"]!.Digits[0].Label.ShouldBe(Symbol.Cross);
        reading.Problems.Select(problem => (problem.Code, problem.Page)).ShouldBe([("page-missing", 1), ("page-missing", 3)]);
        reading.Outcome.ShouldBe(FormOutcome.Unclear);
    }

    [Fact]
    public void Page_two_out_of_focus_is_read_or_left_to_a_person()
    {
        var reading = Read("pilpres-2024-hal2-cam2.jpg");

        foreach (var (name, truth) in new[] { ("IV.1", 123), ("IV.2", 274), ("IV.3", 32) })
        {
            var number = reading[name].ShouldNotBeNull();
            (number.State != NumberState.Read || number.Value == truth).ShouldBeTrue($"{name}: {number.Value}");
        }
    }

    [Fact]
    public void Pages_two_and_three_contradict_each_other_and_it_is_said()
    {
        var reading = Read("pilpres-2024-hal3.jpg", "pilpres-2024-hal2.jpg");

        Values(reading).ShouldBe("IV.1=123 IV.2=274 IV.3=32 V.A=427 V.B=3 V.C=430");
        reading.Outcome.ShouldBe(FormOutcome.Contradictory);
        var broken = reading.Sums.Where(sum => sum.Holds == false).ShouldHaveSingleItem();
        (broken.Check, broken.Left, broken.Right).ShouldBe(("VALID_SUM", 427, 429));
    }

    [Theory]
    [InlineData("pilpres-2024-hal1.jpg")]
    [InlineData("pilpres-2024-hal3-cam2.jpg")]
    public void Page_one_is_known_whatever_the_file_is_called_and_is_blank(string file)
    {
        var reading = Read(file);

        reading.Pages.Select(page => page.Page).ShouldBe([1], string.Join(" ", reading.Problems));
        reading.Numbers.ShouldAllBe(number => number.Value == null);
        reading.Outcome.ShouldBe(FormOutcome.Unclear);
    }

    private static FormReading Read(params string[] files) =>
        FormReader.Default.Read([
            .. files.Select(file => new ReadOnlyMemory<byte>(File.ReadAllBytes(SharedData.Path($"forms/kawalc1/{file}")))),
        ]);

    private static string Values(FormReading reading) =>
        new StringBuilder().AppendJoin(' ', reading.Numbers.Select(number => $"{number.Name}={number.Value}")).ToString();
}
