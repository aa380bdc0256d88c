using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sirekap.Bench.Forms;

/// <summary>A number that was read otherwise than it is written.</summary>
/// <param name="Name">Its place on the paper.</param>
/// <param name="Boxes">As written.</param>
/// <param name="Value">As read.</param>
/// <param name="Probability">Of the value read.</param>
/// <param name="State">As the reader says.</param>
/// <param name="Ink">The files whose ink was used.</param>
internal sealed record Misread(string Name, string Boxes, int? Value, double Probability, string State, IReadOnlyList<string> Ink);

/// <summary>One simulated form, what is true of it and what the reader said: a line of JSON.</summary>
/// <param name="Number">In the series, from 1.</param>
/// <param name="Legible">By the camera's parameters.</param>
/// <param name="Legibles">The same a page.</param>
/// <param name="Whole">Whether every number is filled in and every sum holds on the paper.</param>
/// <param name="Broken">The checks that do not hold on the paper.</param>
/// <param name="Mistakes">What the writer got wrong: kind and number.</param>
/// <param name="Outcome">As the reader says.</param>
/// <param name="ErrorBound">As the reader says.</param>
/// <param name="Uncertain">The numbers that are not said to be read.</param>
/// <param name="Problems">The reader's, by code and page.</param>
/// <param name="Misread">Numbers read otherwise than written, whatever the reader says of them.</param>
/// <param name="Sure">Probabilities of the numbers read as written.</param>
/// <param name="Missing">How many numbers were not seen.</param>
/// <param name="SimulationMs">Time of filling in and photographing.</param>
/// <param name="ReadingMs">Time of reading.</param>
internal sealed record FormTrial(
    int Number,
    bool Legible,
    IReadOnlyList<bool> Legibles,
    bool Whole,
    IReadOnlyList<string> Broken,
    IReadOnlyList<string> Mistakes,
    string Outcome,
    double ErrorBound,
    IReadOnlyList<string> Uncertain,
    IReadOnlyList<string> Problems,
    IReadOnlyList<Misread> Misread,
    IReadOnlyList<double> Sure,
    int Missing,
    double SimulationMs,
    double ReadingMs
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    [JsonIgnore]
    public bool Clear => Outcome == "Clear";

    [JsonIgnore]
    public bool Contradictory => Outcome == "Contradictory";

    /// <summary>Whether any number is not as written, or was not seen.</summary>
    [JsonIgnore]
    public bool Wrong => Misread.Count > 0 || Missing > 0;

    public string ToLine() => JsonSerializer.Serialize(this, Options);

    public static FormTrial OfLine(string line) =>
        JsonSerializer.Deserialize<FormTrial>(line, Options) ?? throw new InvalidDataException("an empty line");
}
