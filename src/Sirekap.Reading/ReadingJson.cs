using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Sirekap.Elections;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading;

/// <summary>
/// A reading as JSON: what <c>sirekap read form --json</c> prints and what the evidence of a reading statement is. Probabilities have six
/// decimals, coordinates one; written again, what was read is the same text.
/// </summary>
public static class ReadingJson
{
    /// <summary>A reading of 20 pages with 600 boxes has about 200 kB; more than this is none.</summary>
    public const int MostBytes = 4 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        Encoder = JavaScriptEncoder.Default,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutAbsent } },
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new DigestText(),
            new PointPair(),
            new SixDecimals(),
            new SixDecimalsSingle(),
        },
    };

    /// <summary>One line of UTF-8, without a newline.</summary>
    public static byte[] Write(FormReading reading) => JsonSerializer.SerializeToUtf8Bytes(reading, Options);

    /// <summary>Reads a reading that anybody may have written.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="problem">What is wrong, and where; null when it was read.</param>
    public static FormReading? Read(ReadOnlySpan<byte> json, out string? problem)
    {
        problem = json.Length > MostBytes ? $"longer than {MostBytes} bytes" : null;
        if (problem is not null)
        {
            return null;
        }

        try
        {
            var reading = JsonSerializer.Deserialize<FormReading>(json, Options);
            problem = reading is null ? "no reading" : ReadingRules.Broken(reading);
            return problem is null ? reading : null;
        }
        catch (JsonException e)
        {
            problem = e.Path is null ? e.Message : $"{e.Path}: {e.Message}";
            return null;
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone: well-formed JSON and no text.
            problem = "a text is not Unicode";
            return null;
        }
    }

    /// <summary>A problem names only what it is about.</summary>
    private static void LeaveOutAbsent(JsonTypeInfo type)
    {
        if (type.Type != typeof(ReadingProblem))
        {
            return;
        }

        foreach (var property in type.Properties.Where(property => property.Name is not "code"))
        {
            property.IsRequired = false;
            property.ShouldSerialize = (_, value) => value is not null;
        }
    }

    internal sealed class SymbolText : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            for (var symbol = 0; symbol < Symbol.Count; symbol++)
            {
                if (string.Equals(text, Symbol.Label(symbol), StringComparison.Ordinal))
                {
                    return symbol;
                }
            }

            throw new JsonException("expected a digit, \"X\" or \"blank\"");
        }

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Symbol.Label(value));
    }

    internal sealed class DigitText : JsonConverter<int?>
    {
        public override bool HandleNull => true;

        public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Null => null,
                JsonTokenType.String when reader.GetString() is [>= '0' and <= '9' and var digit] => digit - '0',
                _ => throw new JsonException("expected a digit as a text, or null"),
            };

        public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
        {
            if (value is { } digit)
            {
                writer.WriteStringValue(Symbol.Label(digit));
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    private sealed class DigestText : JsonConverter<Digest>
    {
        public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Digest.TryParse(reader.GetString(), out var digest)
                ? digest
                : throw new JsonException("expected 64 lowercase hexadecimal digits");

        public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class PointPair : JsonConverter<PhotoPoint>
    {
        public override PhotoPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var pair = JsonSerializer.Deserialize<double[]>(ref reader, options);
            return pair is [var x, var y] ? new PhotoPoint(x, y) : throw new JsonException("expected [x, y]");
        }

        public override void Write(Utf8JsonWriter writer, PhotoPoint value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteRawValue(value.X.ToString("0.#", CultureInfo.InvariantCulture));
            writer.WriteRawValue(value.Y.ToString("0.#", CultureInfo.InvariantCulture));
            writer.WriteEndArray();
        }
    }

    private sealed class SixDecimals : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString("0.######", CultureInfo.InvariantCulture));
    }

    /// <summary>A bound is rounded up: a small one is not none.</summary>
    internal sealed class RoundedUp : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            // Less a trifle, so that what was rounded up once stays.
            writer.WriteRawValue(Math.Min(1, Math.Ceiling((value * 1e6) - 1e-6) / 1e6).ToString("0.######", CultureInfo.InvariantCulture));
    }

    private sealed class SixDecimalsSingle : JsonConverter<float>
    {
        public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetSingle();

        public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options) =>
            writer.WriteRawValue(((double)value).ToString("0.######", CultureInfo.InvariantCulture));
    }
}
