using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Publication;

/// <summary>What a plenary said besides the figures that it read from a paper, as a station's history has it.</summary>
internal static class PaperJson
{
    public static void Write(CanonicalWriter w, PaperRead read)
    {
        w.Raw(",\"source\":"u8).String(Words.PaperSources.Of(read.Source));
        if (read.Copies is { } copies)
        {
            w.Raw(",\"copies\":"u8).Recipients(copies);
        }

        if (read.Reason is { } reason)
        {
            w.Raw(",\"reason\":"u8).String(Words.DifferenceReasons.Of(reason));
        }

        if (read.Checks.Count > 0)
        {
            w.Raw(",\"checks\":"u8).Strings(read.Checks);
        }

        if (read.Text is { } text)
        {
            w.Raw(",\"text\":"u8).String(text.Sha256.ToString());
        }
    }
}
