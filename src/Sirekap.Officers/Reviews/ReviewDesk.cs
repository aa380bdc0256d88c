using System.Text.Json;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Officers.Stations;
using Sirekap.Record;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Officers.Reviews;

/// <summary>
/// What a reviewer's desk (meja tinjau) is told, as JSON made from the record: who a key is, what waits to be read, and one paper. Of
/// figures it is told none: neither those in place, nor what a program read, nor what anybody else has opened; whoever does not see them
/// cannot copy them.
/// </summary>
internal static class ReviewDesk
{
    /// <summary>Rows of a queue: an hour of work, twice what is shown, and few enough to be sent every few seconds.</summary>
    private const int MostTasks = 20;

    /// <summary>Who a key is, with what a statement about it begins with, or that nobody has enrolled it.</summary>
    public static byte[] Key(RecordAsOf asOf, KeyName name) =>
        DeskJson.Write(json =>
        {
            var isKnown = asOf.Record.Keys.TryFind(name, out var key);
            json.WriteBoolean("known", isKnown);
            json.WriteString("kind", Words.Kinds.Of(asOf.Record.Definition.Kind));
            if (isKnown)
            {
                json.WriteString("name", key.Name.ToString());
                json.WriteString("role", Words.Roles.Of(key.Role));
                json.WriteString("scope", key.Scope.ToString());
                json.WriteString("place", PlaceNames.Shown(asOf.Place(key.Scope).Name));
                json.WriteBoolean("revoked", key.IsRevoked);
                Head(json, asOf);
            }
        });

    /// <summary>A key that waits to be enrolled, with what an enrolment of it begins with: whoever enrols needs nothing else.</summary>
    public static byte[] Waiting(RecordAsOf asOf, byte[] spki) =>
        DeskJson.Write(json =>
        {
            json.WriteBase64String("key", spki);
            Head(json, asOf);
        });

    /// <summary>
    /// What waits to be read within a key's scope and can be read by whoever holds it, whatever waits longest first, of all contests, and
    /// how much waits there for anybody; null where nobody has enrolled the key.
    /// </summary>
    /// <param name="asOf">Now.</param>
    /// <param name="queues">What waits, by region.</param>
    /// <param name="name">The key.</param>
    public static byte[]? Tasks(RecordAsOf asOf, TaskQueues queues, KeyName name)
    {
        if (!asOf.Record.Keys.TryFind(name, out var key))
        {
            return null;
        }

        var reviews = asOf.FindRegion(key.Scope) >= 0 && Authority.ToReview(key, key.Scope) is null;
        var waiting = reviews ? queues.Of(asOf, key.Scope) : [];
        var open =
            from paper in waiting
            let contest = asOf.Contest(paper.Contest)
            let station = asOf.FindStation(paper.Station)
            where IsFor(asOf.Record, contest, station, key)
            let causes = ReviewTasks.Of(asOf.Record, contest, station)
            where causes.Count > 0
            select (Contest: contest, Station: station, Causes: causes);
        return DeskJson.Write(json =>
        {
            json.WriteNumber("waiting", waiting.Count);
            json.WriteStartArray("tasks");
            foreach (var (contest, station, causes) in open.Take(MostTasks))
            {
                Task(json, asOf, contest, station, causes);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>
    /// One paper: the station's sheet, what is in place by its identity, its photos and what is asked for; null where there is nothing to
    /// read.
    /// </summary>
    /// <param name="asOf">Of when.</param>
    /// <param name="at">The station.</param>
    /// <param name="code">The contest.</param>
    /// <param name="isHere">Whether a photo's bytes can be shown.</param>
    public static byte[]? Paper(RecordAsOf asOf, RegionCode at, string code, Predicate<Digest> isHere)
    {
        var station = asOf.FindStation(at);
        if (station < 0 || asOf.Contest(code) is not { } contest || contest.InPlace(station) is var inPlace && inPlace < 0)
        {
            return null;
        }

        var review = asOf.Record.Blind.Of(code, at, inPlace);
        FormFields[] opened = [.. review.Opened.Select(seal => seal.Fields!)];
        return DeskJson.Write(json =>
        {
            json.WritePropertyName("sheet");
            json.WriteRawValue(StationSheet.Of(asOf, at)!);
            json.WriteString("contest", code);
            json.WriteString("on", asOf.Record.Ids[inPlace].ToString());
            json.WriteStartArray("photos");
            foreach (var photo in contest.History(station).SelectMany(e => contest.Papers.Photos(e.Index)).Distinct())
            {
                if (isHere(photo) && !asOf.Record.Withheld.ContainsKey(photo))
                {
                    json.WriteStringValue(photo.ToString());
                }
            }

            json.WriteEndArray();
            Places(json, opened.Length < BlindReview.Readers ? null : DeskPlaces.Open(opened, contest.Contest, at));
            json.WriteNumber("seals", review.Seals.Count);
        });
    }

    /// <summary>
    /// Whether the record would take this person's seal, within their scope: what they said themselves, or have sealed, is nothing for
    /// them.
    /// </summary>
    private static bool IsFor(ElectionRecord record, ContestRecord contest, int station, Key key)
    {
        var (code, at, inPlace) = (contest.Contest.Code, record.Tree.Station(station), contest.InPlace(station));
        var review = record.Blind.Of(code, at, inPlace);
        return review.Agreed is null
            && review.Opened.Count() < record.Rules.Limits.Seals
            && review.Seals.All(seal => seal.Holder != key.Holder)
            && !BlindReviews.HadPart(record, contest, station, inPlace).Any(part => part.Holder == key.Holder);
    }

    private static void Head(Utf8JsonWriter json, RecordAsOf asOf)
    {
        var head = asOf.Record.Head;
        json.WriteString("ledger", head.Ledger);
        json.WriteString("election", head.Election);
        json.WriteNumber("rules", head.Rules.Version);
    }

    private static void Task(Utf8JsonWriter json, RecordAsOf asOf, ContestRecord contest, int station, IReadOnlyList<TaskCause> causes)
    {
        var (at, inPlace) = (asOf.Tree.Station(station), contest.InPlace(station));
        json.WriteStartObject();
        json.WriteString("station", at.ToString());
        json.WriteString("name", asOf.Place(at).Name);
        json.WriteStartArray("within");
        foreach (var place in asOf.Above(at))
        {
            json.WriteStringValue(PlaceNames.Shown(place.Name));
        }

        json.WriteEndArray();
        json.WriteString("contest", contest.Contest.Code);
        var title = asOf.Names.ContestTitle(contest.Contest.Code);
        json.WriteStartObject("title");
        json.WriteString("id", title.Indonesian);
        json.WriteString("en", title.English);
        json.WriteEndObject();
        json.WriteString("on", asOf.Record.Ids[inPlace].ToString());
        json.WriteStartArray("causes");
        foreach (var (reason, since) in causes)
        {
            json.WriteStartObject();
            json.WriteString("why", reason.ToString().ToLowerInvariant());
            json.WriteNumber("since", since);
            json.WriteString("time", asOf.Record.Times.At(since)!.Value.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("seals", asOf.Record.Blind.Of(contest.Contest.Code, at, inPlace).Seals.Count);
        json.WriteEndObject();
    }

    private static void Places(Utf8JsonWriter json, IReadOnlyList<string>? places)
    {
        if (places is null)
        {
            json.WriteNull("places");
            return;
        }

        json.WriteStartArray("places");
        foreach (var place in places)
        {
            json.WriteStringValue(place);
        }

        json.WriteEndArray();
    }
}
