using System.Text;
using Sirekap.Elections;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Tests.Decoding;

namespace Sirekap.Reading.Tests;

public sealed class ReadingJsonTests
{
    private static readonly IReadOnlyList<PhotoPoint> Quad = [new(10.04, 20), new(30, 20.25), new(30, 50), new(10, 50)];

    [Fact]
    public void What_was_read_is_written_the_same()
    {
        var written = Made().ToJson();
        var read = ReadingJson.Read(written, out var problem);
        problem.ShouldBeNull();
        Encoding.UTF8.GetString(read!.ToJson()).ShouldBe(Encoding.UTF8.GetString(written));
        read["IV.3"]!.Value.ShouldBe(32);
        read["IV.3"]!.Digits[0].Label.ShouldBe(Symbol.Cross);
        read["IV.3"]!.Digits[0].Bubble.ShouldBeNull();
        read["V.A"].ShouldBeNull();
    }

    [Fact]
    public void It_has_the_shape_that_others_rely_on()
    {
        var json = Encoding.UTF8.GetString(Made().ToJson());
        json.ShouldStartWith("{\"layout\":\"c-hasil-ppwp-2024\",\"contest\":\"ppwp\",\"model\":\"0000");
        json.ShouldContain("\"outcome\":\"unclear\",\"errorBound\":0.00");
        json.ShouldContain("\"corners\":[[10,20],[30,20.3],[30,50],[10,50]],\"station\":null,\"seal\":\"absent\"}");
        json.ShouldContain("{\"name\":\"IV.3\",\"page\":2,\"state\":\"read\",\"value\":32,\"probability\":");
        json.ShouldContain("{\"label\":\"X\",\"probability\":0.9999,\"probabilities\":[0.000009,");
        json.ShouldContain("\"bubble\":\"2\"}],\"tally\":null}");
        json.ShouldContain(
            "{\"check\":\"VALID_SUM\",\"total\":\"V.A\",\"parts\":[\"IV.1\",\"IV.2\",\"IV.3\"],\"holds\":null,\"left\":null,\"right\":null}"
        );
        json.ShouldEndWith("\"problems\":[{\"code\":\"page-missing\",\"page\":1},{\"code\":\"page-missing\",\"page\":3}]}");
    }

    [Fact]
    public void A_small_bound_is_not_none()
    {
        var json = (Made() with { ErrorBound = 1e-9 }).ToJson();
        Encoding.UTF8.GetString(json).ShouldContain("\"errorBound\":0.000001,");
        ReadingJson.Read(json, out _)!.ToJson().ShouldBe(json);
    }

    [Theory]
    [InlineData("\"outcome\":\"unclear\"", "\"outcome\":\"splendid\"", "outcome")]
    [InlineData("\"value\":32", "\"value\":-1", "IV.3")]
    [InlineData("\"value\":32", "\"value\":\"32\"", "value")]
    [InlineData("\"seal\":\"absent\"", "\"seal\":\"absent\",\"extra\":1", "extra")]
    [InlineData("\"seal\":\"absent\"", "\"seal\":\"absent\",\"seal\":\"valid\"", "seal")]
    [InlineData(",\"errorBound\":0.00", ",\"errorBound\":7.00", "errorBound")]
    [InlineData("[[10,20],[30,20.3],[30,50],[10,50]],\"station\"", "[[10,20]],\"station\"", "four corners")]
    [InlineData("\"label\":\"X\"", "\"label\":\"x\"", "label")]
    [InlineData("\"name\":\"IV.2\"", "\"name\":\"IV.1\"", "IV.1 is given twice")]
    [InlineData("\"layout\":\"c-hasil", "\"layout\":\"\\ud800", "")]
    [InlineData("]}", "]", "")]
    public void A_text_that_is_no_reading_is_refused_with_its_place(string there, string instead, string place)
    {
        var json = Encoding.UTF8.GetString(Made().ToJson());
        json.ShouldContain(there);
        ReadingJson.Read(Encoding.UTF8.GetBytes(json.Replace(there, instead, StringComparison.Ordinal)), out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(place);
    }

    private static FormReading Made()
    {
        NumberEvidence[] evidence =
        [
            Seen.Number("IV.1", "123").WithBubbles("123"),
            Seen.Number("IV.2", "274").WithBubbles("274"),
            Seen.Number("IV.3", "X32").WithBubbles("-32"),
        ];
        var decoded = JointDecoder.Decode(evidence, PresidentialForm.Sums);
        return new FormReading(
            "c-hasil-ppwp-2024",
            "ppwp",
            default,
            decoded.Outcome,
            decoded.ErrorBound,
            [new PageReading(2, default(Digest), 1200, 1600, 102, Quad, Station: null, SealState.Absent)],
            [.. evidence.Zip(decoded.Numbers, (seen, number) => NumberReading.Of(seen, number, 2, [Quad, Quad, Quad]))],
            [.. decoded.Sums.Select(SumReading.Of)],
            [new ReadingProblem("page-missing", 1), new ReadingProblem("page-missing", 3)]
        );
    }
}
