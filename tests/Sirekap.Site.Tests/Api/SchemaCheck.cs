using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sirekap.Site.Tests.Api;

/// <summary>
/// Compares JSON with a schema, as far as the API's schemas go; a keyword that is not known here is a flaw, not passed over.
/// </summary>
internal sealed class SchemaCheck(JsonNode document)
{
    private static readonly string[] Known =
    [
        "$ref",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "oneOf",
        "description",
        "format",
    ];

    /// <summary>What is not as the schema says, each with its place.</summary>
    public IEnumerable<string> Flaws(JsonNode schema, JsonNode? value, string place)
    {
        var keys = schema.AsObject();
        if (keys["$ref"] is { } reference)
        {
            return Flaws(((string)reference!)["#/".Length..].Split('/').Aggregate(document, (node, key) => node[key]!), value, place);
        }

        return keys.Select(key => key.Key)
            .Except(Known)
            .Select(key => $"{place}: keyword {key}")
            .Concat(
                keys["oneOf"] is JsonArray choices && choices.Count(choice => !Flaws(choice!, value, place).Any()) != 1
                    ? [$"{place}: not one of its schemas"]
                    : []
            )
            .Concat(
                keys["type"] is { } type
                && !Types(type).Contains(TypeOf(value))
                && !(TypeOf(value) == "integer" && Types(type).Contains("number"))
                    ? [$"{place}: is {TypeOf(value)}, not {type.ToJsonString()}"]
                    : []
            )
            .Concat(
                keys["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))
                    ? [$"{place}: {value?.ToJsonString()} is none of {words.ToJsonString()}"]
                    : []
            )
            .Concat(
                value is JsonObject members && keys["properties"] is JsonObject properties ? Members(keys, properties, members, place) : []
            )
            .Concat(
                value is JsonArray items && keys["items"] is { } item
                    ? items.SelectMany((each, i) => Flaws(item, each, $"{place}[{i}]"))
                    : []
            );
    }

    private IEnumerable<string> Members(JsonObject schema, JsonObject properties, JsonObject members, string place)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!);
        var isClosed = schema["additionalProperties"] is JsonValue open && !open.GetValue<bool>();
        return required
            .Where(name => !members.ContainsKey(name))
            .Select(name => $"{place}.{name}: missing")
            .Concat(
                members.Where(member => isClosed && !properties.ContainsKey(member.Key)).Select(member => $"{place}.{member.Key}: unknown")
            )
            .Concat(isClosed ? [] : [$"{place}: open to more"])
            .Concat(
                members
                    .Where(member => properties.ContainsKey(member.Key))
                    .SelectMany(member => Flaws(properties[member.Key]!, member.Value, $"{place}.{member.Key}"))
            );
    }

    private static string[] Types(JsonNode type) =>
        type is JsonArray several ? [.. several.Select(each => (string)each!)] : [(string)type!];

    private static string TypeOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        };
}
