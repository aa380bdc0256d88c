using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sirekap.Site.Tests.Api;

/// <summary>The OpenAPI document against the routes that are mapped and the answers that they give.</summary>
public sealed class DescriptionTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Every_address_of_the_API_is_described()
    {
        var paths = (await server.Json("/api/openapi.json"))["paths"]!.AsObject();
        var described = paths
            .SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))
            .Order(StringComparer.Ordinal);
        described.ShouldBe(server.Mapped("/api/v1/").Order(StringComparer.Ordinal));
        Addresses
            .Examples.Select(example => example.Key)
            .Distinct()
            .Concat([
                "/api/v1/entries",
                "/api/v1/entries/{index}",
                "/api/v1/proofs/{index}",
                "/api/v1/statements",
                "/api/v1/blobs/{sha256}",
                "/api/v1/photos/{sha256}",
                "/api/v1/events",
            ])
            .Order(StringComparer.Ordinal)
            .ShouldBe(paths.Select(path => path.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_is_described_in_words_and_has_a_schema()
    {
        var document = await server.Json("/api/openapi.json");
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var place = $"{method} {path}";
                ((string?)operation!["summary"]).ShouldNotBeNullOrWhiteSpace(place);
                foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                {
                    ((string?)parameter!["description"]).ShouldNotBeNullOrWhiteSpace($"{place} {parameter["name"]}");
                    parameter["schema"]!["type"].ShouldNotBeNull($"{place} {parameter["name"]}");
                }

                foreach (var (status, response) in operation["responses"]!.AsObject())
                {
                    // Nothing is what 204 says.
                    (response!["content"] is null).ShouldBe(status == "204", $"{place} {status}");
                    foreach (var (type, content) in response["content"]?.AsObject() ?? [])
                    {
                        content!["schema"].ShouldNotBeNull($"{place} {status} {type}");
                    }
                }
            }
        }

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            ((string?)schema!["description"]).ShouldNotBeNullOrWhiteSpace(name);
            foreach (var (property, described) in schema["properties"]?.AsObject() ?? [])
            {
                // What is another schema has that one's words.
                (described!["description"] ?? described["$ref"] ?? described["oneOf"]).ShouldNotBeNull($"{name}.{property}");
            }
        }
    }

    [Fact]
    public async Task Every_answer_is_as_its_schema_says_and_has_nothing_else()
    {
        var document = await server.Json("/api/openapi.json");
        foreach (var (route, path) in Addresses.Examples)
        {
            var schema = document["paths"]![route]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            new SchemaCheck(document).Flaws(schema, await server.Json(path), path).ShouldBeEmpty();
        }

        var problem = document["paths"]!["/api/v1/regions/{code}"]!["get"]!["responses"]!["404"]!["content"]!["application/problem+json"]![
            "schema"
        ]!;
        new SchemaCheck(document)
            .Flaws(problem, await server.Problem("/api/v1/regions/88", System.Net.HttpStatusCode.NotFound, "unknown-region"), "problem")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_differs_from_its_schema_would_be_noticed()
    {
        var document = await server.Json("/api/openapi.json");
        var schema = document["paths"]!["/api/v1/results/{contest}/{code}"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]![
            "schema"
        ]!;
        var check = new SchemaCheck(document);
        foreach (
            var change in (Action<JsonNode>[])
                [
                    answer => answer["more"] = 1,
                    answer => answer.AsObject().Remove("totals"),
                    answer => answer["place"]!["code"] = 31,
                    answer => answer["place"]!["level"] = "planet",
                    answer => answer["totals"]!["accepted"]!["votes"]![0] = "129",
                    answer => answer["moment"]!["size"] = 1.5,
                    answer => answer["moment"]!["root"] = null,
                ]
        )
        {
            var answer = await server.Json("/api/v1/results/ppwp/0");
            check.Flaws(schema, answer, "").ShouldBeEmpty();
            change(answer);
            check.Flaws(schema, answer, "").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task The_patterns_of_parameters_are_those_that_are_read()
    {
        var document = await server.Json("/api/openapi.json");
        var pattern = (string)document["paths"]!["/api/v1/regions/{code}"]!["get"]!["parameters"]![0]!["schema"]!["pattern"]!;
        foreach (
            var (code, isCode) in (IEnumerable<(string, bool)>)
                [
                    ("0", true),
                    ("31", true),
                    ("3171010001001", true),
                    ("99AA", true),
                    ("99AA010001001", true),
                    ("3", false),
                    ("31AA", false),
                    ("99aa", false),
                    ("31710", false),
                ]
        )
        {
            Regex.IsMatch(code, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(isCode, code);
            Sirekap.Elections.Regions.RegionCode.TryParse(code, out _).ShouldBe(isCode, code);
        }
    }
}
