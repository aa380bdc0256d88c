using System.Collections.Frozen;

namespace Sirekap.Demo.Pages;

/// <summary>The ways to cheat that the page offers, in its order.</summary>
public enum CheatKind
{
    /// <summary>Only the published number.</summary>
    Number,

    /// <summary>The officer's form in the ledger.</summary>
    Form,

    /// <summary>The form, signed with a key of the operator's own.</summary>
    OwnKey,

    /// <summary>The same, with the key enrolled by forgery.</summary>
    Enrolment,

    /// <summary>A form is made to disappear.</summary>
    Drop,

    /// <summary>The ledger is cut back to an earlier moment.</summary>
    Cut,

    /// <summary>A form is said to have come earlier.</summary>
    Backdate,
}

/// <summary>The words for them in addresses.</summary>
public static class CheatKinds
{
    private static readonly FrozenDictionary<string, CheatKind> ByWord = Enum.GetValues<CheatKind>()
        .ToFrozenDictionary(Word, StringComparer.Ordinal);

    public static string Word(this CheatKind kind) =>
        kind switch
        {
            CheatKind.Number => "angka",
            CheatKind.Form => "formulir",
            CheatKind.OwnKey => "kunci",
            CheatKind.Enrolment => "pendaftaran",
            CheatKind.Drop => "buang",
            CheatKind.Cut => "potong",
            CheatKind.Backdate => "mundur",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static CheatKind? Of(string? word) => word is not null && ByWord.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>Whether it gives a choice another number of votes.</summary>
    public static bool ChangesVotes(this CheatKind kind) => kind <= CheatKind.Enrolment;

    /// <summary>Whether it is done to one station.</summary>
    public static bool IsOfStation(this CheatKind kind) => kind != CheatKind.Cut;
}
