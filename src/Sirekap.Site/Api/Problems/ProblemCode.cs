using Microsoft.AspNetCore.Http;

namespace Sirekap.Site.Api.Problems;

/// <summary>Why a request is not answered as asked. The names are stable: they end the <c>type</c> of a problem.</summary>
public enum ProblemCode
{
    /// <summary>Not HTTP as this server reads it.</summary>
    BadRequest,

    /// <summary>The path is not in its one spelling.</summary>
    BadPath,

    /// <summary>A parameter is not in its form.</summary>
    BadParameter,

    /// <summary>A bundle does not hold entries as it says.</summary>
    BadBundle,

    /// <summary>No such address.</summary>
    NotFound,

    /// <summary>The ledger has no such entry.</summary>
    UnknownEntry,

    /// <summary>No such contest in this election.</summary>
    UnknownContest,

    /// <summary>No such electoral district in this contest.</summary>
    UnknownDistrict,

    /// <summary>No such region or station, or it has no part in the contest.</summary>
    UnknownRegion,

    /// <summary>The ledger never had this size, or had no time yet.</summary>
    UnknownSize,

    /// <summary>The table has more rows than a workbook may have here.</summary>
    TableTooLarge,

    /// <summary>Nobody enrolled such a key.</summary>
    UnknownKey,

    /// <summary>The bytes are withheld by a statement of the ledger, which names the ground.</summary>
    Withheld,

    /// <summary>Nothing has been published yet.</summary>
    NotYetPublished,

    /// <summary>The address does not take this method.</summary>
    MethodNotAllowed,

    /// <summary>None of the types that the client accepts.</summary>
    NotAcceptable,

    /// <summary>The client was too slow.</summary>
    Timeout,

    /// <summary>More bytes than are taken here.</summary>
    TooLarge,

    /// <summary>Not a type that is taken here.</summary>
    UnsupportedType,

    /// <summary>The record refuses the statement; the problem names why.</summary>
    Rejected,

    /// <summary>The bytes are not those of the address.</summary>
    OtherBytes,

    /// <summary>A part is not at the offset where the last one ended.</summary>
    MismatchingUploadOffset,

    /// <summary>No part of this blob has come by this key, or too long ago.</summary>
    NoUpload,

    /// <summary>The signature beside a blob is missing or does not hold.</summary>
    NotSigned,

    /// <summary>A picture that bears more than its picture.</summary>
    PhotoMetadata,

    /// <summary>No picture of a kind that is read.</summary>
    NotAPhoto,

    /// <summary>Too many requests from one client.</summary>
    TooManyRequests,

    /// <summary>Too many statements under one key.</summary>
    TooManyStatements,

    /// <summary>Header lines are too many or too long.</summary>
    HeadersTooLarge,

    /// <summary>A fault of this server.</summary>
    Internal,

    /// <summary>More is under way than this server takes at once.</summary>
    Busy,

    /// <summary>This server shows a ledger that is written elsewhere.</summary>
    ReadOnly,

    /// <summary>The ledger has stopped and waits for its operator.</summary>
    LedgerStopped,

    /// <summary>No published checkpoint reaches this entry yet.</summary>
    NotYetSigned,

    /// <summary>As many listeners as this server has room for.</summary>
    TooManyListeners,

    /// <summary>As many bytes of this key, its station, district or all wait for a statement that names them, or stand, as may.</summary>
    TooManyBlobs,

    /// <summary>The disk has no room, or none but for statements.</summary>
    DiskFull,

    /// <summary>The time is not known well enough to write it down for good.</summary>
    ClockOff,
}

/// <summary>What HTTP says of each.</summary>
internal static class ProblemCodes
{
    /// <summary>Where a problem's type is explained.</summary>
    public const string Base = "/api/v1/problems/";

    public static int Status(this ProblemCode code) =>
        code switch
        {
            ProblemCode.BadRequest or ProblemCode.BadPath or ProblemCode.BadParameter or ProblemCode.BadBundle =>
                StatusCodes.Status400BadRequest,
            ProblemCode.NotSigned => StatusCodes.Status403Forbidden,
            ProblemCode.NotFound
            or ProblemCode.UnknownEntry
            or ProblemCode.UnknownContest
            or ProblemCode.UnknownDistrict
            or ProblemCode.UnknownRegion
            or ProblemCode.UnknownSize
            or ProblemCode.TableTooLarge
            or ProblemCode.UnknownKey
            or ProblemCode.NoUpload => StatusCodes.Status404NotFound,
            ProblemCode.MismatchingUploadOffset => StatusCodes.Status409Conflict,
            ProblemCode.Withheld => StatusCodes.Status410Gone,
            ProblemCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
            ProblemCode.NotAcceptable => StatusCodes.Status406NotAcceptable,
            ProblemCode.Timeout => StatusCodes.Status408RequestTimeout,
            ProblemCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
            ProblemCode.UnsupportedType => StatusCodes.Status415UnsupportedMediaType,
            ProblemCode.Rejected or ProblemCode.OtherBytes or ProblemCode.PhotoMetadata or ProblemCode.NotAPhoto =>
                StatusCodes.Status422UnprocessableEntity,
            ProblemCode.TooManyRequests or ProblemCode.TooManyStatements => StatusCodes.Status429TooManyRequests,
            ProblemCode.HeadersTooLarge => StatusCodes.Status431RequestHeaderFieldsTooLarge,
            ProblemCode.Internal => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status503ServiceUnavailable,
        };

    /// <summary>The problem that a bare status stands for.</summary>
    public static ProblemCode Of(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => ProblemCode.NotFound,
            StatusCodes.Status405MethodNotAllowed => ProblemCode.MethodNotAllowed,
            StatusCodes.Status406NotAcceptable => ProblemCode.NotAcceptable,
            StatusCodes.Status408RequestTimeout => ProblemCode.Timeout,
            StatusCodes.Status413PayloadTooLarge => ProblemCode.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => ProblemCode.UnsupportedType,
            StatusCodes.Status429TooManyRequests => ProblemCode.TooManyRequests,
            StatusCodes.Status431RequestHeaderFieldsTooLarge => ProblemCode.HeadersTooLarge,
            StatusCodes.Status503ServiceUnavailable => ProblemCode.Busy,
            >= StatusCodes.Status500InternalServerError => ProblemCode.Internal,
            _ => ProblemCode.BadRequest,
        };

    /// <summary>The name as it is written, e.g. <c>unknown-region</c>.</summary>
    public static string Name(this ProblemCode code) => Names.GetValueOrDefault(code)!;

    public static IReadOnlyDictionary<ProblemCode, string> Names { get; } =
        Enum.GetValues<ProblemCode>()
            .ToDictionary(
                code => code,
                code =>
                    string.Concat(
                        code.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : $"{c}")
                    )
            );
}
