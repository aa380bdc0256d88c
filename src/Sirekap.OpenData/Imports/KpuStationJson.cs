using System.Text.Json;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>KPU's answer for one station: votes by the candidates' ids, counts by name, its own time.</summary>
internal sealed class KpuStationJson
{
    /// <summary>Most bytes of such an answer; real ones have about 1 kB.</summary>
    public const int Largest = 64 << 10;

    /// <summary>Answers are three levels deep; a few more may come with new keys.</summary>
    private const int Depth = 8;

    /// <summary>Known keys that say nothing about the figures.</summary>
    private static readonly string[] Idle = ["mode", "images", "status_suara", "status_adm"];

    private readonly string _file;
    private readonly List<RowFlaw> _flaws;
    private readonly ISet<string> _unknown;
    private bool _hasChart;

    private KpuStationJson(string file, List<RowFlaw> flaws, ISet<string> unknown)
    {
        _file = file;
        _flaws = flaws;
        _unknown = unknown;
    }

    /// <summary>Votes by the id of the choice; -1 where the id is there without a figure.</summary>
    public List<(string Id, int Votes)> Chart { get; } = [];

    public int[] Counts { get; } = FormFields.NoCounts();

    /// <summary>What it says of itself besides the figures.</summary>
    public SourceRow Source { get; private set; }

    /// <summary>Reads an answer, or adds what is wrong in it to the flaws and gives null.</summary>
    public static KpuStationJson? Read(ReadOnlySpan<byte> json, string file, List<RowFlaw> flaws, ISet<string> unknown)
    {
        var answer = new KpuStationJson(file, flaws, unknown);
        var before = flaws.Count;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Depth });
        try
        {
            answer.ReadRoot(ref reader);
            while (reader.Read())
            {
                // Only white space may follow; anything else throws.
            }
        }
        catch (JsonException e)
        {
            flaws.Add(
                new RowFlaw(
                    file,
                    (int)Math.Min(e.LineNumber ?? 0, int.MaxValue - 1) + 1,
                    $"byte {e.BytePositionInLine + 1 ?? 1}",
                    "it is no JSON from here on"
                )
            );
        }
        catch (InvalidOperationException)
        {
            // The reader takes text that is not Unicode until somebody asks for it.
            flaws.Add(new RowFlaw(file, 1, $"byte {reader.TokenStartIndex + 1}", "text that is not Unicode"));
        }

        return flaws.Count == before ? answer : null;
    }

    private void ReadRoot(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            Flaw("", "expected an object, a station's answer");
            reader.Skip();
            return;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (NextKey(ref reader, keys, "") is { } key)
        {
            ReadMember(ref reader, key, key);
        }

        if (!_hasChart)
        {
            Flaw("chart", $"it is missing: this is no station's answer; its keys are {Figure.Clean(string.Join(", ", keys.Take(12)))}");
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, string path, string key)
    {
        switch (key)
        {
            case "chart":
                if (_hasChart && path != key)
                {
                    Flaw(path, "the answer has a chart already");
                }

                _hasChart = true;
                ReadObject(ref reader, path, ReadVote);
                break;
            case "administrasi":
                ReadObject(ref reader, path, ReadCount);
                break;
            case "tungsura":
                // The regional elections' answers have chart and administrasi one level down.
                ReadObject(ref reader, path, ReadMember);
                break;
            case "ts":
                ReadTime(ref reader);
                break;
            case "psu":
                ReadPoll(ref reader);
                break;
            default:
                if (!Idle.Contains(key))
                {
                    Unknown(path);
                }

                reader.Skip();
                break;
        }
    }

    private void ReadPoll(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            Flaw("psu", "expected a text or null");
            reader.Skip();
        }
        else if (Source.Read(reader.GetString()!, out var source) is { } wrong)
        {
            Flaw("psu", wrong);
        }
        else
        {
            Source = source;
        }
    }

    private delegate void Member(ref Utf8JsonReader reader, string path, string key);

    private void ReadObject(ref Utf8JsonReader reader, string path, Member member)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Flaw(path, "expected an object or null");
            reader.Skip();
            return;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (NextKey(ref reader, keys, path) is { } key)
        {
            member(ref reader, $"{path}.{Figure.Clean(key)}", key);
        }
    }

    private void ReadVote(ref Utf8JsonReader reader, string path, string key)
    {
        if (key.Length is > 0 and <= 18 && key.All(char.IsAsciiDigit))
        {
            Chart.Add((key, ReadFigure(ref reader, path)));
        }
        else if (key != "null")
        {
            Unknown(path);
            reader.Skip();
        }
        else if (ReadFigure(ref reader, path) != FormFields.Missing)
        {
            Flaw(path, "votes for no choice");
        }
    }

    private void ReadCount(ref Utf8JsonReader reader, string path, string key)
    {
        if (KpuColumns.Counts.TryGetValue(key, out var field))
        {
            Counts[(int)field] = ReadFigure(ref reader, path);
        }
        else
        {
            Unknown(path);
            reader.Skip();
        }
    }

    private int ReadFigure(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return FormFields.Missing;
        }

        if (reader.TokenType == JsonTokenType.Number)
        {
            if (Figure.ReadJson(reader.ValueSpan, out var value) is { } wrong)
            {
                Flaw(path, wrong);
            }

            return value;
        }

        Flaw(
            path,
            reader.TokenType == JsonTokenType.String
                ? $"{Figure.Show(reader.GetString()!)} is text; expected a number or null"
                : "expected a number or null"
        );
        reader.Skip();
        return FormFields.Missing;
    }

    private void ReadTime(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            Source = Source.At(reader.GetString()!);
            return;
        }

        Flaw("ts", $"expected a time such as {SourceTime.Rule}, or null");
        reader.Skip();
    }

    /// <summary>The next key of the object with the reader on its value, or null at the object's end.</summary>
    private string? NextKey(ref Utf8JsonReader reader, HashSet<string> keys, string path)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        var key = reader.GetString()!;
        if (!keys.Add(key))
        {
            Flaw(path, $"key {Figure.Show(key)} stands twice");
        }

        reader.Read();
        return key;
    }

    private void Unknown(string key)
    {
        const int most = 100;
        if (_unknown.Count < most)
        {
            _unknown.Add(Figure.Clean(key.Length > 80 ? key[..80] : key));
        }
    }

    private void Flaw(string path, string reason) => _flaws.Add(new RowFlaw(_file, 1, path, reason));
}
