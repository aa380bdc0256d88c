namespace Sirekap.Verification;

/// <summary>Where a publication is read from: a folder or a web server. Nothing it gives is trusted.</summary>
public abstract class PublicationSource : IDisposable
{
    /// <summary>What a person would call it.</summary>
    public abstract string Name { get; }

    /// <summary>The bytes of a file, or null when it is not there or is longer than it may be.</summary>
    /// <param name="path">A path that <see cref="OpenData.Publication.Manifest.IsPath"/> accepts, or the manifest's.</param>
    /// <param name="longest">More bytes than this are not read.</param>
    /// <exception cref="IOException">The source cannot be reached at all.</exception>
    public abstract byte[]? Read(string path, long longest);

    /// <summary>Every file that is there, where the source can tell; else null.</summary>
    public virtual IEnumerable<string>? List() => null;

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>A folder's or a URL's publication.</summary>
    public static PublicationSource Open(string folderOrUrl) =>
        folderOrUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || folderOrUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? new HttpSource(new Uri(folderOrUrl.EndsWith('/') ? folderOrUrl : folderOrUrl + "/"))
            : new FolderSource(folderOrUrl);
}

/// <summary>A publication in a folder of this machine.</summary>
public sealed class FolderSource(string folder) : PublicationSource
{
    public override string Name { get; } = Path.GetFullPath(folder);

    public override byte[]? Read(string path, long longest)
    {
        if (!Directory.Exists(Name))
        {
            throw new IOException($"{Name} is no folder");
        }

        try
        {
            using var file = File.OpenHandle(Path.Combine(Name, path));
            var length = RandomAccess.GetLength(file);
            if (length > longest)
            {
                return null;
            }

            var bytes = new byte[length];
            for (var at = 0; at < bytes.Length;)
            {
                var read = RandomAccess.Read(file, bytes.AsSpan(at), at);
                if (read == 0)
                {
                    return null;
                }

                at += read;
            }

            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public override IEnumerable<string> List() =>
        Directory.EnumerateFiles(Name, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(path => Path.GetRelativePath(Name, path).Replace('\\', '/'));
}

/// <summary>A publication on a web server, any that serves files.</summary>
public sealed class HttpSource(Uri url) : PublicationSource
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(100) };

    public override string Name => url.ToString();

    public override byte[]? Read(string path, long longest)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return ReadOnce(path, longest);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                if (attempt == 3)
                {
                    throw new IOException($"{new Uri(url, path)}: {e.Message}", e);
                }
            }
        }
    }

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    private byte[]? ReadOnce(string path, long longest)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, path));
        using var response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
        {
            return (int)response.StatusCode is >= 400 and < 500 ? null : throw new HttpRequestException($"the server answers {(int)response.StatusCode}");
        }

        if (response.Content.Headers.ContentLength > longest)
        {
            return null;
        }

        using var stream = response.Content.ReadAsStream();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (bytes.Length + read > longest)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
