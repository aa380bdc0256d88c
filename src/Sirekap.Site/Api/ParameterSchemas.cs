using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Api;

/// <summary>What a parameter of each name may be, as <see cref="Parameters"/> reads it.</summary>
internal static class ParameterSchemas
{
    public static OpenApiSchema Of(string name) =>
        name switch
        {
            "code" or "region" => Text("^(0|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10}|[0-9]{13}|99[0-9A-Z]{2}([0-9]{2}|[0-9]{6}|[0-9]{9})?)$"),
            "contest" => Text("^[a-z0-9-]{1,64}$"),
            "district" => Text("^[A-Za-z0-9.-]{1,64}$"),
            "at" => Number(2, null),
            "index" or "from" or "to" or "before" or "first" or "since" => Number(0, null),
            "most" => Number(1, Parameters.MostRows),
            "id" or "sha256" => Text("^[0-9a-f]{64}$"),
            "name" => Text("^[0-9a-f]{32}$"),
            "check" => Words([
                .. RuleSets.All.SelectMany(rules => rules.Checks).Select(check => check.Code).Distinct(StringComparer.Ordinal),
            ]),
            "class" => Words("underReview", "unchecked"),
            "why" => Words([.. Enum.GetNames<TaskReason>().Select(reason => reason.ToLowerInvariant())]),
            "open" => Words("true", "false"),
            "problem" => Text("^[a-z-]{1,40}$"),
            "q" => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = Parameters.LongestQuery,
            },
            "Sirekap-Signature" => Text("^[0-9a-f]{32} [A-Za-z0-9+/]+=*$"),
            "Last-Event-ID" => Text("^[0-9]{1,19}$"),
            "Upload-Offset" or "Upload-Length" => Number(0, null),
            "Upload-Complete" => Words("?0", "?1"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "a parameter without a schema"),
        };

    /// <summary>What a header means; comments name those by another name.</summary>
    public static string? WordsOf(string name) =>
        name switch
        {
            "Sirekap-Signature" => "The key's name, a space, and its P-256 signature in base64: DER, or 64 bytes r and s.",
            "Upload-Offset" => "Bytes of the blob before this part.",
            "Upload-Length" => "Bytes of the whole blob, where it comes in parts.",
            "Upload-Complete" => "Whether a part is the last, as structured fields write it: ?1 or ?0.",
            "Last-Event-ID" => "The size that the listener knows, as browsers say it when they come again.",
            _ => null,
        };

    /// <summary>What the words of an enumeration of the domain mean; the domain's own comments are not compiled in.</summary>
    public static string? WordsOf(Type words) =>
        (Nullable.GetUnderlyingType(words) ?? words).Name switch
        {
            nameof(ElectionKind) =>
                "What an election is: a real one, a copy of somebody else's feed, or a simulation with invented figures.",
            nameof(CountingUnit) =>
                "What a station is in this election: a station, or a whole electoral district where a copy has figures of nothing smaller.",
            nameof(ContestKind) => "What the choices of a contest are: pairs of candidates, parties with lists, or single persons.",
            nameof(ElectionMethod) => "How votes become seats: the most votes, a majority, or the divisors of Sainte-Laguë.",
            nameof(Level) => "A tier of the count.",
            nameof(Severity) => "What a failing check does: it holds the votes back from the accepted, or flags them.",
            nameof(StationClass) => "In which sum a station's form stands; none where no form has come.",
            nameof(EventKind) =>
                "What happened: a form came, or repeated what stood; an officer accepted, corrected or held it; a feed withdrew it; "
                    + "two people read it anew, settled other figures or confirmed these; a plenary read other figures from the paper or "
                    + "matched these, and a form that came after it is late.",
            nameof(TaskReason) => "Why people are asked to read a station's paper: figures fail a check, forms conflict, a program read "
                + "otherwise, an objection is open, or dice drew it.",
            nameof(BlindState) =>
                "How far people have come in reading it: nobody, one has sealed, two have, opened they differ, they agree, or "
                    + "as many as may could not agree.",
            nameof(Role) => "What a key may do, from the root down to a station; import copies a feed, a reader reads photos, a kit enrols "
                + "phones of its station; supervisors, witnesses and observers watch.",
            nameof(ReadingOutcome) => "How sure a reader is of a form as a whole: clear, unclear, or contradictory in itself.",
            nameof(AdditionGround) => "Why stations were added to the running election.",
            nameof(VotingMethod) => "How a station's voters vote.",
            nameof(CandidateStatus) => "Whether a candidate still stands.",
            nameof(DisclosureCategory) => "What a disclosure is about.",
            nameof(ReviewReason) => "Why an officer decided as it did.",
            nameof(PaperSource) => "From which paper a plenary read: the form, copies of it, or a recount.",
            nameof(DifferenceReason) =>
                "Why the form says other figures than were shown: these were misread, or it was put right and initialled.",
            nameof(AttestStance) => "Whether somebody who watches signed a form, or refused to.",
            nameof(ObjectionGround) => "What a witness or supervisor objects to.",
            nameof(ObjectionState) => "How an objection stands: open, replied to and open, settled, or rejected.",
            nameof(AnswerOutcome) => "What an answer makes of an objection.",
            nameof(AnswerReason) => "Why a committee answers as it does.",
            _ => null,
        };

    private static OpenApiSchema Text(string pattern) => new() { Type = JsonSchemaType.String, Pattern = pattern };

    private static OpenApiSchema Words(params string[] words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))] };

    private static OpenApiSchema Number(int least, int? most) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = $"{least}",
            Maximum = most is { } limit ? $"{limit}" : null,
        };
}
