using System.Collections.Concurrent;

namespace Sirekap.Site.Files;

/// <summary>
/// Finished answers by path, so many bytes of them at most. Two generations: when the young one is full it becomes the old one, and the old
/// one goes; what is asked for again moves up. Only paths of files that exist get here, so a stranger cannot fill it with names. Safe for
/// several threads.
/// </summary>
/// <param name="mostBytes">Of both generations.</param>
internal sealed class FileCache(long mostBytes)
{
    private ConcurrentDictionary<string, CachedFile> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, CachedFile> _old = new(StringComparer.Ordinal);
    private long _youngBytes;

    public CachedFile? Find(string path)
    {
        if (_young.TryGetValue(path, out var file))
        {
            return file;
        }

        if (!_old.TryGetValue(path, out file))
        {
            return null;
        }

        Add(path, file);
        return file;
    }

    public void Add(string path, CachedFile file)
    {
        _young[path] = file;
        if (Interlocked.Add(ref _youngBytes, file.Body.Length) > mostBytes / 2)
        {
            Interlocked.Exchange(ref _youngBytes, 0);
            _old = Interlocked.Exchange(ref _young, new ConcurrentDictionary<string, CachedFile>(StringComparer.Ordinal));
        }
    }
}
