using System.Buffers.Binary;
using System.IO.Compression;

namespace Sirekap.Training;

/// <summary>MNIST's test set in idx format (LeCun, Cortes and Burges): digits of 28 × 28, ink bright.</summary>
public sealed class MnistFile
{
    /// <summary>Pixels, by the format.</summary>
    private const int Side = 28;
    private readonly byte[] _pictures;
    private readonly byte[] _labels;

    private MnistFile(byte[] pictures, byte[] labels)
    {
        _pictures = pictures;
        _labels = labels;
    }

    public int Count => _labels.Length;

    /// <param name="folder">Has mnist-t10k-images-idx3-ubyte.gz and mnist-t10k-labels-idx1-ubyte.gz, or the same under t10k-….</param>
    /// <param name="error">What is missing or wrong, naming the file.</param>
    public static MnistFile? Load(string folder, out string? error)
    {
        var (pictures, pictureError) = Read(folder, "t10k-images-idx3-ubyte.gz", 0x803, 16);
        var (labels, labelError) = Read(folder, "t10k-labels-idx1-ubyte.gz", 0x801, 8);
        error = pictureError ?? labelError;
        if (error is null && (pictures.Length != labels.Length * Side * Side || labels.Any(label => label > 9)))
        {
            error = $"{folder}: the MNIST pictures and labels do not belong together";
        }

        return error is null ? new MnistFile(pictures, labels) : null;
    }

    public ReadOnlySpan<byte> Picture(int index) => _pictures.AsSpan(index * Side * Side, Side * Side);

    public int Label(int index) => _labels[index];

    private static (byte[] Data, string? Error) Read(string folder, string name, uint magic, int header)
    {
        var path = new[] { "mnist-" + name, name }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return ([], $"{folder}: has no mnist-{name}");
        }

        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        var bytes = all.ToArray();
        return bytes.Length < header || BinaryPrimitives.ReadUInt32BigEndian(bytes) != magic
            ? ([], $"{path}: is not in idx format")
            : (bytes[header..], null);
    }
}
