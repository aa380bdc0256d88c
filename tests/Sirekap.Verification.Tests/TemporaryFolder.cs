namespace Sirekap.Verification.Tests;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sirekap-verify-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes files below a folder of this name and returns its path.</summary>
    public string Write(string name, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        foreach (var (path, bytes) in files)
        {
            var full = System.IO.Path.Combine(In(name), path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, bytes);
        }

        return In(name);
    }

    /// <summary>Every file below a folder, by its path with slashes.</summary>
    public static Dictionary<string, byte[]> Read(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(
                path => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'),
                File.ReadAllBytes,
                StringComparer.Ordinal
            );

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
