using System.Buffers;
using System.Text.Json;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Officers.Stations;

/// <summary>
/// What a phone must know to write the statements of one station (TPS) and to check their receipts: the ledger, its key, and the ballots
/// and rows of the station's forms, with words for them. One JSON document, made from the record.
/// </summary>
internal static class StationSheet
{
    /// <summary>The order in which a station counts: PKPU 25/2023 Art. 52(2). Any other contest comes after these.</summary>
    private static readonly string[] Order = ["ppwp", "pdpr", "pdpd", "pdprdp", "pdprdk"];

    /// <summary>The document; null where the election has no such station.</summary>
    public static byte[]? Of(RecordAsOf asOf, RegionCode station)
    {
        if (asOf.FindStation(station) < 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, asOf, station);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, RecordAsOf asOf, RegionCode station)
    {
        var record = asOf.Record;
        json.WriteStartObject();
        json.WriteString("ledger", record.Head.Ledger);
        json.WriteString("election", record.Head.Election);
        json.WriteNumber("rules", record.Rules.Version);
        json.WriteString("type", Words.Kinds.Of(record.Definition.Kind));
        json.WriteString("log", Convert.ToBase64String(record.Definition.Log));
        Write(json, "title", asOf.Names.Title);
        json.WriteString("station", station.ToString());
        json.WriteString("name", asOf.Place(station).Name);
        json.WriteStartArray("within");
        foreach (var place in asOf.Above(station))
        {
            json.WriteStringValue(PlaceNames.Shown(place.Name));
        }

        json.WriteEndArray();
        if (!station.IsOverseas)
        {
            json.WriteNumber("law", record.Structure.Limits.Law);
        }

        json.WriteStartArray("contests");
        foreach (var contest in record.Structure.Contests.Where(contest => contest.TryFindDistrict(station, out _)).OrderBy(PlaceInOrder))
        {
            Write(json, asOf, contest, station);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int PlaceInOrder(Contest contest) => Array.IndexOf(Order, contest.Code) is >= 0 and var place ? place : Order.Length;

    private static void Write(Utf8JsonWriter json, RecordAsOf asOf, Contest contest, RegionCode station)
    {
        var district = contest.DistrictOf(station);
        json.WriteStartObject();
        json.WriteString("code", contest.Code);
        json.WriteString("kind", contest.Kind.ToString().ToLowerInvariant());
        Write(json, "title", asOf.Names.ContestTitle(contest.Code));
        json.WriteStartArray("rows");
        foreach (var row in contest.Form.Rows)
        {
            Write(json, row);
        }

        json.WriteEndArray();
        json.WriteStartArray("choices");
        foreach (var choice in contest.BallotOf(district).Columns)
        {
            json.WriteStartObject();
            json.WriteNumber("number", choice.Number);
            if (choice.Candidate > 0)
            {
                json.WriteNumber("candidate", choice.Candidate);
            }

            json.WriteString("name", asOf.Names.ChoiceName(contest.Code, district.Code, choice));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteWatchers(json, asOf, contest, station);
        json.WriteEndObject();
    }

    /// <summary>Who may watch there, by their place in the definition: a contestant by number and name, else a supervisor.</summary>
    private static void WriteWatchers(Utf8JsonWriter json, RecordAsOf asOf, Contest contest, RegionCode station)
    {
        var watchers = asOf.Record.Structure.Watchers;
        json.WriteStartArray("watchers");
        for (var place = 0; place < watchers.Count; place++)
        {
            if (!watchers[place].HasPartIn(contest, station))
            {
                continue;
            }

            var (_, number, name) = Recipient.Of(asOf, place, contest, station);
            json.WriteStartObject();
            json.WriteNumber("place", place);
            if (number is { } its)
            {
                json.WriteNumber("number", its);
                json.WriteString("name", name);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, FieldRow row)
    {
        json.WriteStartObject();
        json.WriteString("name", row.Name);
        json.WriteString("paper", row.Paper);
        json.WriteStartArray("fields");
        for (var place = 0; place < row.Length; place++)
        {
            json.WriteStartObject();
            json.WriteString("paper", row.HasSexes ? row.Paper : row.Papers[place]);
            Write(json, "words", row.HasSexes ? Fields.Columns[place] : row.Words[place]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (row.HasSexes)
        {
            Write(json, "words", row.Words[0]);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Bilingual text)
    {
        json.WriteStartObject(name);
        json.WriteString("id", text.Indonesian);
        json.WriteString("en", text.English);
        json.WriteEndObject();
    }
}
