using System.Text.Json;
using System.Text.Json.Serialization;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>
/// The API's JSON: names in camel case, codes as strings, numbers as numbers, null where there is nothing; compiled, not found by
/// reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.Strict,
    Converters = [
        typeof(CamelWords<ElectionKind>),
        typeof(CamelWords<CountingUnit>),
        typeof(CamelWords<ContestKind>),
        typeof(KebabWords<ElectionMethod>),
        typeof(CamelWords<Level>),
        typeof(CamelWords<Severity>),
        typeof(CamelWords<StationClass>),
        typeof(CamelWords<Standing>),
        typeof(CamelWords<EventKind>),
        typeof(CamelWords<Role>),
        typeof(CamelWords<DisclosureCategory>),
        typeof(KebabWords<ReviewReason>),
        typeof(CamelWords<PaperSource>),
        typeof(CamelWords<DifferenceReason>),
        typeof(CamelWords<AttestStance>),
        typeof(KebabWords<ObjectionGround>),
        typeof(CamelWords<ObjectionState>),
        typeof(CamelWords<AnswerOutcome>),
        typeof(KebabWords<AnswerReason>),
        typeof(CamelWords<TaskReason>),
        typeof(CamelWords<BlindState>),
        typeof(CamelWords<PhotoBytes>),
        typeof(CamelWords<ReadingOutcome>),
        typeof(CamelWords<AdditionGround>),
        typeof(CamelWords<CandidateStatus>),
        typeof(CamelWords<VotingMethod>),
    ]
)]
[JsonSerializable(typeof(ElectionJson))]
[JsonSerializable(typeof(ContestsJson))]
[JsonSerializable(typeof(DistrictJson))]
[JsonSerializable(typeof(RegionJson))]
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(RegionResultJson))]
[JsonSerializable(typeof(StationJson))]
[JsonSerializable(typeof(HistoryJson))]
[JsonSerializable(typeof(CorrectionsJson))]
[JsonSerializable(typeof(ReviewsJson))]
[JsonSerializable(typeof(ObjectionsJson))]
[JsonSerializable(typeof(TasksJson))]
[JsonSerializable(typeof(SalinanCountsJson))]
[JsonSerializable(typeof(LedgerJson))]
[JsonSerializable(typeof(EntryPlaceJson))]
[JsonSerializable(typeof(ConsistencyJson))]
[JsonSerializable(typeof(KeyJson))]
[JsonSerializable(typeof(DisclosuresJson))]
[JsonSerializable(typeof(ReceiptJson))]
[JsonSerializable(typeof(BundleOutcomeJson))]
[JsonSerializable(typeof(StoredBlobJson))]
[JsonSerializable(typeof(ProblemJson))]
[JsonSerializable(typeof(ProblemKindJson))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>Enumerations as documents write them: <c>underReview</c>.</summary>
internal sealed class CamelWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Enumerations as statements write them: <c>paper-agrees</c>.</summary>
internal sealed class KebabWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
