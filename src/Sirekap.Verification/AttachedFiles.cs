using Sirekap.Elections;
using Sirekap.Publication;
using Sirekap.Record;

namespace Sirekap.Verification;

/// <summary>
/// The branches of photos and other attached blobs. A nation has 2.5 million of these; a copy may lack their bytes, and each list is looked
/// at by itself, so that there is never a list of all.
/// </summary>
/// <param name="record">Says which blobs statements name; null where it does not hold.</param>
/// <param name="here">The blobs that lie in the folder and are in no other branch, where that can be told; else null.</param>
/// <param name="ask">Where it cannot be told: whether to ask for each.</param>
/// <param name="read">Reads a blob as the manifest has it; null where it is not there.</param>
/// <param name="add">Is told what does not hold: where and what.</param>
internal sealed class AttachedFiles(
    ElectionRecord? record,
    HashSet<Digest>? here,
    bool ask,
    Func<ManifestFile, byte[]?> read,
    Action<string, string> add
)
{
    private long _listed;
    private long _read;

    /// <summary>How many are listed.</summary>
    public long Listed => _listed;

    /// <summary>How many are here and are what their names say.</summary>
    public long Here => _read;

    /// <summary>Looks at the files of a branch.</summary>
    public void Check(IReadOnlyList<ManifestFile> branch)
    {
        foreach (var file in branch)
        {
            _listed++;
            foreach (var flaw in record is null ? [] : ListedBlob.Flaws(record, file.Sha256, file.Bytes))
            {
                add(file.Path, flaw);
            }

            if ((here?.Remove(file.Sha256) ?? ask) && read(file) is not null)
            {
                _read++;
            }
        }
    }
}
