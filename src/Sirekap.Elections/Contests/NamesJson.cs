using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Contests;

/// <summary>
/// The names document as JSON:
/// <code>
/// {"title":{"id":…,"en":…},
///  "contests":{"ppwp":{"title":{…},"choices":{"1":…},"sexes":{"1":"P"},
///   "districts":{"0":{"name":…,"choices":{"1.2":…},"sexes":{"1.2":"L"}}}}},
///  "levels":{"district":{"id":…,"en":…}},"regions":{"11":…},"stations":{"9901…":…}}
/// </code>
/// Sexes are left out where none is told.
/// </summary>
internal static class NamesJson
{
    // The document is a file of its own and never a part of a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every level but the nation, which is a word of the language.</summary>
    private static readonly IReadOnlyList<(Level Value, string Word)> LevelWords =
    [
        (Level.Province, "province"),
        (Level.Regency, "regency"),
        (Level.District, "district"),
        (Level.Village, "village"),
        (Level.Station, "station"),
    ];

    public static byte[] Write(ElectionNames names)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var w = new Utf8JsonWriter(buffer, Options))
        {
            w.WriteStartObject();
            Write(w, names.Title);
            w.WriteStartObject("contests");
            foreach (var (code, contest) in names.Contests.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                w.WriteStartObject(code);
                Write(w, contest);
                w.WriteEndObject();
            }

            w.WriteEndObject();
            WriteLevels(w, names.Levels);
            Write(w, "regions", names.Regions.OrderBy(p => p.Key).Select(p => (p.Key.ToString(), p.Value)));
            Write(w, "stations", names.Stations.OrderBy(p => p.Key).Select(p => (p.Key.ToString(), p.Value)));
            w.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static ElectionNames Read(JsonPlace json)
    {
        var contests = new Dictionary<string, ContestNames>(StringComparer.Ordinal);
        foreach (var (code, contest) in json.Optional("contests")?.Properties() ?? [])
        {
            contests[code] = ReadContest(contest);
        }

        return new ElectionNames(
            Bilingual(json["title"]),
            contests,
            ReadCodes(json.Optional("regions"), isStation: false),
            ReadCodes(json.Optional("stations"), isStation: true)
        )
        {
            Levels = ReadLevels(json.Optional("levels")),
        };
    }

    /// <summary>Names of levels by their word.</summary>
    public static Dictionary<Level, Bilingual> ReadLevels(JsonPlace? json)
    {
        var levels = new Dictionary<Level, Bilingual>();
        foreach (var (word, name) in json?.Properties() ?? [])
        {
            if (LevelWords.FirstOrDefault(known => known.Word == word) is not { Word: not null } level)
            {
                throw name.Wrong($"expected one of {string.Join(", ", LevelWords.Select(known => known.Word))} as the key");
            }

            levels[level.Value] = Bilingual(name);
        }

        return levels;
    }

    public static Bilingual Bilingual(JsonPlace json) =>
        json.IsText ? new Bilingual(json.Name(), json.Name()) : new Bilingual(json["id"].Name(), json["en"].Name());

    public static Dictionary<RegionCode, string> ReadCodes(JsonPlace? json, bool isStation)
    {
        var names = new Dictionary<RegionCode, string>();
        foreach (var (text, name) in json?.Properties() ?? [])
        {
            if (!RegionCode.TryParse(text, out var code) || (code.Level == Level.Station) != isStation)
            {
                throw name.Wrong(isStation ? "expected a station's code as the key" : "expected a region's code as the key");
            }

            names[code] = name.Name();
        }

        return names;
    }

    private static ContestNames ReadContest(JsonPlace json)
    {
        var districts = new Dictionary<string, string>(StringComparer.Ordinal);
        var districtChoices = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var districtSexes = new Dictionary<string, IReadOnlyDictionary<string, CandidateSex>>(StringComparer.Ordinal);
        foreach (var (code, district) in json.Optional("districts")?.Properties() ?? [])
        {
            if (district.Optional("name") is { } name)
            {
                districts[code] = name.Name();
            }

            if (district.Optional("choices") is { } choices)
            {
                districtChoices[code] = ReadTexts(choices);
            }

            if (district.Optional("sexes") is { } sexes)
            {
                districtSexes[code] = ReadSexes(sexes);
            }
        }

        return new ContestNames(Bilingual(json["title"]), ReadTexts(json.Optional("choices")), districts, districtChoices)
        {
            Sexes = ReadSexes(json.Optional("sexes")),
            DistrictSexes = districtSexes,
        };
    }

    private static Dictionary<string, CandidateSex> ReadSexes(JsonPlace? json)
    {
        var sexes = new Dictionary<string, CandidateSex>(StringComparer.Ordinal);
        foreach (var (key, sex) in json?.Properties() ?? [])
        {
            sexes[key] = ElectionDefinition.Word(sex, Person.Sexes);
        }

        return sexes;
    }

    private static Dictionary<string, string> ReadTexts(JsonPlace? json)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in json?.Properties() ?? [])
        {
            texts[key] = text.Name();
        }

        return texts;
    }

    private static void WriteLevels(Utf8JsonWriter w, IReadOnlyDictionary<Level, Bilingual> levels)
    {
        w.WriteStartObject("levels");
        foreach (var (level, word) in LevelWords)
        {
            if (levels.TryGetValue(level, out var name))
            {
                Write(w, name, word);
            }
        }

        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, Bilingual title, string key = "title")
    {
        w.WriteStartObject(key);
        w.WriteString("id", title.Indonesian);
        w.WriteString("en", title.English);
        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, ContestNames contest)
    {
        Write(w, contest.Title);
        Write(w, "choices", Sorted(contest.Choices));
        WriteSexes(w, contest.Sexes);
        w.WriteStartObject("districts");
        foreach (
            var code in contest
                .Districts.Keys.Concat(contest.DistrictChoices.Keys)
                .Concat(contest.DistrictSexes.Keys)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
        {
            w.WriteStartObject(code);
            if (contest.Districts.TryGetValue(code, out var name))
            {
                w.WriteString("name", name);
            }

            if (contest.DistrictChoices.TryGetValue(code, out var choices))
            {
                Write(w, "choices", Sorted(choices));
            }

            WriteSexes(w, contest.DistrictSexes.GetValueOrDefault(code));

            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static void WriteSexes(Utf8JsonWriter w, IReadOnlyDictionary<string, CandidateSex>? sexes)
    {
        var told = (sexes ?? new Dictionary<string, CandidateSex>())
            .Where(sex => sex.Value != CandidateSex.Untold)
            .OrderBy(sex => sex.Key, StringComparer.Ordinal)
            .Select(sex => (sex.Key, Person.WordOf(sex.Value)!))
            .ToArray();
        if (told.Length > 0)
        {
            Write(w, "sexes", told);
        }
    }

    private static IEnumerable<(string Key, string Value)> Sorted(IReadOnlyDictionary<string, string> texts) =>
        texts.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value));

    private static void Write(Utf8JsonWriter w, string name, IEnumerable<(string Key, string Value)> texts)
    {
        w.WriteStartObject(name);
        foreach (var (key, value) in texts)
        {
            w.WriteString(key, value);
        }

        w.WriteEndObject();
    }
}
