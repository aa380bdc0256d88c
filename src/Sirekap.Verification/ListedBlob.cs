using Sirekap.Elections;
using Sirekap.Record;

namespace Sirekap.Verification;

/// <summary>What a record says against a blob that a publication lists, whatever its bytes are.</summary>
internal static class ListedBlob
{
    /// <param name="record">The record, as far as it could be read.</param>
    /// <param name="blob">Its name.</param>
    /// <param name="bytes">Its length, as listed.</param>
    public static IEnumerable<string> Flaws(ElectionRecord record, Digest blob, long bytes)
    {
        if (record.Withheld.ContainsKey(blob))
        {
            yield return "its bytes are withheld, yet here they are";
        }
        else if (!record.Names(blob))
        {
            yield return "no statement names it";
        }

        if (record.Blobs.LengthOf(blob) is { } said && said != bytes)
        {
            yield return $"it has {bytes} bytes, the statements that name it say {said}";
        }
    }
}
