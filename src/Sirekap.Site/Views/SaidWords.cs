using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Views;

/// <summary>What somebody wrote beside a statement, as a page may show it.</summary>
internal static class SaidWords
{
    /// <summary>Longer words are to be fetched, not shown.</summary>
    private const int Longest = 4000;

    /// <summary>The words; null where there are none, or their bytes are withheld, not here, or too many.</summary>
    public static string? Of(RecordAsOf asOf, SiteViews site, BlobReference? text)
    {
        if (
            text is null
            || text.Bytes > Longest
            || asOf.Record.Withheld.ContainsKey(text.Sha256)
            || site.Node.Folder.Blobs.Read(text) is not { } bytes
        )
        {
            return null;
        }

        // They are anybody's: what turns the direction of text would turn what stands beside it.
        return string.Concat(SaltedWords.Read(bytes.Span).Select(c => NameRules.IsDirectionMark(c) ? '\uFFFD' : c));
    }
}
