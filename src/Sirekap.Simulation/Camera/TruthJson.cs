using System.Text.Json;
using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>The truth beside a form's photos, as JSON.</summary>
public static class TruthJson
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="layout">The form.</param>
    /// <param name="scenario">How it was photographed.</param>
    /// <param name="seed">The form's own.</param>
    /// <param name="form">The form.</param>
    /// <param name="fileOf">The name of a page's photo.</param>
    public static byte[] Write(FormLayout layout, Scenario scenario, ulong seed, SimulatedForm form, Func<int, string> fileOf)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteString("layout", layout.Name);
            json.WriteString("contest", layout.Contest);
            json.WriteString("scenario", scenario.Name);
            json.WriteNumber("seed", seed);
            json.WriteBoolean("legible", form.Legible);
            List(json, "numbers", form.Truth.Numbers, number => Number(json, number));
            List(
                json,
                "mistakes",
                form.Truth.Mistakes,
                mistake =>
                {
                    json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(mistake.Kind.ToString()));
                    json.WriteString("number", mistake.Number);
                }
            );
            List(
                json,
                "brokenSums",
                form.Truth.BrokenSums(layout),
                rule =>
                {
                    json.WriteString("check", rule.Check);
                    json.WriteString("total", rule.Total);
                }
            );
            List(json, "pages", form.Pages, page => Page(json, page, fileOf(page.Page)));
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Number(Utf8JsonWriter json, WrittenNumber number)
    {
        json.WriteString("name", number.Name);
        Maybe(json, "value", number.Value);
        json.WriteString("boxes", number.Boxes);
        json.WriteString("struck", number.Struck);
        json.WriteString("bubbles", number.Bubbles);
        Maybe(json, "tally", number.Tally);
    }

    private static void Page(Utf8JsonWriter json, SimulatedPage page, string file)
    {
        var (width, height) = page.Parameters.Size;
        json.WriteNumber("page", page.Page);
        json.WriteString("file", file);
        json.WriteNumber("width", width);
        json.WriteNumber("height", height);
        json.WriteBoolean("legible", page.Legibility.Legible);
        json.WriteStartObject("legibility");
        Rounded(json, "boxSide", page.Legibility.BoxSide);
        Rounded(json, "blur", page.Legibility.Blur);
        Rounded(json, "contrast", page.Legibility.Contrast);
        Rounded(json, "needed", page.Legibility.Needed);
        Rounded(json, "glare", page.Legibility.Glare);
        json.WriteBoolean("inside", page.Legibility.Inside);
        json.WriteEndObject();
        json.WriteStartArray("corners");
        foreach (var (x, y) in page.Corners)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(x, 2));
            json.WriteNumberValue(Math.Round(y, 2));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartObject("parameters");
        foreach (var parameter in Enum.GetValues<Parameter>())
        {
            Rounded(json, Parameters.Name(parameter), page.Parameters[parameter]);
        }

        json.WriteEndObject();
        List(
            json,
            "ink",
            page.Sources,
            source =>
            {
                json.WriteString("number", source.Number);
                json.WriteNumber("box", source.Box);
                json.WriteString("file", source.File);
            }
        );
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Rounded(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 5));

    private static void Maybe(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
