using System.IO.Compression;

namespace Sirekap.Training.Tests;

public sealed class MnistFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_that_are_not_MNIST_are_named()
    {
        MnistFile.Load(_folder, out var error).ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain("t10k-images");
        foreach (var name in (string[])["mnist-t10k-images-idx3-ubyte.gz", "mnist-t10k-labels-idx1-ubyte.gz"])
        {
            using var zip = new GZipStream(File.Create(Path.Combine(_folder, name)), CompressionLevel.Fastest);
            zip.Write("something else entirely"u8);
        }

        MnistFile.Load(_folder, out error).ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain("not in idx format");
    }
}
