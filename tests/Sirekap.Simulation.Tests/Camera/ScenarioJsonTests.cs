using System.Text;
using System.Text.Json.Nodes;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Tests.Camera;

public sealed class ScenarioJsonTests
{
    [Theory]
    [InlineData("tilt", """{"from":0,"to":61}""", "parameters.tilt.to: not a number from 0 to 60")]
    [InlineData("tilt", """{"from":20,"to":10}""", "parameters.tilt.to: less than from")]
    [InlineData("tilt", """{"from":"steep"}""", "parameters.tilt.from: not a number from 0 to 60")]
    [InlineData("tilt", """{"to":1}""", "parameters.tilt.from: missing")]
    [InlineData("tilt", """{"from":1,"share":2}""", "parameters.tilt.share: not a number from 0 to 1")]
    [InlineData("tilt", """{"from":1,"most":2}""", "parameters.tilt.most: unknown")]
    [InlineData("tilt", "3", "parameters.tilt: not an object")]
    [InlineData("tlit", """{"from":1}""", "parameters.tlit: unknown")]
    public void What_is_wrong_with_a_parameter_is_said_with_its_name(string name, string range, string problem)
    {
        var json = Phone();
        json["parameters"]![name] = JsonNode.Parse(range);
        Problem(json.ToJsonString()).ShouldBe(problem);
    }

    [Fact]
    public void A_parameter_left_out_is_named()
    {
        var json = Phone();
        json["parameters"]!.AsObject().Remove("motion");
        Problem(json.ToJsonString()).ShouldBe("parameters.motion: missing");
    }

    [Fact]
    public void What_is_wrong_with_the_whole_is_said()
    {
        Problem("{").ShouldStartWith("not JSON: ");
        Problem("[]").ShouldBe("scenario: not an object");
        Problem("""{"name":"x"}""").ShouldBe("parameters: missing");
        var json = Phone();
        json["mistakes"] = 1.5;
        Problem(json.ToJsonString()).ShouldBe("mistakes: not a number from 0 to 1");
    }

    [Fact]
    public void One_value_is_a_range_of_its_own()
    {
        var json = Phone();
        json["parameters"]!["tilt"] = JsonNode.Parse("""{"from":12}""");
        ScenarioJson.TryRead(Encoding.UTF8.GetBytes(json.ToJsonString()), out var scenario, out _).ShouldBeTrue();
        scenario![Parameter.Tilt].ShouldBe(new ScenarioRange(12, 12));
    }

    private static JsonNode Phone()
    {
        using var stream = typeof(Scenario).Assembly.GetManifestResourceStream("Camera/phone.json")!;
        return JsonNode.Parse(stream)!;
    }

    private static string? Problem(string json) =>
        ScenarioJson.TryRead(Encoding.UTF8.GetBytes(json), out _, out var problem) ? null : problem;
}
