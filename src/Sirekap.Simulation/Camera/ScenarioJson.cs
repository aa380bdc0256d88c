using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// A scenario as a JSON file: <c>{"name", "mistakes", "unfilledBubbles", "parameters": {"tilt": {"from", "to", "skew", "share"}, …}}</c>.
/// </summary>
public static class ScenarioJson
{
    /// <summary>Reads a scenario. All parameters must be given; skew and share are 1 when left out.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="problem">What is wrong, with the name of the field.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out Scenario? scenario,
        [NotNullWhen(false)] out string? problem
    )
    {
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            scenario = Read(document.RootElement);
            problem = null;
            return true;
        }
        catch (JsonException e)
        {
            (scenario, problem) = (null, $"not JSON: {e.Message}");
            return false;
        }
        catch (ScenarioFault e)
        {
            (scenario, problem) = (null, e.Message);
            return false;
        }
    }

    private static Scenario Read(JsonElement root)
    {
        Known(root, "scenario", ["name", "mistakes", "unfilledBubbles", "parameters"]);
        var name =
            root.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String
                ? given.GetString()!
                : throw new ScenarioFault("name: a text is missing");
        var parameters = root.TryGetProperty("parameters", out var list) ? list : throw new ScenarioFault("parameters: missing");
        var names = Enum.GetValues<Parameter>().Select(Parameters.Name).ToArray();
        Known(parameters, "parameters", names);
        var ranges = Enum.GetValues<Parameter>().Select(p => Range(parameters, p)).ToArray();
        return new Scenario(name, Number(root, "", "mistakes", 0, 1, null), Number(root, "", "unfilledBubbles", 0, 1, null), ranges);
    }

    private static ScenarioRange Range(JsonElement parameters, Parameter parameter)
    {
        var name = $"parameters.{Parameters.Name(parameter)}";
        if (!parameters.TryGetProperty(Parameters.Name(parameter), out var range))
        {
            throw new ScenarioFault($"{name}: missing");
        }

        Known(range, name, ["from", "to", "skew", "share"]);
        var (least, most) = ParameterLimits.Of(parameter);
        var from = Number(range, name, "from", least, most, null);
        var to = Number(range, name, "to", least, most, from);
        return to < from
            ? throw new ScenarioFault($"{name}.to: less than from")
            : new ScenarioRange(from, to, Number(range, name, "skew", 0.05, 20, 1), Number(range, name, "share", 0, 1, 1));
    }

    private static void Known(JsonElement element, string name, string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ScenarioFault($"{name}: not an object");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
            {
                throw new ScenarioFault($"{name}.{property.Name}: unknown");
            }
        }
    }

    private static double Number(JsonElement element, string parent, string name, double least, double most, double? otherwise)
    {
        var path = parent.Length == 0 ? name : $"{parent}.{name}";
        if (!element.TryGetProperty(name, out var value))
        {
            return otherwise ?? throw new ScenarioFault($"{path}: missing");
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw new ScenarioFault(FormattableString.Invariant($"{path}: not a number from {least} to {most}"));
    }

    private sealed class ScenarioFault(string message) : Exception(message);
}
