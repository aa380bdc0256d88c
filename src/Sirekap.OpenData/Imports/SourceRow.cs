using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.OpenData.Imports;

/// <summary>What a source says of a row besides its figures.</summary>
/// <param name="Dated">The row's own time; null where it has none, or none that can be read.</param>
/// <param name="Unread">A time that cannot be read, as it stands there: it is missed only where the row's time is needed.</param>
/// <param name="Poll">Whether it was voted once more, later, or counted again.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> says nothing: no time, and an ordinary poll.</remarks>
public readonly record struct SourceRow(Timestamp? Dated, string? Unread, PollKind Poll)
{
    /// <summary>KPU's words for what a row is of, and tables' own, as <see cref="ColumnName"/> makes them.</summary>
    private static readonly Dictionary<string, PollKind> Polls = new(StringComparer.Ordinal)
    {
        ["reguler"] = PollKind.Regular,
        ["pemungutan_suara_ulang"] = PollKind.Revote,
        ["psu"] = PollKind.Revote,
        ["pemungutan_suara_lanjutan"] = PollKind.Continued,
        ["psl"] = PollKind.Continued,
        ["pemungutan_suara_susulan"] = PollKind.Postponed,
        ["pss"] = PollKind.Postponed,
        ["penghitungan_suara_ulang"] = PollKind.Recount,
        ["penghitungan_suara_susulan"] = PollKind.LaterCount,
    };

    /// <summary>With the time that a cell or key says, or the note that it says none.</summary>
    /// <param name="text">The time as written.</param>
    /// <param name="isUtc">Whether its column says that times without a zone are UTC.</param>
    public SourceRow At(string text, bool isUtc = false) =>
        SourceTime.TryParse(text, out var time, isUtc) ? this with { Dated = time } : this with { Unread = text };

    /// <summary>With the kind of poll that a cell or key names.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Read(string text, out SourceRow row)
    {
        row = this;
        foreach (var (kind, word) in Words.Polls)
        {
            if (word == text)
            {
                row = this with { Poll = kind };
                return null;
            }
        }

        if (!Polls.TryGetValue(ColumnName.Of(text), out var poll))
        {
            return $"{Figure.Show(text)} is no kind of poll; expected Reguler, Pemungutan Suara Ulang, Lanjutan or Susulan, or "
                + "Penghitungan Suara Ulang or Susulan";
        }

        row = this with { Poll = poll };
        return null;
    }
}
