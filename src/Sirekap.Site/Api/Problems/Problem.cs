using Sirekap.Record;

namespace Sirekap.Site.Api.Problems;

/// <summary>A request that is not answered as asked, and why.</summary>
/// <param name="Code">Its name.</param>
public sealed record Problem(ProblemCode Code)
{
    /// <summary>The parameter or header at fault, or null.</summary>
    public string? Field { get; init; }

    /// <summary>What goes into the words of the problem, in their order: what was sent, what is allowed.</summary>
    public IReadOnlyList<object> Words { get; init; } = [];

    /// <summary>The record's refusal, or null.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>When it may be tried again, in seconds; null where trying again changes nothing.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>A parameter that is not in its form.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="rule">A key of the API's texts: what was expected.</param>
    public static Problem Parameter(string field, string rule) =>
        new(ProblemCode.BadParameter) { Field = field, Words = [field, new TextKey(rule)] };

    /// <summary>The record refuses a statement.</summary>
    public static Problem Of(Rejection rejection) => new(ProblemCode.Rejected) { Rejection = rejection };
}

/// <summary>A word of a problem that is itself a text in two languages.</summary>
/// <param name="Key">Its key.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> names no text.</remarks>
public readonly record struct TextKey(string Key);

/// <summary>A problem on the wire (RFC 9457).</summary>
/// <param name="Type">Stable: <c>/api/v1/problems/</c> and the problem's name; below it stands what it means.</param>
/// <param name="Title">What is wrong in general, in the language of the request.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Detail">What is wrong here.</param>
/// <param name="Field">The parameter or header at fault; null where it is none.</param>
/// <param name="Rejection">The name under which the record refuses the statement (docs/authority.md); null for any other problem.</param>
public sealed record ProblemJson(string Type, string Title, int Status, string? Detail, string? Field, string? Rejection);

/// <summary>What a problem's name means, in both languages.</summary>
/// <param name="Type">The type that problems of this name bear.</param>
/// <param name="Status">The status of such answers.</param>
/// <param name="Title">What is wrong.</param>
public sealed record ProblemKindJson(string Type, int Status, Answers.BilingualJson Title);
